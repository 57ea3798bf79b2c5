import type { EmailKey } from '../db/ids'
import { type KnownToRestore, type Obstacle, obstacleOf } from './decide-restore'
import type { FieldChange } from './edits'
import { parseEmail } from './email-address'
import { type EmailStatus, emailStatuses, emailStatusLabels } from './email-status'
import { type FieldKey, fieldLabel } from './fields'
import { tagsOfCell, tagsText } from './tags'
import { trimEdges } from './trim'

/** A value by hand is as long as one from a file may be. */
export const valueCharsMax = 32_000

/** What a person typed, by field; email status as its code, tags as one text. */
export type Typed = Partial<Record<FieldKey, string>>

export function entriesOf(typed: Typed): [FieldKey, string][] {
  return Object.entries(typed).filter((entry): entry is [FieldKey, string] => entry[1] !== undefined)
}

/** A sentence per field that cannot be kept. */
export type Problems = Partial<Record<FieldKey, string>>

/** An email as typed: its key, or a sentence that says what to write. */
export function emailTyped(typed: string): { key: EmailKey } | { problem: string } {
  const parsed = parseEmail(typed)
  if (parsed.kind === 'email') return { key: parsed.key }
  return {
    problem:
      parsed.kind === 'invalid' && parsed.suggestion
        ? `This is not a valid email. Did you mean ${parsed.suggestion}?`
        : 'Write one whole email address, such as ana@acme.test.',
  }
}

/** A value as it is kept: as an import keeps a cell. Email and status are kept by rules of their own. */
export function valueKept(field: FieldKey, typed: string): string {
  const text = trimEdges(typed.replaceAll('\0', '').replace(/\r\n/g, '\n')).toWellFormed()
  return field === 'tags' ? tagsText(tagsOfCell(text)) : text
}

/** The typed values as they are kept, without the email; or what is wrong with them. */
export function valuesKept(typed: Typed): { values: Typed } | { problems: Problems } {
  const values: Typed = {}
  const problems: Problems = {}
  for (const [field, text] of entriesOf(typed)) {
    if (field === 'email') continue
    if (field === 'email_status' && !isStatus(text)) problems[field] = 'Choose an email status.'
    else if (text.length > valueCharsMax)
      problems[field] = `Use at most ${valueCharsMax.toLocaleString('en-US')} characters.`
    else values[field] = valueKept(field, text)
  }
  return Object.keys(problems).length > 0 ? { problems } : { values }
}

function isStatus(text: string): text is EmailStatus {
  return emailStatuses.some((status) => status === text)
}

/** Whether a lead with this email may be added: by the rules that rows of an import obey, in their order. */
export function decideAddition(email: EmailKey, known: KnownToRestore): Obstacle | null {
  return obstacleOf(email, known)
}

/** Whether a lead may have this email instead of its own: a full plan does not stop that. */
export function decideNewEmail(email: EmailKey, known: KnownToRestore): Obstacle | null {
  return obstacleOf(email, { ...known, leadsMax: null })
}

/** What a person saw when the edit began, and what they want. Fields that are left out stay. */
export type Edit = { seen: Typed; wanted: Typed }

/**
 * What an edit changes, field by field. A field that was not touched stays as it is by now; one that somebody else
 * changed meanwhile is not overwritten unseen.
 * @param held the lead's values under the account's lock
 */
export function decideEdit(
  held: Typed,
  { seen, wanted }: Edit,
): { changes: FieldChange[] } | { problems: Problems } {
  const changes: FieldChange[] = []
  const problems: Problems = {}
  for (const [field, to] of entriesOf(wanted)) {
    const from = held[field] ?? ''
    const before = seen[field] ?? ''
    if (isSame(to, before) || isSame(to, from)) continue
    if (!isSame(from, before)) problems[field] = meanwhile(field, from)
    else changes.push({ field, from, to })
  }
  return Object.keys(problems).length > 0 ? { problems } : { changes }
}

/** Forms write every line end as CR LF. */
function isSame(one: string, other: string): boolean {
  return one.replace(/\r\n?/g, '\n') === other.replace(/\r\n?/g, '\n')
}

function meanwhile(field: FieldKey, now: string): string {
  const shown = field === 'email_status' ? emailStatusLabels[now as EmailStatus] : now
  const is = shown === '' ? 'empty' : `“${shown.slice(0, 100)}”`
  return `${fieldLabel(field)} was changed meanwhile: it is ${is} now. Reload the page and look again.`
}
