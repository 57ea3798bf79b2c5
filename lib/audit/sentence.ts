import type { AuditDetails, AuditKind } from './entry'

/** Kinds of entries people look for, each with what belongs to it. */
export const auditSubjects = {
  'sign-ins': { label: 'Sign-ins', kinds: ['signed_in', 'sign_in_failed', 'password_changed'] },
  members: {
    label: 'Members and invitations',
    kinds: [
      'member_invited',
      'invitation_revoked',
      'member_joined',
      'role_changed',
      'member_removed',
      'member_left',
    ],
  },
  imports: {
    label: 'Imports',
    kinds: ['import_started', 'import_cancelled', 'import_ended', 'import_undone', 'import_undo_undone'],
  },
  leads: {
    label: 'Leads, deletions and exports',
    kinds: [
      'leads_deleted',
      'leads_deleted_permanently',
      'leads_restored',
      'leads_exported',
      'custom_field_deleted',
    ],
  },
  'deleted-list': {
    label: 'Permanently deleted leads',
    kinds: ['list_cleaned', 'list_clean_undone', 'deleted_email_released'],
  },
  campaigns: { label: 'Campaigns', kinds: ['campaign_changed'] },
  account: { label: 'Plan and account', kinds: ['plan_changed', 'account_changed'] },
} as const satisfies Record<string, { label: string; kinds: readonly AuditKind[] }>
export type AuditSubject = keyof typeof auditSubjects

const number = new Intl.NumberFormat('en-US')

/**
 * What was done, as it follows a name: "cleaned the list (37)". Entries are kept for ever, so one whose details lack
 * something, or of a kind this version does not know, still reads as a sentence.
 */
export function auditSentence(kind: string, details: AuditDetails): string {
  const say = sentences[kind as AuditKind]
  return say ? say(details) : kind.replaceAll('_', ' ')
}

const sentences: Record<AuditKind, (details: AuditDetails) => string> = {
  signed_in: ({ address }) => `signed in${from(address)}`,
  sign_in_failed: ({ address }) => `was not let in: wrong password${from(address)}`,
  password_changed: () => 'changed their password',
  member_invited: ({ member, role }) => `invited ${text(member)} as ${asRole(role)}`,
  invitation_revoked: ({ member }) => `withdrew the invitation of ${text(member)}`,
  member_joined: ({ role }) => `joined as ${asRole(role)}`,
  role_changed: ({ member, role, withdrawn }) =>
    `made ${text(member)} ${asRole(role)}${andWithdrew(withdrawn)}`,
  member_removed: ({ member, withdrawn }) => `removed ${text(member)}${andWithdrew(withdrawn)}`,
  member_left: ({ withdrawn }) => `left the account${andWithdrew(withdrawn)}`,
  account_changed: ({ name, slug, reportMails }) => {
    if (name !== undefined) return `renamed the account to ${text(name)}`
    if (slug !== undefined) return `changed the account’s address to /${text(slug)}`
    if (reportMails !== undefined) return `turned report mails to admins ${reportMails ? 'on' : 'off'}`
    return 'changed the account’s settings'
  },
  plan_changed: ({ plan }) => `changed the plan to ${capital(text(plan))}`,
  import_started: ({ import: n, file }) =>
    `started import #${text(n)}${file === undefined ? '' : ` of ${text(file)}`}`,
  import_cancelled: ({ import: n }) => `cancelled import #${text(n)}`,
  import_ended: ({ import: n, status }) => `ran import #${text(n)} to its end: ${text(status)}`,
  import_undone: ({ import: n, leads: removed, kept }) =>
    removed === undefined
      ? `undid import #${text(n)}`
      : `undid import #${text(n)}: ${leads(removed)} removed${kept ? `, ${text(kept)} kept` : ''}`,
  import_undo_undone: ({ import: n }) => `took the undo of import #${text(n)} back`,
  leads_deleted: ({ count }) => `deleted ${leads(count)}`,
  leads_deleted_permanently: ({ count }) => `deleted ${leads(count)} permanently`,
  leads_restored: ({ count }) => `restored ${leads(count)}`,
  leads_exported: ({ count }) => (count === undefined ? 'exported leads' : `exported ${leads(count)}`),
  list_cleaned: ({ count }) => `cleaned the list (${text(count)})`,
  list_clean_undone: ({ count, leads: kept }) =>
    `undid Clean List: ${text(count)} back on the list${kept ? `, ${text(kept)} not, being leads by now` : ''}`,
  deleted_email_released: ({ count, import: n }) =>
    n === undefined
      ? 'released one permanently deleted email'
      : `released permanently deleted emails of import #${text(n)} (${text(count)}) to re-run its rows`,
  campaign_changed: ({ campaign, did, to }) => {
    const which = `the campaign ${text(campaign)}`
    if (did === 'renamed') return `renamed ${which} to ${text(to)}`
    if (did === 'rejects') return `changed which leads ${which} rejects`
    if (did === 'unarchived') return `took ${which} out of the archive`
    return `${did === undefined ? 'changed' : text(did)} ${which}`
  },
  custom_field_deleted: ({ name, count }) => `deleted the field ${text(name)} from ${leads(count)}`,
}

/** Every kind there is. */
export const auditKinds = Object.keys(sentences)

function text(value: AuditDetails[string] | undefined): string {
  if (typeof value === 'number') return number.format(value)
  return value === undefined || value === null ? '…' : String(value)
}

function leads(count: AuditDetails[string] | undefined): string {
  return count === 1 ? '1 lead' : `${text(count)} leads`
}

function from(address: AuditDetails[string] | undefined): string {
  return address === undefined || address === 'unknown' ? '' : ` from ${text(address)}`
}

function asRole(role: AuditDetails[string] | undefined): string {
  return role === 'admin' ? 'an admin' : 'a member'
}

function andWithdrew(count: AuditDetails[string] | undefined): string {
  if (!count) return ''
  return count === 1
    ? ', whose invitation was withdrawn'
    : `, whose ${text(count)} invitations were withdrawn`
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1)
}
