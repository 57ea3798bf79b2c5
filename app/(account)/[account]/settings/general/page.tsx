import type { Metadata } from 'next'
import { AccountSlugForm } from '@/components/settings/account-slug-form'
import { AdminsOnly } from '@/components/settings/admins-only'
import { CustomFields } from '@/components/settings/custom-fields'
import { DeletedList } from '@/components/settings/deleted-list'
import { NameForm } from '@/components/settings/name-form'
import { ReportMailsSwitch } from '@/components/settings/report-mails-switch'
import { SettingsSection } from '@/components/settings/settings-section'
import { mailsReportsToAdmins, membersOf } from '@/lib/accounts/queries'
import { requireMember } from '@/lib/auth/session'
import { countDeletedEmails, lastRejectedAsDeleted } from '@/lib/deleted-emails/queries'
import { env } from '@/lib/env'
import { listCustomFields } from '@/lib/leads/custom-fields/queries'
import {
  changeSlugAction,
  cleanListAction,
  countCustomFieldAction,
  deleteCustomFieldAction,
  deletedEmailAction,
  renameAccountAction,
  turnReportMailsAction,
  undoCleanListAction,
} from './actions'

export const metadata: Metadata = { title: 'General settings' }

type Props = { params: Promise<{ account: string }> }

export default async function GeneralSettingsPage({ params }: Props) {
  const { account: slug } = await params
  const { accountId, account, role } = await requireMember(slug)
  const [members, mailsToAdmins, deletedCount, waiting, customFields] = await Promise.all([
    membersOf(accountId),
    mailsReportsToAdmins(accountId),
    countDeletedEmails(accountId),
    lastRejectedAsDeleted(accountId),
    listCustomFields(accountId),
  ])
  const admins = members.filter((member) => member.role === 'admin').map((member) => member.name)
  const isAdmin = role === 'admin'
  return (
    <>
      <SettingsSection id="account" title="Account">
        {isAdmin ? (
          <>
            <NameForm
              of="account"
              name={account.name}
              helper="Links to the account stay as they are."
              rename={renameAccountAction.bind(null, slug)}
            />
            <AccountSlugForm
              slug={account.slug}
              base={new URL(env().FAIRLEAD_URL).host}
              change={changeSlugAction.bind(null, slug)}
            />
          </>
        ) : (
          <>
            <p>{account.name}</p>
            <AdminsOnly admins={admins} />
          </>
        )}
      </SettingsSection>
      <SettingsSection id="reports" title="Import reports">
        {isAdmin ? (
          <ReportMailsSwitch on={mailsToAdmins} turn={turnReportMailsAction.bind(null, slug)} />
        ) : (
          <>
            <p>Import reports are {mailsToAdmins ? '' : 'not '}emailed to the account’s admins.</p>
            <AdminsOnly admins={admins} />
          </>
        )}
      </SettingsSection>
      <SettingsSection id="custom-fields" title="Custom fields">
        <CustomFields
          fields={customFields}
          mayChange={isAdmin}
          count={countCustomFieldAction.bind(null, slug)}
          remove={deleteCustomFieldAction.bind(null, slug)}
        />
        {isAdmin || customFields.length === 0 ? null : <AdminsOnly admins={admins} />}
      </SettingsSection>
      <DeletedList
        count={deletedCount}
        mayChange={isAdmin}
        admins={admins}
        act={deletedEmailAction.bind(null, slug)}
        waiting={
          waiting && {
            ...waiting,
            href: `/${slug}/imports/${waiting.importNumber}?reason=email_permanently_deleted#rejected`,
          }
        }
        clean={cleanListAction.bind(null, slug)}
        undoClean={undoCleanListAction.bind(null, slug)}
      />
    </>
  )
}
