import { parseArgs } from 'node:util'
import { openEnvironment } from './environment'

/**
 * `npm run bench [-- --rows 100000,1000000] [--json] [--write]`: measures on a database of its own, beside the
 * product's; `--write` keeps the table in bench/results.md.
 * With `--pages` not imports, but pages of an account with as many leads (default 1000000).
 */
async function main(): Promise<void> {
  process.env.LOG_LEVEL ||= 'error'
  process.env.DATABASE_STATEMENT_SECONDS ||= '3600' // the COPY it measures by is one statement
  const { values } = parseArgs({
    options: {
      rows: { type: 'string' },
      json: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      pages: { type: 'boolean', default: false },
    },
  })
  const sizes = (values.rows ?? (values.pages ? '1000000' : '100000,1000000')).split(',').map(Number)
  if (sizes.some((rows) => !Number.isSafeInteger(rows) || rows < 1))
    throw new Error('--rows takes numbers such as 10000,100000')
  const environment = await openEnvironment()
  try {
    const format = values.json ? 'json' : 'table'
    if (values.pages) {
      const { benchPages } = await import('../bench/pages')
      for (const rows of sizes) await benchPages({ format, write: values.write }, rows)
    } else {
      const { bench } = await import('../bench/bench')
      await bench({ sizes, json: values.json, write: values.write })
    }
  } finally {
    const { closeDatabase } = await import('../lib/db/client')
    await closeDatabase()
    await environment.close()
  }
}

await main()
