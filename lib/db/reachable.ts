import { pool } from './client'

/** Whether the database answers a question that needs no table. */
export async function databaseReachable(): Promise<boolean> {
  try {
    await pool().query('SELECT 1')
    return true
  } catch {
    // Which error is the server's business; who asks only wants to know whether it answers.
    return false
  }
}
