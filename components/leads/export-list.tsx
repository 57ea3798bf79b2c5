'use client'
import clsx from 'clsx'
import { Download } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { buttonClass } from '@/components/ui/button-class'
import { countOf, countText } from '@/components/ui/count-text'
import { Progress } from '@/components/ui/progress'
import { Announce } from '@/components/ui/status-region'
import { Cell, ColumnHead, RowHead, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import type { ExportView } from '@/lib/exports/queries'

const askAgainMs = 1_500

/** The exports of an account; while one is under way the page keeps itself up to date. */
export function ExportList({ slug, exports }: { slug: string; exports: readonly ExportView[] }) {
  const router = useRouter()
  const waiting = exports.filter(isUnderWay).length
  useEffect(() => {
    if (waiting === 0) return
    const timer = setInterval(() => router.refresh(), askAgainMs)
    return () => clearInterval(timer)
  }, [waiting, router])
  return (
    <>
      <Announce
        text={waiting === 0 ? 'All exports are ready.' : `${countOf(waiting, 'export')} being prepared.`}
      />
      <Table caption="Exports">
        <TableHead>
          <tr>
            <ColumnHead>Asked for</ColumnHead>
            <ColumnHead>By</ColumnHead>
            <ColumnHead align="right">Leads</ColumnHead>
            <ColumnHead>Kept until</ColumnHead>
            <ColumnHead>File</ColumnHead>
          </tr>
        </TableHead>
        <TableBody>
          {exports.map((one) => (
            <TableRow key={one.id}>
              <RowHead label="Asked for">
                <Time at={one.createdAt} show="datetime" />
              </RowHead>
              <Cell label="By">{one.by}</Cell>
              <Cell label="Leads" align="right">
                {countText(one.status === 'done' ? one.written : one.leads)}
              </Cell>
              <Cell label="Kept until">
                <Time at={one.keptUntil} show="date" />
              </Cell>
              <Cell label="File" className="sm:w-72">
                <FileState slug={slug} export={one} />
              </Cell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </>
  )
}

function isUnderWay({ status }: ExportView): boolean {
  return status === 'queued' || status === 'running'
}

function FileState({ slug, export: one }: { slug: string; export: ExportView }) {
  if (one.status === 'failed') return 'The export failed. Export these leads again.'
  if (one.status === 'done')
    return (
      <a
        href={`/api/${slug}/exports/${one.id}`}
        download
        className={clsx(buttonClass('secondary', 'small'), 'no-underline')}
      >
        <Download aria-hidden="true" />
        Download ({sizeText(one.bytes ?? 0)})
      </a>
    )
  return (
    <div className="w-full">
      <Progress
        label="Preparing the file"
        value={one.written}
        max={Math.max(1, one.leads)}
        text={
          one.status === 'queued'
            ? 'Waiting for its turn'
            : `${countText(one.written)} of ${countOf(one.leads, 'lead')}`
        }
      />
    </div>
  )
}

function sizeText(bytes: number): string {
  return bytes < 1_000_000
    ? `${countText(Math.ceil(bytes / 1_000))} kB`
    : `${(bytes / 1_000_000).toFixed(1)} MB`
}
