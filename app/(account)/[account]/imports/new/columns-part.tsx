import { ColumnsStep } from '@/components/imports/columns-step'
import type { WizardFile } from '@/components/imports/wizard'
import type { MemberContext } from '@/lib/auth/session'
import { saveDraftAction } from '../actions'

type Props = { member: MemberContext; file: WizardFile }

export function ColumnsPart({ member, file }: Props) {
  const { slug } = member.account
  return <ColumnsStep slug={slug} file={file} save={saveDraftAction.bind(null, slug)} />
}
