import Link from 'next/link'
import { Banner } from '@/components/ui/banner'
import { countText } from '@/components/ui/count-text'
import { Time } from '@/components/ui/time'

type SameFileProps = {
  slug: string
  /** The imports of a file with the same bytes, newest first, and how many there are. */
  earlier: { imports: readonly { number: number; createdAt: Date; startedByName: string }[]; total: number }
  /** What importing it again would do now, as a phrase; null while that is not known. */
  now: string | null
}

/** Says that this very file was imported before, where its report is, and what it would do now. */
export function SameFile({ slug, earlier: { imports, total }, now }: SameFileProps) {
  const [last] = imports
  if (!last) return null
  return (
    <Banner
      title={
        <>
          This file was imported before:{' '}
          <Link href={`/${slug}/imports/${last.number}`} className="link">
            import #{last.number}
          </Link>
        </>
      }
    >
      <p>
        By {last.startedByName}, <Time at={last.createdAt} />
        {total > 1 ? `, and ${countText(total - 1)} more ${total === 2 ? 'time' : 'times'} before that` : ''}.
        {now === null ? null : ` If you import it again now: ${now}.`}
      </p>
    </Banner>
  )
}
