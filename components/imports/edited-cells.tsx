import { ArrowRight } from 'lucide-react'
import { countOf, countText } from '@/components/ui/count-text'
import type { EditedCell } from '@/lib/imports/check-result'
import { columnTitle } from '@/lib/imports/column-title'
import { CheckDeed } from './check-deed'
import type { EditEmail } from './check-groups'

type EditedCellsProps = {
  cells: readonly EditedCell[]
  columns: readonly string[]
  editEmail: EditEmail
}

/** Cells that were corrected on this page: what the file says, and what is read instead. Never silent. */
export function EditedCells({ cells, columns, editEmail }: EditedCellsProps) {
  if (cells.length === 0) return null
  return (
    <details className="border-t border-rule py-2">
      <summary className="target py-1 font-semibold">{countOf(cells.length, 'cell')} fixed here</summary>
      <p className="mb-2 text-sm text-ink-3">The file itself stays as it is.</p>
      <ul className="flex flex-col">
        {cells.map(({ row, column, before, after }) => (
          <li
            key={`${row} ${column}`}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-t border-rule py-1"
          >
            <p className="min-w-0 wrap-anywhere">
              Row {countText(row)}, {columnTitle(columns, column)}:{' '}
              <del className="text-ink-3">{before || '(empty)'}</del>{' '}
              <ArrowRight aria-hidden="true" className="inline size-4 text-ink-3" />{' '}
              <ins className="no-underline">{after || '(empty)'}</ins>
            </p>
            <CheckDeed
              deed={editEmail.bind(null, { row, column, value: null })}
              said={`Row ${row} is as in the file again.`}
            >
              Put back<span className="sr-only"> row {row}</span>
            </CheckDeed>
          </li>
        ))}
      </ul>
    </details>
  )
}
