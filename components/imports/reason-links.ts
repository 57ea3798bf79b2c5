import type { FixKind } from '@/lib/imports/fix'
import type { RejectionCode } from '@/lib/imports/outcome'

/** A way out of a reason: where the button leads. `download` links give a file, not a page. */
export type ReasonLink = { label: string; href: string; download: boolean }

/** Where each reason is resolved. */
export function reasonLinks(code: RejectionCode, slug: string, importNumber: number): ReasonLink[] {
  switch (code) {
    case 'max_leads_reached':
      return [page('Delete leads', `/${slug}/leads`), page('Choose Plan', `/${slug}/settings/billing`)]
    case 'email_permanently_deleted':
      return [page('Open permanently deleted list', `/${slug}/settings/general#deleted`)]
    case 'already_in_account':
    case 'row_unreadable':
    case 'email_missing':
    case 'email_invalid':
      return [
        { label: 'Download these rows', href: rejectedCsvHref(slug, importNumber, code), download: true },
      ]
  }
}

/** The help page's paragraph on a reason. */
export function reasonHelpHref(code: RejectionCode): string {
  return `/help/import-report#${code}`
}

/** The file of rejected rows: all of them, or those of one reason. */
export function rejectedCsvHref(slug: string, importNumber: number, code?: RejectionCode): string {
  return `/api/${slug}/imports/${importNumber}/rejected.csv${code ? `?reason=${code}` : ''}`
}

/** What part of the rejected rows is shown; all of it lives in the URL. */
export type RejectedView = {
  code?: RejectionCode | undefined
  search?: string | undefined
  page?: number
  after?: number | undefined
}

/** The report with this part of its rejected rows shown. */
export function rejectedHref(slug: string, importNumber: number, view: RejectedView): string {
  const query = new URLSearchParams()
  if (view.code) query.set('reason', view.code)
  if (view.search) query.set('search', view.search)
  if (view.after) query.set('after', String(view.after))
  if (view.page && view.page > 1) query.set('page', String(view.page))
  const text = query.toString()
  return `/${slug}/imports/${importNumber}${text ? `?${text}` : ''}#rejected`
}

/** The report with the question of a fix asked. */
export function fixHref(slug: string, importNumber: number, code: RejectionCode, fix: FixKind): string {
  return `/${slug}/imports/${importNumber}?reason=${code}&fix=${fix}#reason-${code}`
}

function page(label: string, href: string): ReasonLink {
  return { label, href, download: false }
}
