import { countText } from '@/components/ui/count-text'
import { Cell, ColumnHead, RowHead, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import type { UndoTally } from '@/lib/imports/undo/tally'
import { type UndoKind, undoLines } from './undo-words'

type UndoAccountProps = { tally: UndoTally; kind: UndoKind; caption: string }

/** What an undo does, or did, as a table that adds up: undone + in part + kept = all. */
export function UndoAccount({ tally, kind, caption }: UndoAccountProps) {
  const lines = undoLines(tally, kind)
  const partly = lines.some((line) => line.partly > 0)
  if (lines.length === 0) return <p>There is nothing to {kind === 'undo' ? 'undo' : 'bring back'}.</p>
  return (
    <div className="max-w-column">
      <Table caption={caption}>
        <TableHead>
          <tr>
            <ColumnHead>What</ColumnHead>
            <ColumnHead align="right">{kind === 'undo' ? 'Undone' : 'Back'}</ColumnHead>
            {partly ? <ColumnHead align="right">In part</ColumnHead> : null}
            <ColumnHead align="right">Kept</ColumnHead>
            <ColumnHead align="right">All</ColumnHead>
          </tr>
        </TableHead>
        <TableBody>
          {lines.map((line) => (
            <TableRow key={line.stage}>
              <RowHead label="What">
                <span>
                  {line.thing} {line.deed}
                  {line.why ? (
                    <span className="block text-sm font-normal text-ink-3">Kept: {line.why}</span>
                  ) : null}
                </span>
              </RowHead>
              <Cell label={kind === 'undo' ? 'Undone' : 'Back'} align="right">
                {countText(line.done)}
              </Cell>
              {partly ? (
                <Cell label="In part" align="right">
                  + {countText(line.partly)}
                </Cell>
              ) : null}
              <Cell label="Kept" align="right">
                + {countText(line.kept)}
              </Cell>
              <Cell label="All" align="right" className="font-semibold">
                = {countText(line.all)}
              </Cell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  )
}
