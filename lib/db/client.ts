import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { env } from '../env'
import { PrismaClient } from './generated/client'

const kept = globalThis as typeof globalThis & { fairleadPool?: pg.Pool; fairleadDb?: PrismaClient }

/** The one connection pool of this process. Prisma and the bulk COPY share it. Opened on first use. */
export function pool(): pg.Pool {
  if (!kept.fairleadPool) {
    kept.fairleadPool = new pg.Pool({
      connectionString: env().DATABASE_URL,
      max: env().DATABASE_POOL_MAX,
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
      application_name: 'fairlead',
    })
    // An idle connection that the server closed is replaced at the next use; without a listener it would end us.
    kept.fairleadPool.on('error', () => {})
  }
  return kept.fairleadPool
}

/** Prisma on that pool. For everything that is not bulk. */
export function db(): PrismaClient {
  kept.fairleadDb ??= new PrismaClient({ adapter: new PrismaPg(pool()) })
  return kept.fairleadDb
}

/** Closes pool and client, so that the process can end. */
export async function closeDatabase(): Promise<void> {
  await kept.fairleadDb?.$disconnect()
  if (kept.fairleadPool && !kept.fairleadPool.ended) await kept.fairleadPool.end()
  kept.fairleadDb = undefined
  kept.fairleadPool = undefined
}
