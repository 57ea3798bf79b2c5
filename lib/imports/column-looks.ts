import { parseEmail } from '../leads/email-address'
import { emailStatusOf } from '../leads/email-status'
import { isBlank } from '../leads/trim'
import type { ColumnLook } from './file-facts'

const rowsJudged = 100

/** What the values of each column look like, judged by the first rows. */
export class ColumnLooks {
  readonly #looks: ColumnLook[] = []
  #rows = 0

  see(cells: readonly string[]): void {
    if (this.#rows >= rowsJudged) return
    this.#rows++
    cells.forEach((cell, column) => {
      if (isBlank(cell)) return
      const look = (this.#looks[column] ??= { ...nothingSeen })
      look.filled++
      if (parseEmail(cell).kind === 'email') look.emails++
      else if (isPhone(cell)) look.phones++
      else if (isLink(cell)) look.links++
      else if (emailStatusOf(cell) !== null) look.statuses++
      else if (isAddressForm(cell)) look.addressForms++
      else if (isNameOfWords(cell)) look.names++
    })
  }

  /** One look per column. */
  of(columns: number): ColumnLook[] {
    return Array.from({ length: columns }, (_, column) => this.#looks[column] ?? { ...nothingSeen })
  }
}

export const nothingSeen: ColumnLook = {
  filled: 0,
  emails: 0,
  phones: 0,
  links: 0,
  statuses: 0,
  names: 0,
  addressForms: 0,
}

/**
 * Digits of a telephone number as people write it: 7 to 15 of them, begun by + or 0 or parted by spaces, dots, hyphens
 * or brackets, or ten and more in a row; no date and no plain number.
 */
export function isPhone(cell: string): boolean {
  const text = cell
    .trim()
    .replace(/^'/, '')
    .replace(/(?:ext\.?|x)\s*\d{1,6}$/i, '')
    .trim()
  if (!/^(?:tel:)?\+?[\d\s().\-/]{7,25}$/i.test(text)) return false
  if (/^\d{1,4}[-./]\d{1,2}[-./]\d{1,4}$/.test(text) || /^\d+[.]\d+$/.test(text)) return false
  const digits = text.replace(/\D/g, '').length
  if (digits < 7 || digits > 15) return false
  return /^(?:tel:)?[+0(]/i.test(text) || /\d[\s().\-/]+\d/.test(text) || digits >= 10
}

function isLink(cell: string): boolean {
  return /^(?:https?:\/\/|www\.)[^\s]+\.[^\s]+$/i.test(cell.trim())
}

/** Two to five words of letters, such as a first and a last name. */
function isNameOfWords(cell: string): boolean {
  return /^\p{L}[\p{L}\p{M}'’.-]*(?:,?\s+\p{L}[\p{L}\p{M}'’.-]*){1,4}$/u.test(cell.trim())
}

/** What stands before a name: Mr, Frau, Sra., Dr. */
function isAddressForm(cell: string): boolean {
  return /^(?:mr|mrs|ms|miss|mx|sir|dr|prof|professor|dr\.? ?prof|prof\.? ?dr|herr|frau|hr|fr|m|mme|mlle|monsieur|madame|sr|sra|srta|dhr|mevr|mw|sig|sig\.?ra|dott|dott\.?ssa|ing|dipl\.?-?ing)\.?$/i.test(
    cell.trim(),
  )
}
