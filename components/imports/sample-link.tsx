import { buttonClass } from '@/components/ui/button-class'

/** Downloads a file to fill in, with a column for each field of the account. */
export function SampleLink({ slug }: { slug: string }) {
  return (
    <a href={`/api/${slug}/sample.csv`} download className={`${buttonClass()} no-underline`}>
      Download sample file
    </a>
  )
}
