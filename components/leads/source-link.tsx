import Link from 'next/link'
import { countText } from '@/components/ui/count-text'

type SourceLinkProps = { slug: string; addedBy: { import: number; row: number } | null }

/** What added a lead: the import and its row, as a link to it; or a hand. */
export function SourceLink({ slug, addedBy }: SourceLinkProps) {
  if (!addedBy) return 'Added by hand'
  return (
    <Link href={importRowsHref(slug, addedBy.import, 'added')} className="link">
      Import #{addedBy.import}, row {countText(addedBy.row)}
    </Link>
  )
}

/** The report of an import with these of its rows shown. */
export function importRowsHref(slug: string, number: number, tab: 'added' | 'modified'): string {
  return `/${slug}/imports/${number}?tab=${tab}#rows`
}
