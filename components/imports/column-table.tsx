'use client'
import { TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Combobox } from '@/components/ui/combobox'
import { FieldError } from '@/components/ui/field'
import { Cell, ColumnHead, RowHead, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import { columnTitle } from '@/lib/imports/column-title'
import type { Mapping } from '@/lib/imports/mapping'
import { type MappingTarget, targetLabel } from '@/lib/imports/mapping-target'
import { fieldChoices, leftOut, madeHere, sampleValues, valuesWarning } from './columns'
import { columnErrorId, LooksRight, MatchMark } from './match-mark'
import { NewField } from './new-field'
import type { ReceivedFile } from './received-file'

export type ColumnTableProps = {
  file: ReceivedFile
  /** The columns in the order they are listed. */
  order: readonly number[]
  mapping: Mapping
  looked: readonly number[]
  customFields: readonly string[]
  onChoose: (column: number, field: MappingTarget | null) => void
  onLook: (column: number, looked: boolean) => void
  /** What must be corrected, by column. */
  errors: ReadonlyMap<number, string>
}

/** Rows drawn at first: a file may have a thousand columns. */
const rowsFirst = 60

/** One row per column of the file: its name and values, the field it is imported as, and how sure the match is. */
export function ColumnTable(props: ColumnTableProps) {
  const [all, setAll] = useState(false)
  const wanted = Math.max(rowsFirst, ...props.order.map((at, row) => (props.errors.has(at) ? row + 1 : 0)))
  const shown = all ? props.order : props.order.slice(0, wanted)
  const more = props.order.length - shown.length
  return (
    <div className="flex flex-col items-start gap-3 [&>section]:self-stretch">
      <Table caption="Columns and their lead fields">
        <TableHead>
          <tr>
            <ColumnHead className="w-1/3">Your column</ColumnHead>
            <ColumnHead className="w-1/3">Lead field</ColumnHead>
            <ColumnHead className="w-1/3">Match</ColumnHead>
          </tr>
        </TableHead>
        <TableBody>
          {shown.map((column) => (
            <ColumnRow key={column} column={column} {...props} />
          ))}
        </TableBody>
      </Table>
      {more > 0 ? (
        <Button onClick={() => setAll(true)}>
          Show {more} more {more === 1 ? 'column' : 'columns'}
        </Button>
      ) : null}
    </div>
  )
}

function ColumnRow({ column, ...props }: ColumnTableProps & { column: number }) {
  const { file, mapping, looked, errors, onLook } = props
  const name = columnTitle(file.facts.columns, column)
  const field = mapping[column] ?? null
  const match = file.matches[column]
  const error = errors.get(column)
  const isGuess = match?.confidence === 'guess' && field !== null && field === match.field
  const warning = valuesWarning(file.facts, column, field)
  return (
    <TableRow>
      <RowHead className="align-top! max-sm:before:hidden">
        <ColumnName name={name} values={sampleValues(file.facts.sample, column)} />
      </RowHead>
      <Cell label="Lead field" className="align-top! max-sm:flex-wrap">
        <FieldChoice column={column} name={name} {...props} />
        <FieldError id={columnErrorId(column)} error={error} />
      </Cell>
      <Cell label="Match" className="align-top! max-sm:flex-wrap">
        <div className="flex min-w-0 flex-1 flex-col sm:pt-1">
          <MatchMark field={field} match={match} looked={looked.includes(column)} />
          {isGuess ? (
            <LooksRight
              column={column}
              says={`“${name}” is ${targetLabel(field)}`}
              looked={looked.includes(column)}
              onLook={(is) => onLook(column, is)}
              error={error !== undefined}
            />
          ) : null}
          {warning ? <ValuesWarning sentence={warning} /> : null}
        </div>
      </Cell>
    </TableRow>
  )
}

function ColumnName({ name, values }: { name: string; values: readonly string[] }) {
  return (
    <span className="block min-w-0 flex-1 sm:py-1">
      <span className="block break-words">{name}</span>
      {values.length === 0 ? (
        <span className="block text-sm font-normal text-ink-3">no values in the first rows</span>
      ) : (
        <span className="flex flex-wrap gap-x-3 text-sm font-normal text-ink-3">
          {values.map((value, at) => (
            <span
              // biome-ignore lint/suspicious/noArrayIndexKey: values may repeat
              key={at}
              className="max-w-full truncate"
            >
              {value}
            </span>
          ))}
        </span>
      )}
    </span>
  )
}

type FieldChoiceProps = ColumnTableProps & { column: number; name: string }

/** The list of fields, and the form for a new one. */
function FieldChoice({ column, name, file, mapping, customFields, errors, onChoose }: FieldChoiceProps) {
  const [asking, setAsking] = useState<string | null>(null)
  const titleOf = (at: number) => columnTitle(file.facts.columns, at)
  function leave() {
    setAsking(null)
    document.getElementById(columnFieldId(column))?.focus()
  }
  return (
    <div className="w-full min-w-0 max-sm:flex-1">
      <Combobox
        id={columnFieldId(column)}
        aria-label={`Lead field of ${name}`}
        aria-invalid={errors.has(column) || undefined}
        aria-describedby={errors.has(column) ? columnErrorId(column) : undefined}
        choices={fieldChoices(column, { mapping, customFields, titleOf })}
        value={mapping[column] ?? leftOut}
        onChange={(value) => onChoose(column, value === leftOut ? null : (value as MappingTarget))}
        other={{
          label: (typed) => (typed === '' ? 'New field…' : `New field “${typed}”…`),
          onPick: (typed) => setAsking(typed === '' ? (file.facts.columns[column]?.trim() ?? '') : typed),
        }}
      />
      {asking === null ? null : (
        <NewField
          column={column}
          suggested={asking}
          existing={[...customFields, ...madeHere(mapping, customFields)]}
          onAdd={(added) => {
            onChoose(column, `custom.${added}`)
            leave()
          }}
          onCancel={leave}
        />
      )}
    </div>
  )
}

/** The id of a column's field; the error summary links to it. */
export function columnFieldId(column: number): string {
  return `column-${column}`
}

function ValuesWarning({ sentence }: { sentence: string }) {
  return (
    <p className="flex items-start gap-1 text-sm">
      <TriangleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-warn" />
      <span className="min-w-0 break-words">{sentence}</span>
    </p>
  )
}
