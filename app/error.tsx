'use client'
import { Failure } from '@/components/shell/failure'

export default function ErrorPage({
  error,
  retry,
}: {
  error: Error & { digest?: string }
  retry: () => void
}) {
  return (
    <main id="main">
      <Failure code={error.digest} onRetry={retry} />
    </main>
  )
}
