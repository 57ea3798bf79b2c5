import { CellDiff } from '@/components/leads/cell-diff'
import { countText } from '@/components/ui/count-text'
import { Cell, ColumnHead, Table, TableBody, TableHead } from '@/components/ui/table'
import { rowCause } from '@/lib/imports/reasons'
import type { PagedRow } from '@/lib/imports/rows-page'
import { FileRow, FileRowHeads, RowEmail } from './file-row'
import { OutcomeMark } from './outcome-mark'

type OutcomeRowsProps = {
  slug: string
  caption: string
  /** `mixed`: rows of any outcome, which then is said. */
  kind: 'mixed' | 'modified' | 'other'
  rows: readonly PagedRow[]
}

/** Rows of the file and what became of them. */
export function OutcomeRows({ slug, caption, kind, rows }: OutcomeRowsProps) {
  const mixed = kind === 'mixed'
  return (
    <Table caption={caption}>
      <TableHead>
        <tr>
          <FileRowHeads />
          {mixed ? <ColumnHead className="w-40">Outcome</ColumnHead> : null}
          <ColumnHead>{kind === 'modified' ? 'What changed' : 'What became of it'}</ColumnHead>
        </tr>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <FileRow
            key={row.row}
            row={row.row}
            id={`row-${row.row}`}
            email={
              <RowEmail
                email={row.email}
                href={row.leadId && `/${slug}/leads/${row.leadId}`}
                gone={goneOf(row)}
              />
            }
          >
            {mixed ? (
              <Cell label="Outcome">
                {row.outcome === 'blank' ? 'Blank' : <OutcomeMark kind={markOf(row)} />}
              </Cell>
            ) : null}
            <Cell label={kind === 'modified' ? 'Changes' : 'Result'} className="wrap-anywhere">
              <Became row={row} />
            </Cell>
          </FileRow>
        ))}
      </TableBody>
    </Table>
  )
}

function markOf({ outcome, changed }: PagedRow) {
  if (outcome === 'blank') return 'not_processed'
  return outcome === 'modified' && !changed ? 'unchanged' : outcome
}

/** Why a row shows no email. */
function goneOf({ email, outcome }: PagedRow): string | undefined {
  if (email !== null) return undefined
  return outcome === 'added' ? 'the lead was deleted since' : 'none'
}

/** What the row did: old and new values, or why it did nothing. */
function Became({ row }: { row: PagedRow }) {
  const { outcome, changes, code, message, otherRow } = row
  switch (outcome) {
    case 'added':
      return 'A new lead'
    case 'modified':
      return (
        <div className="flex flex-col gap-0.5">
          {(changes ?? []).length === 0 ? <span>Already up to date</span> : null}
          {changes && changes.length > 0 ? <CellDiff changes={changes} /> : null}
          {otherRow === null ? null : (
            <span className="text-ink-3">The same lead as row {countText(otherRow)} of this file</span>
          )}
        </div>
      )
    case 'rejected': {
      const cause = code && rowCause({ ...row, code })
      return (
        <span>
          {message}
          {cause ? <span className="text-ink-3"> – {cause}</span> : null}
        </span>
      )
    }
    case 'not_processed':
      return 'Not reached: the import stopped before it'
    case 'blank':
      return 'Every cell is empty: ignored'
  }
}
