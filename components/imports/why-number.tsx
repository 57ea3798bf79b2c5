import Link from 'next/link'
import { countText } from '@/components/ui/count-text'
import type { Why } from './why'

/** “Why is this number different?”, answered in the rows of this import. `of`: which number, for those who only hear it. */
export function WhyNumber({ why, of }: { why: Why; of: string }) {
  return (
    <details name="why" className="print-hidden max-w-72 text-sm">
      <summary className="inline-flex min-h-6 cursor-pointer items-center underline decoration-dotted underline-offset-4">
        Why is this number different?<span className="sr-only"> {of}</span>
      </summary>
      <div className="mt-1 flex flex-col gap-1 border-l-2 border-control pl-3 text-ink">
        <p>{why.answer}</p>
        {why.points.length === 0 ? null : (
          <ul className="flex list-disc flex-col gap-1 pl-4">
            {why.points.map(({ text, href }) => (
              <li key={text}>
                {href ? (
                  <Link href={href} className="link inline-block min-h-6">
                    {text}
                  </Link>
                ) : (
                  text
                )}
              </li>
            ))}
            {why.more ? (
              <li>
                <Link href={why.more.href} className="link inline-flex min-h-6 items-center">
                  and {countText(why.more.count)} more
                </Link>
              </li>
            ) : null}
          </ul>
        )}
      </div>
    </details>
  )
}
