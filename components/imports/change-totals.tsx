import { countOf, countText } from '@/components/ui/count-text'
import { Cell, ColumnHead, RowHead, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import type { Report } from '@/lib/imports/report'
import { fieldLabel } from '@/lib/leads/fields'

/** What the modified rows changed, per field: how many values were filled, replaced, cleared. */
export function ChangeTotals({ report }: { report: Report }) {
  if (report.fields.length === 0) return null
  return (
    <section aria-labelledby="changes-title" className="flex flex-col gap-3">
      <h2 id="changes-title" className="text-lg font-semibold">
        What changed in {countOf(report.counts.modified_changed, 'modified row')}
      </h2>
      <div className="max-w-column">
        <Table caption="Changes per field">
          <TableHead>
            <tr>
              <ColumnHead>Field</ColumnHead>
              <ColumnHead align="right">Filled</ColumnHead>
              <ColumnHead align="right">Replaced</ColumnHead>
              <ColumnHead align="right">Cleared</ColumnHead>
            </tr>
          </TableHead>
          <TableBody>
            {report.fields.map(({ field, filled, replaced, cleared }) => (
              <TableRow key={field}>
                <RowHead label="Field">{fieldLabel(field)}</RowHead>
                <Cell label="Filled" align="right">
                  {countText(filled)}
                </Cell>
                <Cell label="Replaced" align="right">
                  {countText(replaced)}
                </Cell>
                <Cell label="Cleared" align="right">
                  {countText(cleared)}
                </Cell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
    </section>
  )
}
