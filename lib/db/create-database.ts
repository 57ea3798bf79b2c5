import pg from 'pg'

/** Makes a database unless it is there; `template` names the one it copies. `serverUrl` may name any other database. */
export async function createDatabase(serverUrl: string, name: string, template?: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name])
    if (rowCount) return
    const from = template ? ` TEMPLATE ${client.escapeIdentifier(template)}` : ''
    await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}${from}`)
  } catch (error) {
    if (!isMadeMeanwhile(error)) throw error
  } finally {
    await client.end()
  }
}

/** 42P04: it exists; 23505: two processes made it at the same moment. */
function isMadeMeanwhile(error: unknown): boolean {
  return error instanceof pg.DatabaseError && (error.code === '42P04' || error.code === '23505')
}
