import type { Metadata } from 'next'
import { AdminsOnly } from '@/components/settings/admins-only'
import { InvitationList } from '@/components/settings/invitation-list'
import { InviteForm } from '@/components/settings/invite-form'
import { MemberList } from '@/components/settings/member-list'
import { SettingsSection } from '@/components/settings/settings-section'
import { requireMember } from '@/lib/auth/session'
import { env } from '@/lib/env'
import { listInvitations } from '@/lib/invitations/queries'
import { transportChoice } from '@/lib/mail/transport-choice'
import { listMembers } from '@/lib/members/queries'
import { changeRoleAction, invitationAction, inviteAction, leaveAction, removeMemberAction } from './actions'

export const metadata: Metadata = { title: 'Members' }

type Props = { params: Promise<{ account: string }> }

export default async function MembersPage({ params }: Props) {
  const { account: slug } = await params
  const { accountId, account, role, userId } = await requireMember(slug)
  const [members, invitations] = await Promise.all([listMembers(accountId), listInvitations(accountId)])
  const isAdmin = role === 'admin'
  const outbox = transportChoice(env()) === 'outbox' ? `/${slug}/outbox` : null
  return (
    <>
      <SettingsSection id="members" title={`Members ${members.length}`}>
        <MemberList
          members={members}
          me={userId}
          accountName={account.name}
          isAdmin={isAdmin}
          changeRole={changeRoleAction.bind(null, slug)}
          remove={removeMemberAction.bind(null, slug)}
          leave={leaveAction.bind(null, slug)}
        />
        {isAdmin ? null : (
          <AdminsOnly admins={members.filter((each) => each.role === 'admin').map((each) => each.name)} />
        )}
      </SettingsSection>
      {isAdmin ? (
        <SettingsSection id="invite" title="Invite people">
          <InviteForm outbox={outbox} invite={inviteAction.bind(null, slug)} />
        </SettingsSection>
      ) : null}
      {invitations.length > 0 ? (
        <SettingsSection id="invitations" title={`Invitations ${invitations.length}`}>
          <InvitationList
            invitations={invitations}
            change={isAdmin ? invitationAction.bind(null, slug) : null}
          />
        </SettingsSection>
      ) : null}
    </>
  )
}
