import type { EmailKey } from '../db/ids'
import type { KnownLead, Progress } from './decide'
import { textsOf } from './lead-values'
import type { Repeats } from './repeats'

/**
 * The progress of a dry run. What earlier rows did to an email matters only to a later row with the same email, so it
 * is kept of emails that stand more than once in the file: memory does not grow with a file in which each stands once.
 */
export function keptProgress(repeats: Repeats): Progress {
  return { touched: new KeptLeads(repeats), turnedAway: new KeptEmails(repeats), added: 0 }
}

/** Another one that goes on from here by itself. */
export function copyOfProgress({ touched, turnedAway, added }: Progress, repeats: Repeats): Progress {
  const copy = { touched: new KeptLeads(repeats), turnedAway: new KeptEmails(repeats), added }
  for (const [email, lead] of touched) copy.touched.take(email, lead)
  for (const email of turnedAway) copy.turnedAway.add(email)
  return copy
}

/** How many emails it holds. */
export function emailsKept({ touched, turnedAway }: Progress): number {
  return touched.size + turnedAway.size
}

class KeptLeads extends Map<EmailKey, KnownLead> {
  readonly #repeats: Repeats

  constructor(repeats: Repeats) {
    super()
    this.#repeats = repeats
  }

  override set(email: EmailKey, lead: KnownLead): this {
    return this.#repeats.has(email) ? super.set(email, ownMemory(lead)) : this
  }

  /** What another one has kept already. */
  take(email: EmailKey, lead: KnownLead): void {
    super.set(email, lead)
  }
}

class KeptEmails extends Set<EmailKey> {
  readonly #repeats: Repeats

  constructor(repeats: Repeats) {
    super()
    this.#repeats = repeats
  }

  override add(email: EmailKey): this {
    return this.#repeats.has(email) ? super.add(email) : this
  }
}

/** Cells and ids are parts of what was read, which they would keep alive, or which is overwritten. */
function ownMemory({ held, ...known }: KnownLead): KnownLead {
  if (!held) return { ...known, held }
  const lead = 'id' in held.lead ? { id: held.lead.id } : held.lead
  const values = textsOf(held.values).map((value) => ` ${value}`.slice(1))
  return { ...known, held: { ...held, lead, values } }
}
