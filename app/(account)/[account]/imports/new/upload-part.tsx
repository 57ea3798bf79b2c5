import { sizeText } from '@/components/imports/numbers'
import type { CampaignChoice } from '@/components/imports/options-form'
import { UploadStep } from '@/components/imports/upload-step'
import type { WizardFile } from '@/components/imports/wizard'
import { countText } from '@/components/ui/count-text'
import type { MemberContext } from '@/lib/auth/session'
import { listCampaigns } from '@/lib/campaigns/queries'
import type { AccountId } from '@/lib/db/ids'
import { env } from '@/lib/env'
import { saveDraftAction } from '../actions'

type Props = { member: MemberContext; file: WizardFile | null; updateFirst: boolean }

export async function UploadPart({ member, file, updateFirst }: Props) {
  const { slug } = member.account
  const { LIMIT_FILE_BYTES: bytesMax, LIMIT_ROWS: rowsMax } = env()
  return (
    <UploadStep
      slug={slug}
      file={file}
      limits={{
        text: `CSV up to ${sizeText(bytesMax)} and ${countText(rowsMax)} rows. One column with emails is enough.`,
        bytesMax,
      }}
      campaigns={await campaignChoices(member.accountId)}
      updateFirst={updateFirst}
      save={saveDraftAction.bind(null, slug)}
    />
  )
}

/** The campaigns that leads can join. */
export async function campaignChoices(accountId: AccountId): Promise<CampaignChoice[]> {
  const campaigns = await listCampaigns(accountId)
  return campaigns.map(({ id, name, rejects }) => ({ id, name, rejectsNotValid: rejects.length > 0 }))
}
