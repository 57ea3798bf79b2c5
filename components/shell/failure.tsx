'use client'
import { Button, ButtonLink } from '../ui/button'
import { CopyButton } from '../ui/copy-button'

type FailureProps = {
  /** Next's mark of the error; the server's log has the error under the same mark. */
  code: string | undefined
  onRetry: () => void
}

/** What a page says when it broke: what is safe, how to go on, and the code to send us. */
export function Failure({ code, onRetry }: FailureProps) {
  return (
    <>
      {/* The page that broke may have no title. */}
      <title>We couldn’t load this page · Fairlead</title>
      <div role="alert" className="flex max-w-column flex-col gap-4">
        <h1 className="text-xl font-semibold">We couldn’t load this page.</h1>
        <p className="max-w-prose text-ink-2">
          What was saved before stays saved. Try again
          {code ? (
            <>
              , or send us this code: <code className="font-mono">{code}</code>
            </>
          ) : null}
          .
        </p>
        <div className="flex flex-wrap gap-2">
          <Button variant="primary" onClick={onRetry}>
            Try again
          </Button>
          {code ? <CopyButton text={code}>Copy the code</CopyButton> : null}
          <ButtonLink variant="quiet" href="/accounts">
            Go to my accounts
          </ButtonLink>
        </div>
      </div>
    </>
  )
}
