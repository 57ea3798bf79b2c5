import type { EmailKey, LeadId } from '../db/ids'

/** A deleted lead that is to come back. */
export type Candidate = { id: LeadId; email: EmailKey }

/** The lead that has the email now. `import` null = by hand. */
export type HolderOfEmail = { id: LeadId; since: Date; import: number | null }

/** Why a deleted lead cannot come back. */
export type Obstacle =
  | { kind: 'email_taken'; by: HolderOfEmail }
  /** A later deletion of a lead with the same email comes back in the same step. */
  | { kind: 'email_restored' }
  | { kind: 'permanently_deleted'; since: Date }
  | { kind: 'full'; leadsMax: number }

export type KnownToRestore = {
  holders: ReadonlyMap<EmailKey, HolderOfEmail>
  /** Emails on the deleted list, with the day. */
  listed: ReadonlyMap<EmailKey, Date>
  leadsMax: number | null
  leadCount: number
}

/** What stands in the way of one deleted lead by itself; null when nothing does. */
export function obstacleOf(email: EmailKey, known: KnownToRestore): Obstacle | null {
  const since = known.listed.get(email)
  if (since) return { kind: 'permanently_deleted', since }
  const by = known.holders.get(email)
  if (by) return { kind: 'email_taken', by }
  const { leadsMax, leadCount } = known
  return leadsMax !== null && leadCount >= leadsMax ? { kind: 'full', leadsMax } : null
}

/** Decides who comes back, in the order given, as long as there is room: by the rules that rows of an import obey. */
export function decideRestore(
  candidates: readonly Candidate[],
  known: KnownToRestore,
): { back: Candidate[]; kept: { candidate: Candidate; obstacle: Obstacle }[] } {
  const restored = new Set<EmailKey>()
  const back: Candidate[] = []
  const kept: { candidate: Candidate; obstacle: Obstacle }[] = []
  for (const candidate of candidates) {
    const { email } = candidate
    const obstacle: Obstacle | null = restored.has(email)
      ? { kind: 'email_restored' }
      : obstacleOf(email, { ...known, leadCount: known.leadCount + back.length })
    if (obstacle) kept.push({ candidate, obstacle })
    else {
      back.push(candidate)
      restored.add(email)
    }
  }
  return { back, kept }
}
