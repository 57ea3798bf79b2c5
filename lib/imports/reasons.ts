import { type AddressFinding, findingText } from '../leads/address-finding'
import type { EmailCause } from '../leads/email-address'
import { type EmailStatus, emailStatusLabels } from '../leads/email-status'
import type { RejectionCode, UnreadableCause } from './outcome'

// Every sentence about a reason stands here, once: page, mail, CSV, command line and help all take it from here.

const number = new Intl.NumberFormat('en-US')

/** The reason in the help article's words. `leadsMax`: what the plan held when the rows were decided. */
export function rejectionMessage(code: RejectionCode, leadsMax: number | null): string {
  switch (code) {
    case 'row_unreadable':
      return 'Row could not be read'
    case 'email_missing':
      return 'Email is missing'
    case 'email_invalid':
      return 'Email is not valid'
    case 'email_permanently_deleted':
      return 'Email was permanently deleted'
    case 'already_in_account':
      return 'Email already belongs to a lead within the account'
    case 'max_leads_reached':
      return `Max number of leads reached (${leadsMax})`
  }
}

/** What resolves the reason, in one line. */
export const rejectionFix: Record<RejectionCode, string> = {
  row_unreadable: 'Open the file, mend these rows and import them again.',
  email_missing: 'Fill in the email of these rows and import them again.',
  email_invalid: 'Correct these emails and import the rows again.',
  email_permanently_deleted: 'Settings > General > at the bottom of the page, click "Clean List".',
  already_in_account: 'Check "Update lead if it exists" and import these rows again.',
  max_leads_reached:
    'Delete leads to free up space, or Settings > Billing/Plan > Choose Plan, and import these rows again.',
}

const emailCauseText: Record<EmailCause, string> = {
  no_at: 'No @ in it',
  two_addresses: 'Two emails in one cell',
  name_missing: 'Nothing before the @',
  domain_missing: 'Nothing after the @',
  domain_without_dot: 'The part after the @ has no dot',
  domain_not_valid: 'The part after the @ is not a domain name',
  domain_typo: 'The domain looks mistyped',
  dot_misplaced: 'A dot at the start, at the end or twice in a row',
  space_inside: 'A space inside the address',
  invisible_character: 'An invisible character inside the address',
  character_not_allowed: 'A character that an email cannot have',
  name_not_ascii: 'Letters before the @ that mail servers do not accept (only a–z, digits and signs)',
  name_too_long: 'More than 64 characters before the @',
  too_long: 'Longer than 254 characters',
}

/** A row of the ledger, as far as its cause needs. */
export type CauseOfRow = {
  code: RejectionCode
  cause: string | null
  detail: string | null
  otherRow: number | null
}

/** The cause of one rejected row, as a phrase with its pointer; null when the reason says it all. */
export function rowCause({ code, cause, detail, otherRow }: CauseOfRow): string | null {
  switch (code) {
    case 'row_unreadable':
      return unreadableText(cause as UnreadableCause, detail ?? '')
    case 'email_missing':
      return 'The email cell is empty'
    case 'email_invalid': {
      const text = emailCauseText[cause as EmailCause]
      return detail ? `${text} – did you mean ${detail}?` : text
    }
    case 'email_permanently_deleted':
      return detail ? `On the deleted list since ${dayOf(detail)}` : null
    case 'already_in_account':
      return cause === 'repeated_in_file'
        ? `Same email as row ${otherRow} of this file`
        : detail
          ? `In the account since ${dayOf(detail)}`
          : 'In the account when this was imported'
    case 'max_leads_reached':
      return null
  }
}

/** Why a row could not be read, as a phrase. */
export function unreadableText(cause: UnreadableCause, detail: string): string {
  switch (cause) {
    case 'too_many_cells':
      return `${detail} (a quote or a separator may be misplaced)`
    case 'quote_not_closed':
      return `A quote opened on line ${detail} is never closed`
    case 'cell_too_long':
      return `A cell has more than ${number.format(Number(detail))} characters`
    case 'row_too_long':
      return `The row has more than ${number.format(Number(detail))} characters`
    case 'nul_character':
      return `The cell in column ${detail} holds a NUL character, which is not text`
  }
}

/** How the rows of one reason split by cause: "12 in the account, 3 repeat an earlier row of this file". */
export function causeSplit(code: RejectionCode, causes: Record<string, number>): string | null {
  const parts = Object.entries(causes).map(([cause, count]) => causeCount(code, cause, count))
  return parts.length === 0 ? null : parts.join(', ')
}

function causeCount(code: RejectionCode, cause: string, count: number): string {
  const n = number.format(count)
  if (cause === 'existing_lead') return `${n} in the account`
  if (cause === 'repeated_in_file')
    return count === 1 ? '1 repeats an earlier row of this file' : `${n} repeat an earlier row of this file`
  if (code === 'email_invalid') return `${n} × ${lowerFirst(emailCauseText[cause as EmailCause])}`
  return `${n} × ${unreadableCauseName[cause as UnreadableCause]}`
}

const unreadableCauseName: Record<UnreadableCause, string> = {
  too_many_cells: 'more cells than the header',
  quote_not_closed: 'a quote that is never closed',
  cell_too_long: 'a cell that is too long',
  row_too_long: 'a row that is too long',
  nul_character: 'a NUL character',
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}

const day = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
})

/** "3 Nov 2026", in UTC, from an ISO time. */
function dayOf(iso: string): string {
  return day.format(new Date(iso))
}

/** Why a campaign rejects a lead, and what resolves it. */
export const campaignRejectionMessage = 'Lead is not valid'
export const campaignRejectionFix =
  'Change the campaign’s setting “Reject leads that are not valid”, or verify these emails and import them again with “Update lead if it exists”.'

/** "Risky – role address (info@)", "Invalid": why the campaign rejected this lead. */
export function campaignCause({
  status,
  finding,
  email,
}: {
  status: EmailStatus
  finding: AddressFinding | null
  email: string
}): string {
  const label = emailStatusLabels[status]
  return finding ? `${label} – ${findingText(finding, email)}` : label
}
