import Link from 'next/link'
import { countText } from '@/components/ui/count-text'

type SourceLinkProps = { slug: string; addedBy: { import: number; row: number } | null }

/** What added a lead: the import and its row, as a link to it; or a hand. */
export function SourceLink({ slug, addedBy }: SourceLinkProps) {
  if (!addedBy) return 'Added by hand'
  return (
    <Link href={importRowHref(slug, addedBy.import, addedBy.row)} className="link">
      Import #{addedBy.import}, row {countText(addedBy.row)}
    </Link>
  )
}

/** The report of an import, opened at a row of its file. */
export function importRowHref(slug: string, number: number, row: number): string {
  return `/${slug}/imports/${number}/rows/${row}`
}
