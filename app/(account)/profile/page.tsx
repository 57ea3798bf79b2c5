import type { Metadata } from 'next'
import { ChangePassword } from '@/components/settings/change-password'
import { SessionList } from '@/components/settings/session-list'
import { SettingsSection } from '@/components/settings/settings-section'
import { Wordmark } from '@/components/shell/wordmark'
import { ButtonLink } from '@/components/ui/button'
import { PageTitle } from '@/components/ui/page-title'
import { currentSessionId, requireUser } from '@/lib/auth/session'
import { listSessions } from '@/lib/passwords/queries'
import { changePasswordAction, endOtherSessionsAction } from './actions'

export const metadata: Metadata = { title: 'Your profile' }

export default async function ProfilePage() {
  const user = await requireUser()
  const [sessions, here] = await Promise.all([listSessions(user.userId), currentSessionId()])
  return (
    <main id="main" className="mx-auto flex max-w-column flex-col gap-6 px-4 py-12">
      <Wordmark />
      <div>
        <PageTitle title="Your profile" actions={<ButtonLink href="/accounts">My accounts</ButtonLink>}>
          <span className="wrap-anywhere">
            {user.name}, signed in as {user.email}
          </span>
        </PageTitle>
        <SettingsSection id="password-section" title="Password">
          <ChangePassword email={user.email} change={changePasswordAction} />
        </SettingsSection>
        <SettingsSection id="sessions" title={`Sessions ${sessions.length}`}>
          <SessionList sessions={sessions} here={here} endOthers={endOtherSessionsAction} />
        </SettingsSection>
      </div>
    </main>
  )
}
