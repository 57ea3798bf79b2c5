import { CellDiff } from '@/components/leads/cell-diff'
import { countText } from '@/components/ui/count-text'
import { Pagination } from '@/components/ui/pagination'
import { Cell, ColumnHead, Table, TableBody, TableHead } from '@/components/ui/table'
import type { KeptThing } from '@/lib/imports/undo/undo-queries'
import { FileRow, FileRowHeads, RowEmail } from './file-row'
import { keptPhrase } from './undo-words'

type UndoKeptProps = {
  slug: string
  kept: readonly KeptThing[]
  total: number
  page: number
  size: number
  href: (page: number) => string
}

const things = { leads: 'Lead', values: 'Values', campaign: 'Campaign entry' } as const

/** Everything an undo kept, each with its reason. */
export function UndoKept({ slug, kept, total, page, size, href }: UndoKeptProps) {
  if (total === 0) return null
  return (
    <section aria-labelledby="kept-title" className="flex flex-col gap-3">
      <h2 id="kept-title" className="text-lg font-semibold">
        What was kept <span className="font-normal text-ink-3">{countText(total)}</span>
      </h2>
      <Table caption="What was kept">
        <TableHead>
          <tr>
            <FileRowHeads />
            <ColumnHead>What</ColumnHead>
            <ColumnHead>Why</ColumnHead>
          </tr>
        </TableHead>
        <TableBody>
          {kept.map((one) => (
            <FileRow
              key={`${one.stage} ${one.row}`}
              row={one.row}
              email={
                <RowEmail
                  email={one.email}
                  href={one.email && `/${slug}/leads?q=${encodeURIComponent(one.email)}`}
                  gone="deleted"
                />
              }
            >
              <Cell label="What">{things[one.stage]}</Cell>
              <Cell label="Why">
                {one.values ? (
                  <CellDiff
                    label="Changed since"
                    changes={one.values.map(({ field, imported, now }) => ({
                      field,
                      from: imported,
                      to: now,
                    }))}
                  />
                ) : (
                  keptPhrase(one.reason, 1).replace(/^1 /, 'It ')
                )}
              </Cell>
            </FileRow>
          ))}
        </TableBody>
      </Table>
      <Pagination page={page} size={size} total={total} label="what was kept" href={href} />
    </section>
  )
}
