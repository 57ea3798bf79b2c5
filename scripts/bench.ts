import { parseArgs } from 'node:util'
import { openEnvironment } from './environment'

/** `npm run bench [-- --rows 10000,100000,500000] [--json]`: measures on a database of its own, beside the product's. */
async function main(): Promise<void> {
  process.env.LOG_LEVEL ||= 'error'
  process.env.DATABASE_STATEMENT_SECONDS ||= '3600' // the COPY it measures by is one statement
  const { values } = parseArgs({
    options: {
      rows: { type: 'string', default: '10000,100000,500000' },
      json: { type: 'boolean', default: false },
    },
  })
  const sizes = values.rows.split(',').map(Number)
  if (sizes.some((rows) => !Number.isSafeInteger(rows) || rows < 1))
    throw new Error('--rows takes numbers such as 10000,100000')
  const environment = await openEnvironment()
  try {
    const { bench } = await import('../bench/bench')
    await bench(sizes, values.json ? 'json' : 'table')
  } finally {
    const { closeDatabase } = await import('../lib/db/client')
    await closeDatabase()
    await environment.close()
  }
}

await main()
