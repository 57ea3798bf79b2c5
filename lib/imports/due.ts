/**
 * SQL: `i` of imports waits for a worker: queued, or running under a lease that ran out, the first of its account, and behind
 * no undo that was asked for before it.
 */
export const isDue = `i.status IN ('queued', 'running') AND (i.lease_until IS NULL OR i.lease_until < now())
  AND NOT EXISTS (SELECT FROM imports e WHERE e.account_id = i.account_id AND e.number < i.number
                  AND e.status IN ('queued', 'running'))
  AND NOT EXISTS (SELECT FROM import_undos u WHERE u.account_id = i.account_id AND u.after_number < i.number
                  AND u.finished_at IS NULL)`

/** SQL: the millisecond that began last, for a lease that is over at once: rounded up, as now() is, it would last on. */
export const justNow = `date_trunc('milliseconds', now())`

/**
 * SQL: since when it waits: since it was started, since it last had a turn, or since the one before it in its account
 * ended. Whoever waits the longest is next, so accounts take turns, however many imports each has started.
 */
export const dueSince = `greatest(i.created_at, i.lease_until,
  (SELECT e.finished_at FROM imports e WHERE e.account_id = i.account_id AND e.number < i.number
   ORDER BY e.number DESC LIMIT 1))`
