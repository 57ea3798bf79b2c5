import { Cell, ColumnHead, RowHead, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import { columnTitle } from '@/lib/imports/column-title'
import type { FileFacts, OddRow } from '@/lib/imports/file-facts'
import { aboveText } from './reading-choices'

const columnsShown = 30

/** The first rows of a file as they were read, and the first that look odd. */
export function FilePreview({ facts }: { facts: FileFacts }) {
  const { above, sample, sampleRows, odd } = facts
  const left = aboveText(facts)
  return (
    <div className="flex flex-col gap-4">
      {left ? (
        <div>
          <p>{left}</p>
          <ul className="text-sm text-ink-3">
            {above
              .filter((line) => line !== '')
              .slice(0, 3)
              .map((line, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the lines have no other identity
                <li key={at} className="truncate">
                  {line}
                </li>
              ))}
          </ul>
        </div>
      ) : null}
      {sample.length > 0 ? (
        <RowsTable
          caption={sample.length === 1 ? 'First row' : `First ${sample.length} rows`}
          columns={facts.columns}
          rows={sample.map((cells, at) => ({ row: sampleRows[at] ?? facts.headerRow + 1 + at, cells }))}
        />
      ) : (
        <p className="text-ink-3">The file has no rows below the header.</p>
      )}
      {odd.length > 0 ? <RowsTable caption={oddCaption(odd)} columns={facts.columns} rows={odd} /> : null}
    </div>
  )
}

function oddCaption(odd: readonly OddRow[]): string {
  return odd.length === 1 ? 'A row that looks odd' : 'The first rows that look odd'
}

type RowsTableProps = {
  caption: string
  columns: readonly string[]
  rows: readonly { row: number; cells: readonly string[]; why?: string }[]
}

function RowsTable({ caption, columns, rows }: RowsTableProps) {
  const width = Math.min(columnsShown, Math.max(columns.length, ...rows.map(({ cells }) => cells.length)))
  const titles = Array.from({ length: width }, (_, at) => columnTitle(columns, at))
  const more = columns.length - width
  return (
    <div>
      <Table caption={caption} captionShown>
        <TableHead>
          <tr>
            <ColumnHead>Row</ColumnHead>
            {rows.some(({ why }) => why) ? <ColumnHead>Why</ColumnHead> : null}
            {titles.map((name, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two columns may share a name
              <ColumnHead key={at} className="whitespace-nowrap">
                {name}
              </ColumnHead>
            ))}
          </tr>
        </TableHead>
        <TableBody>
          {rows.map(({ row, cells, why }) => (
            <TableRow key={row}>
              <RowHead label="Row" className="font-normal text-ink-3">
                {row}
              </RowHead>
              {why ? (
                <Cell label="Why">
                  <span className="block min-w-40">{why}</span>
                </Cell>
              ) : null}
              {titles.map((name, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two columns may share a name
                <Cell key={at} label={name} className={cells[at] ? undefined : 'max-sm:hidden'}>
                  <span
                    className="wrap-anywhere max-sm:line-clamp-3 sm:block sm:max-w-60 sm:truncate"
                    title={cells[at]}
                  >
                    {cells[at]}
                  </span>
                </Cell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {more > 0 ? <p className="mt-1 text-sm text-ink-3">and {more} more columns</p> : null}
    </div>
  )
}
