import clsx from 'clsx'
import type { ReactNode } from 'react'
import { RowCheckbox } from '@/components/ui/checkbox'
import { Cell, ColumnHead, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import { SelectPage } from './select-page'
import type { Selection } from './use-selection'

type SelectableTableProps = {
  caption: string
  selection: Selection
  /** The heads of the columns, without that of the boxes. */
  heads: ReactNode
  /** A SelectableRow for each lead. */
  children: ReactNode
}

/** A page of leads with a box before each, and one for the whole page. */
export function SelectableTable({ caption, selection, heads, children }: SelectableTableProps) {
  const page = { selected: selection.ids.length, of: selection.of, onChange: selection.selectPage }
  return (
    <>
      <SelectPage {...page} className="self-start sm:hidden" labelShown />
      <Table caption={caption}>
        <TableHead>
          <tr>
            <ColumnHead className="w-8">
              <span className="sr-only sm:hidden">Select</span>
              <SelectPage {...page} className="max-sm:hidden" />
            </ColumnHead>
            {heads}
          </tr>
        </TableHead>
        <TableBody>{children}</TableBody>
      </Table>
    </>
  )
}

type SelectableRowProps = {
  lead: { id: string; email: string }
  selection: Selection
  /** Its cells, behind that of the box. */
  children: ReactNode
}

export function SelectableRow({ lead: { id, email }, selection, children }: SelectableRowProps) {
  return (
    <TableRow className={clsx('relative max-sm:[&>th]:pr-8', selection.has(id) && 'sm:bg-paper-2')}>
      <Cell className="w-8 max-sm:absolute max-sm:top-1 max-sm:right-0">
        <RowCheckbox
          label={`Select ${email}`}
          checked={selection.has(id)}
          onChange={(event) => selection.select(id, event.target.checked)}
        />
      </Cell>
      {children}
    </TableRow>
  )
}
