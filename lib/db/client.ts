import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { env } from '../env'
import { PrismaClient } from './generated/client'
import { giveWayBehind } from './give-way'

const kept = globalThis as typeof globalThis & { fairleadPool?: pg.Pool; fairleadDb?: PrismaClient }

/** The one connection pool of this process. Prisma and the bulk COPY share it. Opened on first use. */
export function pool(): pg.Pool {
  if (!kept.fairleadPool) {
    kept.fairleadPool = new pg.Pool({
      connectionString: env().DATABASE_URL,
      max: env().DATABASE_POOL_MAX,
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
      query_timeout: (env().DATABASE_STATEMENT_SECONDS + answerSecondsMax) * 1000,
      onConnect: limitWaits,
      application_name: 'fairlead',
    })
    // An idle connection that the server closed is replaced at the next use; without a listener it would end us.
    kept.fairleadPool.on('error', () => {})
  }
  return kept.fairleadPool
}

/** Longer than a statement may take: then no answer will come, the connection is dead without a word. */
const answerSecondsMax = 5

/**
 * No wait is without end. A statement, a wait for a lock and a pause inside a transaction are ended by the server,
 * also when we are gone and our session still holds a lock; an answer that does not come is given up by us
 * (`query_timeout`). By SET and not at connecting: poolers in between refuse settings they do not know.
 */
async function limitWaits(client: pg.ClientBase): Promise<void> {
  const { DATABASE_STATEMENT_SECONDS: statement, DATABASE_LOCK_SECONDS: lock } = env()
  await client.query(
    `SET statement_timeout = '${statement}s'; SET lock_timeout = '${lock}s';
     SET idle_in_transaction_session_timeout = '${statement}s'`,
  )
  await giveWayBehind(client)
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
