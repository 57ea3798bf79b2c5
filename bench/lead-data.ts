import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { copyLine } from '../lib/db/copy'
import { newId } from '../lib/db/ids'
import type { FieldKey } from '../lib/leads/fields'

/** Ten columns, as people's lists have them: every built-in field and three custom ones. */
export const columns = [
  'Email',
  'First name',
  'Last name',
  'Company',
  'Title',
  'Phone',
  'Email status',
  'City',
  'Country',
  'Website',
]
export const mapping: FieldKey[] = [
  'email',
  'first_name',
  'last_name',
  'company',
  'title',
  'phone',
  'email_status',
  'custom.City',
  'custom.Country',
  'custom.Website',
]

const firstNames = ['Ana', 'Bo', 'Chloé', 'Dmitri', 'Eve', 'Farah', 'Goran', 'Hana']
const lastNames = ['Ruiz', 'Lindqvist', 'O’Neil', 'Sørensen', 'Khan', 'Novák', 'Müller', 'Tanaka']
const titles = ['Head of Growth', 'Founder', 'VP Sales, EMEA', 'Account Executive']
const statuses = ['valid', 'risky', '', 'unknown']
const cities = ['Riga', 'São Paulo', 'New York', 'Kraków', 'Oslo']

/** The cells of lead `n`; `round` changes what an update would change. The same every time. */
export function leadCells(n: number, round = 0): string[] {
  const pick = (list: string[], step: number) => list[(n * step) % list.length]!
  return [
    `lead${n}@company${n % 50_000}.test`,
    pick(firstNames, 7),
    pick(lastNames, 5),
    `Company ${n % 50_000}, Inc.`,
    `${pick(titles, 3)}${round > 0 ? ` ${round}` : ''}`,
    `+49 30 ${String(1_000_000 + (n % 9_000_000))}`,
    pick(statuses, 3),
    pick(cities, 11),
    'DE',
    `https://company${n % 50_000}.test`,
  ]
}

/** Writes the leads behind number `behind` as a CSV people would send: quoted where it must be, LF. */
export async function writeCsv(
  path: string,
  count: number,
  round: number | ((n: number) => number) = 0,
  behind = 0,
): Promise<void> {
  const roundOf = typeof round === 'number' ? () => round : round
  await writeLines(path, count + 1, (n) => csvLineOf(n === 0 ? columns : leadCells(n + behind, roundOf(n))))
}

/** The same, each with a cell as long as one may be. */
export async function writeLongCells(path: string, count: number): Promise<void> {
  const long = 'x'.repeat(32_000)
  await writeLines(path, count + 1, (n) =>
    csvLineOf(n === 0 ? columns : leadCells(n).with(columns.indexOf('City'), long)),
  )
}

function csvLineOf(cells: readonly string[]): string {
  return `${cells.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\n`
}

export const copyColumns =
  'account_id, id, email, first_name, last_name, company, title, phone, email_status, custom, import_number, import_row'

/** Writes the same leads as COPY reads them: encoded already, so that the limit is the database's alone. Numbered on `from`. */
export async function writeCopyFile(path: string, count: number, accountId: string, from = 1): Promise<void> {
  await writeLines(path, count, (i) => {
    const [email, first, last, company, title, phone, status, City, Country, Website] = leadCells(i + from)
    const custom = JSON.stringify({ City, Country, Website })
    return copyLine([
      accountId,
      newId(),
      email,
      first,
      last,
      company,
      title,
      phone,
      status || 'not_verified',
      custom,
      1,
      i + 2,
    ])
  })
}

/** Writes `count` lines, the first of them line 0. */
export async function writeLines(path: string, count: number, line: (n: number) => string): Promise<void> {
  const file = createWriteStream(path)
  for (let n = 0; n < count; n += 1000) {
    let text = ''
    for (let i = n; i < Math.min(n + 1000, count); i++) text += line(i)
    if (!file.write(text)) await once(file, 'drain')
  }
  file.end()
  await finished(file)
}
