'use client'
import { FileText, TriangleAlert } from 'lucide-react'
import type { RefObject } from 'react'
import { Button } from '@/components/ui/button'
import { countOf } from '@/components/ui/count-text'
import { columnTitle } from '@/lib/imports/column-title'
import { warningText } from '@/lib/imports/excel-damage'
import type { FileFacts } from '@/lib/imports/file-facts'
import { unknownStatusesText } from '@/lib/imports/status-words'
import { FilePreview } from './file-preview'
import { sizeText } from './numbers'
import { ReadingForm, type RereadFile } from './reading-form'
import type { ReceivedFile } from './received-file'

type FileSummaryProps = {
  file: ReceivedFile
  reread: RereadFile
  onRemove: () => void
  /** The name of the file; focus goes there when it was read. */
  heading: RefObject<HTMLHeadingElement | null>
}

/** The file as it was read: name, size, what it holds, how it is read, and its first rows. */
export function FileSummary({ file, reread, onRemove, heading }: FileSummaryProps) {
  return (
    <section aria-labelledby="file-name" className="flex flex-col gap-4">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2 rounded-md border border-control p-3">
        <FileText aria-hidden="true" className="mt-1 size-4 shrink-0 text-ink-2" />
        <div className="min-w-0 flex-1 basis-40">
          <h3 ref={heading} id="file-name" tabIndex={-1} className="font-semibold break-words">
            {file.name} <span className="font-normal text-ink-3">{sizeText(file.bytes)}</span>
          </h3>
          <p className="text-ink-2">{rowsText(file.facts)}</p>
          <FileWarnings file={file} />
        </div>
        <Button size="small" onClick={onRemove}>
          Remove
        </Button>
      </div>
      <ReadingForm facts={file.facts} reread={reread} />
      <FilePreview facts={file.facts} />
    </section>
  )
}

function rowsText({ rows, blank, columns }: FileFacts): string {
  return [
    countOf(rows, 'row'),
    countOf(columns.length, 'column'),
    ...(blank > 0 ? [`${countOf(blank, 'blank row')} ignored`] : []),
  ].join(' · ')
}

/** What a spreadsheet spoilt before the file was made, and words of a verifier that we do not know. */
function FileWarnings({ file: { facts, matches } }: { file: ReceivedFile }) {
  const sentences = [
    ...facts.warnings.map((warning) => warningText(facts.columns, warning)),
    ...facts.unknownStatuses
      .filter(({ column }) => matches[column]?.field === 'email_status')
      .map((found) => `Column “${columnTitle(facts.columns, found.column)}”: ${unknownStatusesText(found)}`),
  ]
  if (sentences.length === 0) return null
  return (
    <ul className="mt-2 flex flex-col gap-1">
      {sentences.map((sentence) => (
        <li key={sentence} className="flex items-start gap-2">
          <TriangleAlert aria-hidden="true" className="mt-1 size-4 shrink-0 text-ink-2" />
          <span className="min-w-0 break-words">{sentence}</span>
        </li>
      ))}
    </ul>
  )
}
