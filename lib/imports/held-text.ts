import type { EmailKey, LeadId } from '../db/ids'
import type { EmailStatus } from '../leads/email-status'
import type { FieldKey } from '../leads/fields'
import type { HeldLead, KnownLead } from './decide'
import { ByteValues, textIn, wordPlace } from './lead-values'

/** id, email, email_status, added_at_row, in_campaign, then the import's fields: all as text, '' for NULL. */
export const fixedColumns = 5

const betweenLeads = 0x1e
const betweenValues = 0x1f

/** Takes leads apart that the database joined to one text: between leads a U+001E, between values a U+001F. */
export class HeldText {
  readonly #count: number
  readonly #statusAt: number

  constructor(fields: readonly FieldKey[]) {
    this.#count = fields.length
    this.#statusAt = fields.indexOf('email_status')
  }

  /** Null when a value holds one of the two signs: then there are more of them than `leads` leads need. */
  read(text: string, leads: number): Map<EmailKey, KnownLead & { held: HeldLead }> | null {
    const known = new Map<EmailKey, KnownLead & { held: HeldLead }>()
    if (leads === 0) return known
    const bytes = Buffer.from(text)
    const perLead = fixedColumns + this.#count
    const places = new Int32Array(2 * perLead * leads)
    if (!split(bytes, places, perLead)) return null
    for (let lead = 0; lead < leads; lead++) this.#add(known, bytes, places, 2 * perLead * lead)
    return known
  }

  #add(known: Map<EmailKey, KnownLead>, bytes: Buffer, places: Int32Array, at: number): void {
    const fixed = (column: number) => textIn(bytes, places[at + 2 * column]!, places[at + 2 * column + 1]!)
    const emailStatus = fixed(2) as EmailStatus
    const addedAtRow = fixed(3)
    const valuesAt = at + 2 * fixedColumns
    if (this.#statusAt >= 0) places[valuesAt + 2 * this.#statusAt] = wordPlace
    const word = emailStatus === 'not_verified' ? '' : emailStatus
    known.set(fixed(1) as EmailKey, {
      addedAtRow: addedAtRow === '' ? null : Number(addedAtRow),
      held: {
        lead: { id: fixed(0) as LeadId },
        values: new ByteValues(bytes, places, valuesAt, this.#count, word),
        emailStatus,
        modifiedAtRow: null,
        inCampaign: fixed(4) !== '',
      },
    })
  }
}

/** Fills in where each value lies. False: there are not as many values as there are places, each lead with its own. */
function split(bytes: Buffer, places: Int32Array, perLead: number): boolean {
  let at = 0
  let column = 0
  let start = 0
  for (let i = 0; i <= bytes.length; i++) {
    const byte = i === bytes.length ? betweenLeads : bytes[i]!
    if (byte !== betweenLeads && byte !== betweenValues) continue
    if (at === places.length) return false
    places[at++] = start
    places[at++] = i
    start = i + 1
    column = column + 1 === perLead ? 0 : column + 1
    if ((column === 0) !== (byte === betweenLeads)) return false
  }
  return at === places.length
}
