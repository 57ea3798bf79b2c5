'use client'
import { FileText, TriangleAlert } from 'lucide-react'
import type { RefObject } from 'react'
import { Button } from '@/components/ui/button'
import { Cell, ColumnHead, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import { columnTitle } from '@/lib/imports/column-title'
import { warningText } from '@/lib/imports/excel-damage'
import { sizeText } from './numbers'
import { factsText, type ReceivedFile } from './received-file'

type FileSummaryProps = {
  file: ReceivedFile
  onRemove: () => void
  /** The name of the file; focus goes there when it was read. */
  heading: RefObject<HTMLHeadingElement | null>
}

/** The file as it was read: name, size, what it holds, and its first rows. */
export function FileSummary({ file, onRemove, heading }: FileSummaryProps) {
  return (
    <section aria-labelledby="file-name" className="flex flex-col gap-4">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2 rounded-md border border-control p-3">
        <FileText aria-hidden="true" className="mt-1 size-4 shrink-0 text-ink-2" />
        <div className="min-w-0 flex-1 basis-40">
          <h3 ref={heading} id="file-name" tabIndex={-1} className="font-semibold break-words">
            {file.name} <span className="font-normal text-ink-3">{sizeText(file.bytes)}</span>
          </h3>
          <p className="text-ink-2">{factsText(file.facts)}</p>
          <FileWarnings file={file} />
        </div>
        <Button size="small" onClick={onRemove}>
          Remove
        </Button>
      </div>
      <FilePreview file={file} />
    </section>
  )
}

/** What a spreadsheet spoilt before the file was made. */
function FileWarnings({ file: { facts } }: { file: ReceivedFile }) {
  if (facts.warnings.length === 0) return null
  return (
    <ul className="mt-2 flex flex-col gap-1">
      {facts.warnings.map((warning) => (
        <li key={`${warning.kind} ${warning.column}`} className="flex items-start gap-2">
          <TriangleAlert aria-hidden="true" className="mt-1 size-4 shrink-0 text-ink-2" />
          <span className="min-w-0 break-words">{warningText(facts.columns, warning)}</span>
        </li>
      ))}
    </ul>
  )
}

const columnsShown = 30

function FilePreview({ file: { facts } }: { file: ReceivedFile }) {
  const columns = facts.columns.slice(0, columnsShown).map((_, at) => columnTitle(facts.columns, at))
  const more = facts.columns.length - columns.length
  if (facts.sample.length === 0) return null
  return (
    <div>
      <Table
        caption={facts.sample.length === 1 ? 'First row' : `First ${facts.sample.length} rows`}
        captionShown
      >
        <TableHead>
          <tr>
            {columns.map((name, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two columns may share a name
              <ColumnHead key={at} className="whitespace-nowrap">
                {name}
              </ColumnHead>
            ))}
          </tr>
        </TableHead>
        <TableBody>
          {facts.sample.map((cells, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows have no other identity
            <TableRow key={row}>
              {columns.map((name, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two columns may share a name
                <Cell key={at} label={name}>
                  <span className="block max-w-60 truncate" title={cells[at]}>
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
