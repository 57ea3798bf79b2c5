import { countOf, countText } from '@/components/ui/count-text'
import type { ForecastCause } from '@/lib/imports/forecast-causes'
import { rejectionCodes } from '@/lib/imports/outcome'
import { rejectionMessage } from '@/lib/imports/reasons'
import type { Report } from '@/lib/imports/report'

/** One number of a report beside what was forecast. */
export type ForecastLine = { label: string; forecast: number; actual: number }

/** Every number that the forecast or the report has, in the report's order. */
export function forecastLines(forecast: Report, actual: Report): ForecastLine[] {
  const of = (label: string, count: (report: Report) => number): ForecastLine => ({
    label,
    forecast: count(forecast),
    actual: count(actual),
  })
  const lines = [
    of('Added', ({ counts }) => counts.added),
    of('Modified: changed', ({ counts }) => counts.modified_changed),
    of('Modified: already up to date', ({ counts }) => counts.modified_unchanged),
    ...rejectionCodes.map((code) =>
      of(`Rejected: ${messageOf(code, actual) ?? messageOf(code, forecast) ?? ''}`, (report) =>
        countOfReason(code, report),
      ),
    ),
    of('Not processed', ({ counts }) => counts.not_processed),
    of('Added to the campaign', ({ campaign }) => campaign?.added ?? 0),
    of('Already in the campaign', ({ campaign }) => campaign?.already_in ?? 0),
    of('Rejected by the campaign', ({ campaign }) => campaign?.rejected ?? 0),
  ]
  return lines.filter(({ forecast, actual }) => forecast + actual > 0)
}

type Code = (typeof rejectionCodes)[number]

function messageOf(code: Code, { rejections }: Report): string | undefined {
  if (code !== 'max_leads_reached') return rejectionMessage(code, null)
  return rejections.find((reason) => reason.code === code)?.message
}

function countOfReason(code: Code, { rejections }: Report): number {
  return rejections.find((reason) => reason.code === code)?.count ?? 0
}

/** "+2", "−3", "as forecast" */
export function differenceText({ forecast, actual }: ForecastLine): string {
  const difference = actual - forecast
  if (difference === 0) return 'as forecast'
  return `${difference > 0 ? '+' : '−'}${countText(Math.abs(difference))}`
}

/** What happened, as a sentence without its time; `importNumber`: the import it names last. */
export function causeSentence(cause: ForecastCause): { text: string; importNumber: number | null } {
  switch (cause.kind) {
    case 'leads':
      return { text: leadsText(cause), importNumber: cause.importNumber }
    case 'changed_by_import':
      return { text: `${were(cause.count, 'changed')} by`, importNumber: cause.importNumber }
    case 'edited':
      return { text: `${were(cause.count, 'edited')} by hand`, importNumber: null }
    case 'audit':
      return { text: auditTexts[cause.what], importNumber: null }
    case 'campaign_leads': {
      const parts = [
        ...(cause.added > 0 ? [`${countOf(cause.added, 'lead')} joined`] : []),
        ...(cause.removed > 0 ? [`${countOf(cause.removed, 'lead')} left`] : []),
      ]
      const how = cause.importNumber === null ? 'by hand' : 'by'
      return { text: `${parts.join(' and ')} the campaign ${how}`, importNumber: cause.importNumber }
    }
  }
}

function leadsText({ what, added, deleted }: Extract<ForecastCause, { kind: 'leads' }>): string {
  switch (what) {
    case 'import':
      return `${were(added, 'added')} by`
    case 'by_hand':
      return `${were(added, 'added')} by hand`
    case 'delete':
      return were(deleted, 'deleted')
    case 'delete_permanently':
      return were(deleted, 'permanently deleted')
    case 'restore':
      return were(added, 'restored')
    case 'undo':
      return deleted > 0 ? `${were(deleted, 'removed')} by undoing` : `${were(added, 'put back')} by redoing`
  }
}

const auditTexts: Record<Extract<ForecastCause, { kind: 'audit' }>['what'], string> = {
  list_cleaned: 'The permanently deleted list was cleaned',
  list_clean_undone: 'Cleaning the permanently deleted list was undone',
  deleted_email_released: 'An email was taken off the permanently deleted list',
  plan_changed: 'The plan was changed',
  campaign_changed: 'A campaign was changed',
}

function were(count: number, deed: string): string {
  return `${countOf(count, 'lead')} ${count === 1 ? 'was' : 'were'} ${deed}`
}
