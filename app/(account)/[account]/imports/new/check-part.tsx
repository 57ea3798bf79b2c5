import { CheckStep } from '@/components/imports/check-step'
import type { WizardFile } from '@/components/imports/wizard'
import type { MemberContext } from '@/lib/auth/session'
import { startImportAction } from '../actions'
import { campaignChoices } from './upload-part'

type Props = { member: MemberContext; file: WizardFile }

export async function CheckPart({ member, file }: Props) {
  const { slug } = member.account
  const campaigns = await campaignChoices(member.accountId)
  return (
    <CheckStep
      slug={slug}
      file={file}
      campaign={campaigns.find(({ id }) => id === file.draft.campaignId) ?? null}
      start={startImportAction.bind(null, slug)}
    />
  )
}
