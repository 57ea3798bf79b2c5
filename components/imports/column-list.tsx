'use client'
import { CircleCheck, CircleHelp, Search } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { FieldError } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { useAnnounce } from '@/components/ui/status-region'
import { Cell, ColumnHead, RowHead, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import { columnTitle } from '@/lib/imports/column-title'
import type { Mapping } from '@/lib/imports/mapping'
import { type MappingTarget, targetLabel } from '@/lib/imports/mapping-target'

import { fieldChoices, matchSummary, matchWords, sampleValues, withChoice } from './columns'
import type { ColumnMatch, ReceivedFile } from './received-file'

type ColumnListProps = {
  file: ReceivedFile
  mapping: Mapping
  onChange: (mapping: Mapping) => void
  error: string | undefined
}

/** Which lead field each column of the file is imported as. */
export function ColumnList({ file, mapping, onChange, error }: ColumnListProps) {
  const guesses = file.matches.filter(
    ({ confidence, field }, at) => confidence === 'guess' && mapping[at] === field,
  ).length
  return (
    <div className="flex flex-col gap-2">
      <p className="text-ink-2">{matchSummary(mapping, guesses)}</p>
      <FieldError id="columns-error" error={error} />
      <ColumnTable file={file} mapping={mapping} onChange={onChange} error={error} />
    </div>
  )
}

type Freed = { sentence: string; before: Mapping }

function ColumnTable({ file, mapping, onChange, error }: ColumnListProps) {
  const announce = useAnnounce()
  const [freed, setFreed] = useState<Freed | null>(null)

  function choose(column: number, field: MappingTarget | null) {
    const chosen = withChoice(mapping, column, field)
    const sentence =
      chosen.freed === null || field === null
        ? null
        : `${targetLabel(field)} was matched to “${columnTitle(file.facts.columns, chosen.freed)}”; that column is now not imported.`
    setFreed(sentence === null ? null : { sentence, before: mapping })
    if (sentence) announce(sentence)
    onChange(chosen.mapping)
  }

  function undo(before: Mapping) {
    setFreed(null)
    onChange(before)
  }

  return (
    <>
      {freed ? <FreedNote freed={freed} onUndo={undo} /> : null}
      <Table caption="Columns and their lead fields">
        <ColumnHeads />
        <TableBody>
          {file.facts.columns.map((_, at) => (
            <ColumnRow
              // biome-ignore lint/suspicious/noArrayIndexKey: two columns may share a name
              key={at}
              file={file}
              column={at}
              field={mapping[at] ?? null}
              onChoose={(field) => choose(at, field)}
              wrong={error !== undefined && at === 0}
            />
          ))}
        </TableBody>
      </Table>
    </>
  )
}

function FreedNote({ freed, onUndo }: { freed: Freed; onUndo: (before: Mapping) => void }) {
  return (
    <p className="flex flex-wrap items-center gap-2">
      {freed.sentence}
      <Button size="small" onClick={() => onUndo(freed.before)}>
        Undo
      </Button>
    </p>
  )
}

function ColumnHeads() {
  return (
    <TableHead>
      <tr>
        <ColumnHead className="w-2/5">Your column</ColumnHead>
        <ColumnHead>Lead field</ColumnHead>
        <ColumnHead>Match</ColumnHead>
      </tr>
    </TableHead>
  )
}

type ColumnRowProps = {
  file: ReceivedFile
  column: number
  field: MappingTarget | null
  onChoose: (field: MappingTarget | null) => void
  wrong: boolean
}

function ColumnRow({ file, column, field, onChoose, wrong }: ColumnRowProps) {
  const name = columnTitle(file.facts.columns, column)
  const values = sampleValues(file.facts.sample, column)
  const match = file.matches[column]
  return (
    <TableRow>
      <RowHead className="max-sm:before:hidden">
        <span className="block min-w-0">
          <span className="block break-words">{name}</span>
          <span className="block max-w-80 truncate text-sm font-normal text-ink-3">
            {values.length > 0 ? values.join(', ') : 'no values in the first rows'}
          </span>
        </span>
      </RowHead>
      <Cell label="Lead field">
        <Select
          id={columnSelectId(column)}
          aria-label={`Lead field of ${name}`}
          aria-invalid={wrong || undefined}
          aria-describedby={wrong ? 'columns-error' : undefined}
          value={field ?? ''}
          onChange={(event) =>
            onChoose(event.target.value === '' ? null : (event.target.value as MappingTarget))
          }
          className="w-full min-w-0 sm:min-w-44"
        >
          <option value="">Don’t import</option>
          {fieldChoices(file.facts.columns[column] ?? '', match?.field ?? field).map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </Select>
      </Cell>
      <Cell label="Match">
        <MatchMark field={field} match={match} />
      </Cell>
    </TableRow>
  )
}

/** The id of a column's select; the error summary links to the first. */
export function columnSelectId(column: number): string {
  return `column-${column}`
}

const matchIcons = { exact: CircleCheck, likely: CircleHelp, guess: Search }

type MatchMarkProps = { field: MappingTarget | null; match: ColumnMatch | undefined }

/** How sure the match is, as icon and word, with the reason; or whose choice it is. */
function MatchMark({ field, match }: MatchMarkProps) {
  if (field !== (match?.field ?? null)) return <span>{field === null ? 'Not imported' : 'Your choice'}</span>
  if (!match?.confidence) return <span className="text-ink-3">Not imported. {match?.reason}.</span>
  const Icon = matchIcons[match.confidence]
  return (
    <span className="inline-flex items-baseline gap-1">
      <Icon aria-hidden="true" className="size-4 shrink-0 self-center" />
      <span>
        {matchWords[match.confidence]}
        {match.confidence === 'exact' ? null : <span className="text-ink-3"> – {match.reason}</span>}
      </span>
    </span>
  )
}
