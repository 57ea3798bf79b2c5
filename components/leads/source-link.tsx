import Link from 'next/link'
import { countText } from '@/components/ui/count-text'

type SourceLinkProps = { slug: string; addedBy: { import: number; row: number } | null }

/** What added a lead: the import and its row, as a link to it; or a hand. */
export function SourceLink({ slug, addedBy }: SourceLinkProps) {
  if (!addedBy) return 'Added by hand'
  return (
    <Link href={importRowHref(slug, addedBy.import)} className="link">
      Import #{addedBy.import}, row {countText(addedBy.row)}
    </Link>
  )
}

/** The report of an import. */
export function importRowHref(slug: string, number: number): string {
  return `/${slug}/imports/${number}`
}
