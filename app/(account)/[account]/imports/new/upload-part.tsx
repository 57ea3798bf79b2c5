import type { CampaignChoice } from '@/components/imports/options-form'
import { UploadStep } from '@/components/imports/upload-step'
import type { WizardFile } from '@/components/imports/wizard'
import { countOf } from '@/components/ui/count-text'
import type { MemberContext } from '@/lib/auth/session'
import { listCampaigns } from '@/lib/campaigns/queries'
import type { AccountId } from '@/lib/db/ids'
import { env } from '@/lib/env'
import { type SizeLimits, sizeText } from '@/lib/imports/file-size'
import { sizeLimits } from '@/lib/imports/limits'
import { saveDraftAction } from '../actions'

type Props = { member: MemberContext; file: WizardFile | null; updateFirst: boolean }

export async function UploadPart({ member, file, updateFirst }: Props) {
  const { slug } = member.account
  const limits = sizeLimits()
  return (
    <UploadStep
      slug={slug}
      file={file}
      limits={{ ...limits, text: limitsText(limits) }}
      campaigns={await campaignChoices(member.accountId)}
      updateFirst={updateFirst}
      save={saveDraftAction.bind(null, slug)}
    />
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
