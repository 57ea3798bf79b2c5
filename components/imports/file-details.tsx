import Link from 'next/link'
import { Time } from '@/components/ui/time'
import { columnTitle } from '@/lib/imports/column-title'
import type { FileFacts } from '@/lib/imports/file-facts'
import type { Mapping } from '@/lib/imports/mapping'
import { targetLabel } from '@/lib/imports/mapping-target'
import { sizeText } from './numbers'
import { factsText } from './received-file'

type FileDetailsProps = {
  file: { name: string; bytes: number; sha256: string; facts: FileFacts; keptUntil: Date; available: boolean }
  mapping: Mapping
}

/** What was imported, for who looks closer: the file as it was read, and how its columns were mapped. */
export function FileDetails({ file, mapping }: FileDetailsProps) {
  const { columns } = file.facts
  return (
    <details className="mt-8 border-t border-rule pt-3">
      <summary className="target py-1 font-semibold">File and columns</summary>
      <div className="flex flex-col gap-3 pt-2">
        <p>
          {sizeText(file.bytes)} · {factsText(file.facts)}
        </p>
        <p>
          {file.available ? (
            <>
              The file is kept until <Time at={file.keptUntil} show="date" />; then only the report stays.
            </>
          ) : (
            'The file is no longer kept; the report stays.'
          )}
        </p>
        <p className="text-sm break-all text-ink-3">SHA-256 {file.sha256}</p>
        <ul className="list-disc pl-5">
          {columns.map((_, at) => {
            const field = mapping[at] ?? null
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: two columns may share a name
              <li key={at} className="break-words">
                {columnTitle(columns, at)} → {field === null ? 'not imported' : targetLabel(field)}
              </li>
            )
          })}
        </ul>
        <p>
          <Link href="/help/import-report" className="link">
            Understanding the import report
          </Link>
        </p>
      </div>
    </details>
  )
}
