import type { EmailKey, LeadId } from '../db/ids'
import type { AddressFinding } from '../leads/address-finding'
import type { EmailCause } from '../leads/email-address'
import type { EmailStatus } from '../leads/email-status'
import type { FieldKey } from '../leads/fields'
import type { LeadValues } from './lead-values'

/** Why a row is rejected by the account, in the order the rules are tried. */
export const rejectionCodes = [
  'row_unreadable',
  'email_missing',
  'email_invalid',
  'email_permanently_deleted',
  'already_in_account',
  'max_leads_reached',
] as const
export type RejectionCode = (typeof rejectionCodes)[number]

/** Why a row could not be read. `detail` then holds the number the sentence names (cells, characters, line). */
export type UnreadableCause =
  | 'too_many_cells'
  | 'quote_not_closed'
  | 'cell_too_long'
  | 'row_too_long'
  | 'nul_character'

export type Rejection =
  | { code: 'row_unreadable'; cause: UnreadableCause; detail: string }
  | { code: 'email_missing' }
  /** `detail`: the suggested address, where there is one. */
  | { code: 'email_invalid'; cause: EmailCause; detail: string | null }
  /** `detail`: ISO time since when the email is on the deleted list. */
  | { code: 'email_permanently_deleted'; detail: string }
  | { code: 'already_in_account'; cause: 'existing_lead' }
  | { code: 'already_in_account'; cause: 'repeated_in_file'; otherRow: number }
  /** `detail`: the plan's number of leads. */
  | { code: 'max_leads_reached'; detail: string }

/** A lead whose id lies as 36 characters in bytes: made a text for whoever asks, and written from there by most. */
export class LeadAt {
  constructor(
    readonly bytes: Buffer,
    readonly at: number,
  ) {}

  get id(): LeadId {
    return this.bytes.toString('latin1', this.at, this.at + 36) as LeadId
  }
}

/** A lead that exists, or the one that a row of this same batch adds. */
export type LeadRef = ExistingLead | { addedAtRow: number }

export type ExistingLead = { id: LeadId }

/** Old and new value of one field. */
export type Change = { field: FieldKey; from: string; to: string }

/** What became of one row of the file. Exactly one per row. */
export type Outcome =
  | { kind: 'blank' }
  /** `status`: what our own look at the address says, in an import that has no column for it; null: nothing. */
  | { kind: 'added'; email: EmailKey; values: LeadValues; status: EmailStatus | null }
  /** `values`: the lead's after this row. `otherRow`: the first row of this file that touched the same lead. */
  | {
      kind: 'changed'
      email: EmailKey
      lead: LeadRef
      values: LeadValues
      changes: readonly Change[]
      otherRow: number | null
    }
  | { kind: 'unchanged'; email: EmailKey; lead: LeadRef; otherRow: number | null }
  | { kind: 'not_processed' }
  /** `email`: the key where there is one, else the cell as written, cut to 254 characters. */
  | { kind: 'rejected'; email: string | null; rejection: Rejection }

/** What the import's campaign did with a lead that this row was the first to add or modify. */
export type CampaignOutcome =
  | 'added'
  | 'already_in'
  /** `finding`: what is against the address, when that is what its status says. */
  | { rejected: EmailStatus; finding: AddressFinding | null }

export type Decision = { row: number; outcome: Outcome; campaign: CampaignOutcome | null }

/** The lead that was there before and that this row is the first of its import to modify; null: it is no such row. */
export function leadTouchedBy({ outcome }: Decision): ExistingLead | null {
  if (outcome.kind !== 'changed' && outcome.kind !== 'unchanged') return null
  return outcome.otherRow === null && 'id' in outcome.lead ? outcome.lead : null
}
