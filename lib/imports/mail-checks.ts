import { type MailServers, ownMailServers } from '../leads/mail-servers'
import { isEmptyAt } from './lead-values'
import type { RowInput, RowShape } from './row'

/**
 * The rows of a batch with what the DNS says against the domains of their emails, when DNS checks are switched on:
 * facts for decideBatch, which asks nobody. Emails whose status the file gives are not looked into.
 */
export async function withMailChecks(
  rows: RowInput[],
  { statusAt }: Pick<RowShape, 'statusAt'>,
  servers: MailServers | null = ownMailServers(),
): Promise<RowInput[]> {
  if (!servers) return rows
  const unverified = rows.map((row) =>
    row.kind === 'lead' && (statusAt === -1 || isEmptyAt(row.values, statusAt)) ? domainOf(row.email) : null,
  )
  const found = await servers.findings(unverified.filter((domain) => domain !== null))
  if (found.size === 0) return rows
  return rows.map((row, at) => {
    const domain = unverified[at]
    const finding = domain ? found.get(domain) : undefined
    if (row.kind !== 'lead' || !finding) return row
    // Of two findings the worse is told: a domain without mail server before the name of a desk.
    return finding === 'no_mail_server' || !row.finding ? { ...row, finding } : row
  })
}

function domainOf(email: string): string {
  return email.slice(email.indexOf('@') + 1)
}
