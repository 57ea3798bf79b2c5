import { plainName } from '../leads/plain-name'
import { fieldByName, fieldByNearName, languageOf, type NameMatch } from './column-names'
import type { NamedField } from './column-synonyms'
import type { ColumnLook } from './file-facts'
import { type MappingTarget, targetLabel } from './mapping-target'
import type { Confidence } from './match-columns'

/** A field that a column may be, how sure that is, and why. */
export type Candidate = {
  index: number
  field: MappingTarget
  confidence: Confidence
  reason: string
  /** Its values speak against it. */
  doubted?: true
}

/** The share of a column's filled cells that must look like something before we guess that it is that. */
const shareMin = 0.9

type Columns = {
  columns: readonly string[]
  looks: readonly ColumnLook[]
  names: readonly (NameMatch | null)[]
}

/** Everything the columns of a file may be, by their names, their neighbours and their first values. */
export function candidatesOf(
  columns: readonly string[],
  looks: readonly ColumnLook[],
  customFields: readonly string[],
): Candidate[] {
  const file: Columns = { columns, looks, names: columns.map(fieldByName) }
  const found = columns.flatMap((_, index) => byCustomName(file, index, customFields) ?? byName(file, index))
  const content = columns.flatMap((_, index) => byContent(file, index, found))
  return oneKindOfName([...found, ...content])
}

/** A field of the account goes after our own names and before the words of others. */
function byCustomName(
  { columns, names }: Columns,
  index: number,
  customFields: readonly string[],
): Candidate[] | null {
  const header = columns[index] ?? ''
  const plain = plainName(header)
  if (plain === '' || names[index]?.how === 'same') return null
  const written = customFields.find((name) => name === header.trim())
  const own = written ?? customFields.find((name) => plainName(name) === plain)
  if (own === undefined) return null
  return [{ index, field: `custom.${own}`, confidence: 'exact', reason: 'The same name' }]
}

function byName(file: Columns, index: number): Candidate[] {
  const header = file.columns[index]!.trim()
  const named = file.names[index]
  const contextual = byNeighbours(file, index)
  if (contextual) return contextual
  if (named) {
    const { field, how } = named
    const label = targetLabel(field)
    const doubt = doubtOf(field, file.looks[index])
    if (doubt) return [{ index, field, confidence: 'guess', reason: doubt, doubted: true }]
    switch (how) {
      case 'same':
        return [{ index, field, confidence: 'exact', reason: 'The same name' }]
      case 'means':
        return [{ index, field, confidence: 'likely', reason: `“${header}” means ${label}` }]
      case 'vague':
        return [{ index, field, confidence: 'guess', reason: `“${header}” may mean ${label}` }]
    }
  }
  const near = fieldByNearName(header)
  if (!near) return []
  return [{ index, field: near.field, confidence: 'guess', reason: `“${header}” is nearly “${near.name}”` }]
}

/** A header that promises emails over a column without any is to be looked at. */
function doubtOf(field: NamedField, look: ColumnLook | undefined): string | null {
  if (field !== 'email' || !look || look.filled < 3 || look.emails > 0.1 * look.filled) return null
  return `${look.emails === 0 ? 'None' : `Only ${look.emails}`} of ${look.filled} values looks like an email`
}

/** What a name means among its neighbours. Null: the name says it all. */
function byNeighbours(file: Columns, index: number): Candidate[] | null {
  const named = file.names[index]
  const header = file.columns[index]!.trim()
  const look = file.looks[index]
  if (named?.field === 'title' && isAddressForm(file, index)) return []
  const others = file.names.filter((_, at) => at !== index)
  const hasLast = others.some((other) => other?.field === 'last_name')
  if (named?.field === 'full_name' && named.how === 'means' && !hasLast) {
    const beside = file.names.findIndex((other) => other?.field === 'first_name')
    const confidence = beside === -1 ? null : saysLastName(file.columns[beside]!, look)
    if (confidence && isShortName(header)) {
      const reason = `“${header}” beside “${file.columns[beside]!.trim()}” means Last name`
      return [{ index, field: 'last_name', confidence, reason }]
    }
  }
  const isLone = named?.how === 'means' && !hasOther(others, named.field)
  if (isLone && isShortName(header) && look && holdsWholeNames(look))
    return [
      {
        index,
        field: 'full_name',
        confidence: 'guess',
        reason: `${look.names} of ${look.filled} values have two words or more`,
      },
    ]
  return null
}

/** Outlook and others have the form of address under Title, and the job under its own name. */
function isAddressForm({ columns, looks, names }: Columns, index: number): boolean {
  const look = looks[index]
  if (look && look.filled > 0 && look.addressForms >= shareMin * look.filled) return true
  const isBare = ['title', 'titel', 'titolo', 'titulo', 'titre'].includes(plainName(columns[index]!))
  return isBare && names.some((other, at) => at !== index && other?.field === 'title' && isJob(columns[at]!))
}

function isJob(header: string): boolean {
  return /job|stelle|beruf|position|posicion|posizione|posicao|puesto|cargo|poste|functie|funcao|funzione|fonction|funktion/.test(
    plainName(header),
  )
}

/** Words that mean a first or last name in some files and the whole name in others. */
function isShortName(header: string): boolean {
  return ['name', 'naam', 'nom', 'nombre', 'nombres', 'nome', 'first'].includes(plainName(header))
}

/** In some languages “Name” beside a first name is the last name; in others we guess so when it holds single words. */
function saysLastName(firstNameHeader: string, look: ColumnLook | undefined): Confidence | null {
  if (holdsWholeNames(look)) return null
  if (['German', 'Dutch', 'French'].includes(languageOf(firstNameHeader) ?? '')) return 'likely'
  return look && look.filled >= 3 && look.names <= 0.2 * look.filled ? 'guess' : null
}

function hasOther(others: readonly (NameMatch | null)[], field: NamedField): boolean {
  const counterpart = field === 'first_name' ? 'last_name' : field === 'last_name' ? 'first_name' : null
  return (
    counterpart === null ||
    others.some((other) => other?.field === counterpart || other?.field === 'full_name')
  )
}

function holdsWholeNames(look: ColumnLook | undefined): boolean {
  return look !== undefined && look.filled > 0 && look.names >= 0.6 * look.filled
}

/** Only where no column's header names the field, unless its values say otherwise. */
function byContent({ columns, looks }: Columns, index: number, found: readonly Candidate[]): Candidate[] {
  const look = looks[index]
  if (!look || found.some((one) => one.index === index && one.confidence !== 'guess')) return []
  for (const [field, count, things] of [
    ['email', look.emails, 'emails'],
    ['phone', look.phones, 'phone numbers'],
    ['email_status', saysStatus(columns[index]!) ? look.statuses : 0, 'words of an email verifier'],
  ] as const) {
    if (count === 0 || count < shareMin * look.filled) continue
    if (found.some((one) => one.field === field && one.confidence !== 'guess')) return []
    const like = field === 'email_status' ? 'are' : 'look like'
    return [
      { index, field, confidence: 'guess', reason: `${count} of ${look.filled} values ${like} ${things}` },
    ]
  }
  return []
}

/** Words such as “ok” and “pending” stand in other columns too. */
function saysStatus(header: string): boolean {
  return /stat|etat|estado|stato|situa|result|esito|verif|valid|check|quality|deliver|bounce|mail/.test(
    plainName(header),
  )
}

/** A full name is taken only where neither first nor last name is named. */
function oneKindOfName(candidates: readonly Candidate[]): Candidate[] {
  const isPart = ({ field }: Candidate) => field === 'first_name' || field === 'last_name'
  const isWhole = ({ field }: Candidate) => field === 'full_name'
  const sure = (one: Candidate) => one.confidence !== 'guess'
  const parts = candidates.filter(isPart)
  const wholes = candidates.filter(isWhole)
  const partsWin = parts.some(sure) || (parts.length > 0 && !wholes.some(sure))
  return candidates.filter((one) => !(partsWin ? isWhole(one) : wholes.length > 0 && isPart(one)))
}
