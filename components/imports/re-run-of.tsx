import Link from 'next/link'
import { countOf } from '@/components/ui/count-text'
import { Cell, ColumnHead, RowHead, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import { type FixKind, fixText } from '@/lib/imports/fix'

/** A cell that was read otherwise than the file says. */
export type CorrectedCell = { row: number; from: string; to: string }

type ReRunOfProps = {
  slug: string
  parentNumber: number
  fix: FixKind | null
  corrected: readonly CorrectedCell[]
}

/** Which import this one took rows of up again, and what was corrected in them. */
export function ReRunOf({ slug, parentNumber, fix, corrected }: ReRunOfProps) {
  const parent = (
    <Link href={`/${slug}/imports/${parentNumber}`} className="link">
      import #{parentNumber}
    </Link>
  )
  return (
    <>
      {fix ? (
        <p>
          This is a re-run of rows that {parent} rejected, {fixText[fix]}. Rows keep the numbers they have in
          the file.
        </p>
      ) : (
        <p>This is the rest of {parent}: the rows it did not process.</p>
      )}
      {corrected.length > 0 ? <Corrected cells={corrected} /> : null}
    </>
  )
}

function Corrected({ cells }: { cells: readonly CorrectedCell[] }) {
  return (
    <details>
      <summary className="target py-1">
        {countOf(cells.length, 'cell was', 'cells were')} corrected here; the file keeps the originals
      </summary>
      <div className="max-w-prose">
        <Table caption="Corrected cells">
          <TableHead>
            <tr>
              <ColumnHead className="w-20">Row</ColumnHead>
              <ColumnHead>In the file</ColumnHead>
              <ColumnHead>Read as</ColumnHead>
            </tr>
          </TableHead>
          <TableBody>
            {cells.map(({ row, from, to }) => (
              <TableRow key={row}>
                <RowHead label="Row">{row}</RowHead>
                <Cell label="In the file" className="wrap-anywhere">
                  {from === '' ? <span className="text-ink-3">(empty)</span> : from}
                </Cell>
                <Cell label="Read as" className="wrap-anywhere">
                  {to}
                </Cell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
    </details>
  )
}
