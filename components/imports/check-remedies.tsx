import { ArrowRight } from 'lucide-react'
import { ButtonLink } from '@/components/ui/button'
import type { Result } from '@/lib/result'
import { CheckDeed } from './check-deed'
import type { RemedyLine } from './remedy-text'
import { UpdateBox } from './update-box'
import type { SaveDraft } from './use-draft'

export type CheckRemediesProps = {
  slug: string
  fileId: string
  /** Whether the person may clean the list and choose a plan. */
  admin: boolean
  campaignId: string | null
  save: SaveDraft
  takeSuggestions: () => Promise<Result>
  lines: readonly RemedyLine[]
}

/** "What would change this": each line with its number, and the switch or the way to it. */
export function CheckRemedies({ lines, ...props }: CheckRemediesProps) {
  if (lines.length === 0) return null
  return (
    <section aria-labelledby="remedies-title" className="flex flex-col gap-1">
      <h3 id="remedies-title" className="text-md font-semibold">
        What would change this
      </h3>
      <ul className="flex flex-col">
        {lines.map((line) => (
          <li
            key={line.remedy.kind === 'plan' ? line.remedy.plan : line.remedy.kind}
            className="flex min-h-12 flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t border-rule py-2"
          >
            {line.remedy.kind === 'update' ? (
              <UpdateBox
                fileId={props.fileId}
                on={!line.remedy.update}
                effect={`${line.remedy.update ? 'On' : 'Off'}: ${line.effect}`}
                save={props.save}
              />
            ) : (
              <RemedyText line={line} />
            )}
            <Way line={line} {...props} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function RemedyText({ line: { deed, effect, changes } }: { line: RemedyLine }) {
  return (
    <p className="min-w-0 flex-1 basis-60">
      <span className={changes ? 'font-medium' : 'text-ink-2'}>{deed}</span>{' '}
      <ArrowRight aria-hidden="true" className="inline size-4 text-ink-3" />
      <span className="sr-only">:</span> <span className={changes ? undefined : 'text-ink-2'}>{effect}</span>
    </p>
  )
}

type WayProps = Omit<CheckRemediesProps, 'lines'> & { line: RemedyLine }

/** Where the remedy is, or the button that is it. */
function Way({ line: { remedy, changes }, slug, admin, campaignId, takeSuggestions }: WayProps) {
  if (!changes) return null
  switch (remedy.kind) {
    case 'clean_list':
      return admin ? (
        <ButtonLink size="small" href={`/${slug}/settings/general#deleted`}>
          Open permanently deleted list
        </ButtonLink>
      ) : (
        <AdminsOnly />
      )
    case 'plan':
      return (
        <ButtonLink size="small" href={`/${slug}/settings/billing`}>
          {admin ? 'Choose Plan' : 'Ask an admin'}
        </ButtonLink>
      )
    case 'corrected':
      return (
        <CheckDeed deed={takeSuggestions} said="The emails are read as suggested. Checking again.">
          {remedy.cells === 1 ? 'Use the suggestion' : `Use ${remedy.cells} suggestions`}
        </CheckDeed>
      )
    case 'campaign_takes_all':
      return (
        <ButtonLink size="small" href={`/${slug}/campaigns/${campaignId}/settings`}>
          Campaign settings
        </ButtonLink>
      )
    case 'update':
      return null
  }
}

function AdminsOnly() {
  return <p className="text-sm text-ink-3">An admin of the account can do this.</p>
}
