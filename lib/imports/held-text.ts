import type { EmailKey } from '../db/ids'
import { type EmailStatus, emailStatuses } from '../leads/email-status'
import type { FieldKey } from '../leads/fields'
import type { HeldLead, KnownLead } from './decide'
import { ByteValues, textIn, wordPlace } from './lead-values'
import { LeadAt } from './outcome'

/** id, email, email_status, added_at_row, in_campaign, then the import's fields: all as text, '' for NULL. */
export const fixedColumns = 5

export type HeldKnown = KnownLead & { held: HeldLead & { lead: LeadAt } }

/** Each status begins with another letter. */
const statusOfByte: EmailStatus[] = []
for (const status of emailStatuses) statusOfByte[status.charCodeAt(0)] = status

const betweenLeads = 0x1e
const betweenValues = 0x1f

/** Leads that the database joined to one text: between leads a U+001E, between values a U+001F. */
export class HeldText {
  readonly #bytes: Buffer
  readonly #places: Int32Array
  readonly #fields: readonly FieldKey[]

  private constructor(bytes: Buffer, places: Int32Array, fields: readonly FieldKey[]) {
    this.#bytes = bytes
    this.#places = places
    this.#fields = fields
  }

  /**
   * Null when a value holds one of the two signs: then there are more of them than so many leads need.
   * @param bytes are not copied: they must stay as they are until the batch is done with
   */
  static of(bytes: Buffer, leads: number, fields: readonly FieldKey[]): HeldText | null {
    const perLead = fixedColumns + fields.length
    const places = new Int32Array(2 * perLead * leads)
    const fits = leads === 0 || split(bytes, places, perLead)
    return fits ? new HeldText(bytes, places, fields) : null
  }

  leads(): Map<EmailKey, HeldKnown> {
    const leads = new Map<EmailKey, HeldKnown>()
    const perLead = 2 * (fixedColumns + this.#fields.length)
    const statusAt = this.#fields.indexOf('email_status')
    for (let at = 0; at < this.#places.length; at += perLead) this.#add(leads, at, statusAt)
    return leads
  }

  #add(leads: Map<EmailKey, HeldKnown>, at: number, statusAt: number): void {
    const places = this.#places
    const emailStatus = statusOfByte[this.#bytes[places[at + 4]!]!]!
    const addedAtRow = this.#fixed(at, 3)
    const valuesAt = at + 2 * fixedColumns
    if (statusAt >= 0) places[valuesAt + 2 * statusAt] = wordPlace
    const word = emailStatus === 'not_verified' ? '' : emailStatus
    leads.set(this.#fixed(at, 1) as EmailKey, {
      addedAtRow: addedAtRow === '' ? null : Number(addedAtRow),
      modifiedAtRow: null,
      held: {
        lead: new LeadAt(this.#bytes, this.#places[at]!),
        values: new ByteValues(this.#bytes, places, valuesAt, this.#fields.length, word),
        emailStatus,
        inCampaign: this.#fixed(at, 4) !== '',
      },
    })
  }

  #fixed(at: number, column: number): string {
    const [start, end] = [this.#places[at + 2 * column]!, this.#places[at + 2 * column + 1]!]
    return start === end ? '' : textIn(this.#bytes, start, end)
  }
}

/** Fills in where each value lies. False: there are not as many values as there are places, each lead with its own. */
function split(bytes: Buffer, places: Int32Array, perLead: number): boolean {
  const last = places.length - 1
  let at = 0
  let column = 0
  places[at++] = 0
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!
    if (byte > betweenValues || byte < betweenLeads) continue
    if (at === last) return false
    places[at++] = i
    places[at++] = i + 1
    column = column + 1 === perLead ? 0 : column + 1
    if ((column === 0) !== (byte === betweenLeads)) return false
  }
  places[at] = bytes.length
  return at === last && column === perLead - 1
}
