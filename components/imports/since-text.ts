import { countOf, countText } from '@/components/ui/count-text'
import type { SinceEvent } from '@/lib/imports/since'

/** What an event did to the number of leads, and where one sees it. */
export type SinceLine = { text: string; href: string | null }

export function sinceLine(event: SinceEvent, slug: string, what: 'account' | 'campaign'): SinceLine {
  const { kind, importNumber, added, deleted } = event
  const leads = (count: number) => countOf(count, 'lead')
  switch (kind) {
    case 'import':
      return {
        text: `+ ${leads(added)} by import #${importNumber}`,
        href: `/${slug}/imports/${importNumber}`,
      }
    case 'by_hand':
      return { text: `+ ${leads(added)} added by hand`, href: what === 'account' ? `/${slug}/leads` : null }
    case 'restore':
      return { text: `+ ${leads(added)} restored`, href: `/${slug}/leads` }
    case 'delete':
      return { text: `− ${leads(deleted)} deleted`, href: `/${slug}/leads/deleted` }
    case 'delete_permanently':
      return { text: `− ${leads(deleted)} deleted permanently`, href: `/${slug}/settings/general#deleted` }
    case 'remove':
      return { text: `− ${leads(deleted)} removed by hand`, href: null }
    case 'undo': {
      const did = [
        ...(deleted > 0 ? [`− ${countText(deleted)}`] : []),
        ...(added > 0 ? [`+ ${countText(added)}`] : []),
      ].join(' ')
      return importNumber === null
        ? { text: `${did} by an undo`, href: null }
        : {
            text: `${did} by the undo of import #${importNumber}`,
            href: `/${slug}/imports/${importNumber}`,
          }
    }
  }
}
