import { ColumnsStep, type RememberedColumns } from '@/components/imports/columns-step'
import type { ColumnMatch } from '@/components/imports/received-file'
import type { WizardFile } from '@/components/imports/wizard'
import type { MemberContext } from '@/lib/auth/session'
import { saveDraftAction } from '../actions'

type Props = {
  member: MemberContext
  file: WizardFile
  own: ColumnMatch[]
  remembered: RememberedColumns | null
  customFields: string[]
}

export function ColumnsPart({ member, ...columns }: Props) {
  const { slug } = member.account
  return <ColumnsStep slug={slug} {...columns} save={saveDraftAction.bind(null, slug)} />
}
