'use client'
import { useRouter } from 'next/navigation'
import { type ReactNode, useState, useTransition } from 'react'
import { Button, ButtonLink } from '@/components/ui/button'
import { countOf, countText } from '@/components/ui/count-text'
import { ErrorSummary } from '@/components/ui/error-summary'
import { mappingOfDraft } from '@/lib/imports/draft'
import type { Result } from '@/lib/result'
import { columnsMatched } from './columns'
import type { NewImport } from './new-import-schema'
import { sizeText } from './numbers'
import type { CampaignChoice } from './options-form'
import { factsText } from './received-file'
import type { CheckOutcome } from './remedy-text'
import { columnsSettled, stepHref, type WizardFile } from './wizard'
import { WizardFoot } from './wizard-foot'

type CheckStepProps = {
  slug: string
  file: WizardFile
  campaign: CampaignChoice | null
  /** What the check came to; null while that is not known. */
  outcome: CheckOutcome | null
  start: (input: NewImport) => Promise<Result<{ number: number }>>
  /** The check. */
  children: ReactNode
}

/** Step 3: what will be imported, what it would come to, and the button that does it, with or without the check. */
export function CheckStep({ slug, file, campaign, outcome, start, children }: CheckStepProps) {
  const { draft, facts, fileId } = file
  const mapping = mappingOfDraft(draft, file.matches)
  const { update, blankCells, tag, edits } = draft
  const { submit, pending, refusal, tries } = useStart(slug, start, {
    ...{ fileId, mapping, update, blankCells, tag, edits },
    campaignId: campaign?.id ?? null,
  })
  const back = columnsSettled(file) ? 'upload' : 'columns'
  return (
    <div className="flex flex-col gap-6">
      <ErrorSummary reason={refusal} attempt={tries} />
      <dl className="grid gap-x-8 gap-y-3 sm:grid-cols-2 [&_dd]:break-words [&_dt]:text-sm [&_dt]:text-ink-3">
        <div>
          <dt>File</dt>
          <dd>
            <span className="font-semibold">{file.name}</span> {sizeText(file.bytes)}
          </dd>
          <dd className="text-ink-2">{factsText(facts)}</dd>
        </div>
        <div>
          <dt>Columns</dt>
          <dd className="flex flex-wrap items-center gap-x-3 gap-y-1">
            {columnsMatched(mapping)}
            <ButtonLink size="small" href={stepHref(slug, 'columns', fileId)} aria-label="Change the columns">
              Change
            </ButtonLink>
          </dd>
        </div>
        <div>
          <dt>Update lead if it exists</dt>
          <dd>{updateText(draft)}</dd>
        </div>
        <div>
          <dt>Campaign</dt>
          <dd>{campaign?.name ?? 'No campaign – only the account'}</dd>
        </div>
        {tag.trim() === '' ? null : (
          <div>
            <dt>Tag</dt>
            <dd>{tag}</dd>
          </div>
        )}
      </dl>
      {children}
      <WizardFoot back={stepHref(slug, back, fileId)}>
        <Button variant={isWorthwhile(outcome) ? 'primary' : 'secondary'} pending={pending} onClick={submit}>
          {isWorthwhile(outcome) ? `Import ${countOf(facts.rows, 'row')}` : 'Import anyway'}
        </Button>
        <Hint outcome={outcome} rows={facts.rows} />
      </WizardFoot>
    </div>
  )
}

function isWorthwhile(outcome: CheckOutcome | null): boolean {
  return outcome === null || outcome === 'something'
}

/** Why the button is not the next thing to do. */
function Hint({ outcome, rows }: { outcome: CheckOutcome | null; rows: number }) {
  if (outcome === 'all_rejected') {
    const all = rows === 1 ? 'The 1 row' : `All ${countText(rows)} rows`
    return <p className="min-w-0 flex-1 basis-60">{all} would be rejected. Fix the reasons above first.</p>
  }
  if (outcome === 'nothing_to_do')
    return <p className="min-w-0 flex-1 basis-60">Nothing would change. Import anyway to log it.</p>
  return null
}

function updateText({ update, blankCells }: WizardFile['draft']): string {
  if (!update) return 'Off: rows whose email already belongs to a lead are rejected.'
  return blankCells === 'keep'
    ? 'On. Blank cells: keep what the lead has.'
    : 'On. Blank cells: clear what the lead has.'
}

/** Starts the import once, and goes to its page. */
function useStart(slug: string, start: CheckStepProps['start'], input: NewImport) {
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const [tries, setTries] = useState(0)
  const [refusal, setRefusal] = useState<string>()

  function submit() {
    if (pending) return
    startTransition(async () => {
      const result = await start(input)
      if (result.kind === 'done') return router.push(`/${slug}/imports/${result.value.number}`)
      setTries((before) => before + 1)
      setRefusal(result.kind === 'refused' ? result.reason : Object.values(result.fields)[0])
    })
  }
  return { submit, pending, refusal, tries }
}
