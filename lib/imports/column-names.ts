import { fieldLabel } from '../leads/fields'
import { plainName } from '../leads/plain-name'
import { type Language, type NamedField, namedFields, synonyms, vagueNames } from './column-synonyms'

/** What a header says by itself. `vague`: it may mean the field, and may mean something else. */
export type NameMatch = { field: NamedField; how: 'same' | 'means' | 'vague' }

const sameNames = new Map<string, NamedField>()
const meaning = new Map<string, NamedField>()
const vague = new Map<string, NamedField>()
const languages = new Map<string, Language>()

for (const field of namedFields) {
  const label = field === 'full_name' ? 'Full name' : fieldLabel(field)
  for (const name of [field, label]) sameNames.set(plainName(name), field)
}
for (const [language, fields] of Object.entries(synonyms) as [Language, (typeof synonyms)[Language]][])
  for (const field of namedFields)
    for (const name of namesIn(fields[field])) {
      if (!meaning.has(name)) meaning.set(name, field)
      if (!languages.has(name)) languages.set(name, language)
    }
for (const field of namedFields) for (const name of namesIn(vagueNames[field] ?? '')) vague.set(name, field)

function namesIn(list: string): string[] {
  return list.split(',').map(plainName).filter(Boolean)
}

/** Whose field it is, put before its name: "Contact email", "Person - Phone", "lead_first_name". */
const owners =
  /^(?:contacts?|leads?|persons?|people|clients?|customers?|members?|subscribers?|recipients?|prospects?|primary)(?=.)/

/**
 * The field that a header names: by our own key or label; by a word of another program or language, a remark in
 * brackets, a first “1” and the owner left out ("Mail (work)", "E-mail 1 - Value", "Person - Email"); or vaguely.
 */
export function fieldByName(header: string): NameMatch | null {
  const name = plainName(header)
  const same = sameNames.get(name)
  if (same) return { field: same, how: 'same' }
  for (const one of [name, ...lesser(header, name)]) {
    const field = meaning.get(one) ?? (one === name ? undefined : sameNames.get(one))
    if (field) return { field, how: 'means' }
  }
  const perhaps = vague.get(name)
  return perhaps ? { field: perhaps, how: 'vague' } : null
}

/** The name without what may stand around it. */
function lesser(header: string, name: string): string[] {
  const bare = plainName(header.replace(/[([{][^)\]}]*[)\]}]/gu, ''))
  const first = bare.replace(/1(?:value|number|address)?$/, '')
  const owned = first.replace(owners, '')
  return [...new Set([bare, first, owned])].filter((one) => one !== '' && one !== name)
}

/** The language that a header's word belongs to; null: none we know, or our own word. */
export function languageOf(header: string): Language | null {
  return languages.get(plainName(header)) ?? null
}

/**
 * The field whose name or synonym the header misses by a slip (a letter too much, too few, wrong, or two exchanged;
 * two slips in nine letters and more), and that name: "Emial", "Compnay". Names of fewer than five letters, or with
 * digits, prove nothing.
 */
export function fieldByNearName(header: string): { field: NamedField; name: string } | null {
  const name = plainName(header)
  if (name.length < 5 || /\p{N}/u.test(name)) return null
  let best: { field: NamedField; name: string; slips: number } | null = null
  for (const names of [sameNames, meaning])
    for (const [known, field] of names) {
      if (known.length < 5 || /\d/.test(known)) continue
      const most = Math.min(name.length, known.length) >= 9 ? 2 : 1
      const slips = editDistance(name, known, most)
      if (slips <= most && slips < (best?.slips ?? Number.POSITIVE_INFINITY))
        best = { field, name: known, slips }
    }
  return best && { field: best.field, name: best.name }
}

/** Letters to add, drop, change or exchange with their neighbour to get from one text to the other; `most` + 1 when more. */
function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let before: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const changed = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, changed)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        next[j] = Math.min(next[j]!, before[j - 2]! + 1)
    }
    before = row
    row = next
  }
  return row[b.length]!
}
