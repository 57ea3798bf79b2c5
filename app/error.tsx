'use client'
import { Failure } from '@/components/shell/failure'
import { Wordmark } from '@/components/shell/wordmark'

export default function ErrorPage({
  error,
  retry,
}: {
  error: Error & { digest?: string }
  retry: () => void
}) {
  return (
    <main id="main" className="mx-auto flex max-w-column flex-col gap-6 px-4 py-12 sm:py-24">
      <Wordmark />
      <Failure code={error.digest} onRetry={retry} />
    </main>
  )
}
