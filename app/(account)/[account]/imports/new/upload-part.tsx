import type { CampaignChoice } from '@/components/imports/options-form'
import { SameFile } from '@/components/imports/same-file'
import { UploadStep } from '@/components/imports/upload-step'
import { WaitingList } from '@/components/imports/waiting-list'
import type { WizardFile } from '@/components/imports/wizard'
import { countOf } from '@/components/ui/count-text'
import type { MemberContext } from '@/lib/auth/session'
import { listCampaigns } from '@/lib/campaigns/queries'
import type { AccountId } from '@/lib/db/ids'
import { env } from '@/lib/env'
import { earlierImportsOf } from '@/lib/imports/earlier-imports'
import { waitingFiles } from '@/lib/imports/file-draft'
import { type SizeLimits, sizeText } from '@/lib/imports/file-size'
import { sizeLimits } from '@/lib/imports/limits'
import { createCampaignAction } from '../../campaigns/actions'
import { discardFileAction, rereadFileAction, saveDraftAction } from '../actions'

const waitingNamedMax = 3

type Props = {
  member: MemberContext
  file: WizardFile | null
  /** Of the file. */
  sha256: string | null
  updateFirst: boolean
  /** The campaign that the address names. */
  campaignFirst?: string
}

export async function UploadPart({ member, file, sha256, updateFirst, campaignFirst = '' }: Props) {
  const { accountId } = member
  const { slug } = member.account
  const campaigns = await campaignChoices(accountId)
  const limits = sizeLimits()
  return (
    <UploadStep
      slug={slug}
      file={file}
      limits={{ ...limits, text: limitsText(limits) }}
      campaigns={campaigns}
      updateFirst={updateFirst}
      campaignFirst={campaigns.some(({ id }) => id === campaignFirst) ? campaignFirst : ''}
      createCampaign={createCampaignAction.bind(null, slug)}
      save={saveDraftAction.bind(null, slug)}
      reread={rereadFileAction.bind(null, slug)}
      discard={discardFileAction.bind(null, slug)}
    >
      {sha256 === null ? (
        <WaitingList
          slug={slug}
          {...(await waitingFiles(accountId, member.userId, waitingNamedMax))}
          discard={discardFileAction.bind(null, slug)}
        />
      ) : (
        <SameFile slug={slug} earlier={await earlierImportsOf(accountId, sha256)} now={null} />
      )}
    </UploadStep>
  )
}

function limitsText({ bytesMax, xlsxBytesMax }: SizeLimits): string {
  const { LIMIT_ROWS, LIMIT_XLSX_ROWS } = env()
  return [
    `CSV or TSV up to ${sizeText(bytesMax)} and ${countOf(LIMIT_ROWS, 'row')},`,
    `XLSX up to ${sizeText(xlsxBytesMax)} and ${countOf(LIMIT_XLSX_ROWS, 'row')}.`,
    'One column with emails is enough.',
  ].join(' ')
}

/** The campaigns that leads can join. */
export async function campaignChoices(accountId: AccountId): Promise<CampaignChoice[]> {
  const campaigns = await listCampaigns(accountId)
  return campaigns.map(({ id, name, rejects }) => ({ id, name, rejectsNotValid: rejects.length > 0 }))
}
