import { pool } from '@/lib/db/client'

export const dynamic = 'force-dynamic'

/** 200 when the web server answers and its database does; 503 when the database does not. For monitors: no session. */
export async function GET(): Promise<Response> {
  const database = await pool()
    .query('SELECT 1')
    .then(
      () => true,
      () => false,
    )
  return Response.json(
    { status: database ? 'ok' : 'database_unreachable' },
    { status: database ? 200 : 503, headers: { 'cache-control': 'no-store' } },
  )
}
