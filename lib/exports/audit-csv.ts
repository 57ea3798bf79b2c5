import type { AuditFilter } from '../audit/queries'
import { exportAudit } from '../audit/queries'
import { auditSentence } from '../audit/sentence'
import type { AccountId } from '../db/ids'
import { byteOrderMark, csvLine } from '../imports/csv-line'

/** The audit entries that match as a CSV file, in pieces, the latest first. Formulas are guarded. */
export async function* auditCsv(accountId: AccountId, filter: AuditFilter): AsyncGenerator<string> {
  let chunk = byteOrderMark + csvLine(['Time (UTC)', 'Name', 'Email', 'What', 'Kind', 'Details'])
  for await (const { at, who, kind, details } of exportAudit(accountId, filter)) {
    const cells = [at.toISOString(), who?.name ?? '', who?.email ?? '', auditSentence(kind, details), kind]
    chunk += csvLine([...cells, JSON.stringify(details)])
    if (chunk.length < 64 * 1024) continue
    yield chunk
    chunk = ''
  }
  if (chunk !== '') yield chunk
}
