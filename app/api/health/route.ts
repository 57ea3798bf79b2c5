import { databaseReachable } from '@/lib/db/reachable'

export const dynamic = 'force-dynamic'

/** 200 when the web server answers and its database does; 503 when the database does not. For monitors: no session. */
export async function GET(): Promise<Response> {
  const reachable = await databaseReachable()
  return Response.json(
    { status: reachable ? 'ok' : 'database_unreachable' },
    { status: reachable ? 200 : 503, headers: { 'cache-control': 'no-store' } },
  )
}
