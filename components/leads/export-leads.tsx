'use client'
import { useRouter } from 'next/navigation'
import type { LeadFilter } from '@/lib/leads/filter'
import { ExportDialog, type StartExport } from './export-dialog'

type ExportLeadsProps = { count: number | null; filter: LeadFilter; startExport: StartExport }

/** The button that exports what the list shows, on all its pages. */
export function ExportLeads({ count, filter, startExport }: ExportLeadsProps) {
  const router = useRouter()
  return (
    <ExportDialog
      count={count}
      leads={{ filter }}
      startExport={startExport}
      goTo={(href) => router.push(href)}
    />
  )
}
