// What the isolation test expects of each door (scripts/checks/doors.ts lists them from the file tree). `npm run check`
// names every door that is missing here.

/** What the tried account holds, by name; made in world.ts. All of it is of one account. */
export type World = {
  slug: string
  number: number
  fileId: string
  /** A file that was received and not imported yet. */
  freshFileId: string
  checkId: string
  mailId: string
  leadId: string
  /** Another, to be deleted: pages of the first are opened afterwards. */
  spareLeadId: string
  campaignId: string
  memberId: string
  invitationId: string
  cleanAuditId: string
  deletedLeadId: string
  /** The deletion of that lead. */
  change: number
}

/**
 * member: who belongs to the account · admin: its admins; a member is told that only an admin may · person: whoever is
 * signed in, about oneself · public: everybody · machine: no browser; a signature decides, and none is given here.
 */
export type May = 'member' | 'admin' | 'person' | 'public' | 'machine'

export type ExpectedAction = {
  may: May
  /** Arguments that change or show something when they are let through. */
  args: (world: World) => unknown[]
  /** Called after all others: it ends what they need. */
  last?: true
}

export type ExpectedHandler = {
  may: May
  /** Status for who may; under 400 when absent. */
  inside?: number
  headers?: (world: World) => Record<string, string>
  body?: (world: World) => string
}

/** Values of the parts of addresses in brackets; where the part before matters it stands before a slash. */
export const parameters: Record<string, (world: World) => string> = {
  '[account]': ({ slug }) => slug,
  '[number]': ({ number }) => String(number),
  '[file]': ({ fileId }) => fileId,
  '[check]': ({ checkId }) => checkId,
  '[mail]': ({ mailId }) => mailId,
  '[lead]': ({ leadId }) => leadId,
  'campaigns/[id]': ({ campaignId }) => campaignId,
  'rows/[row]': () => '2',
  // No large export is made: what is asked for is not there.
  'exports/[id]': () => '0192f0c1-0000-7000-8000-000000000000',
  '[token]': () => 'A'.repeat(86),
}

/** Pages under /[account] are for its members. Here stand those that are not, and all outside of an account. */
export const expectedPages: Record<string, { may: May }> = {
  'app/page.tsx': { may: 'person' },
  'app/outbox/page.tsx': { may: 'public' },
  'app/(account)/accounts/page.tsx': { may: 'person' },
  'app/(account)/accounts/new/page.tsx': { may: 'person' },
  'app/(account)/profile/page.tsx': { may: 'person' },
  'app/(public)/forgot/page.tsx': { may: 'public' },
  'app/(public)/help/import-report/page.tsx': { may: 'public' },
  'app/(public)/invite/[token]/page.tsx': { may: 'public' },
  'app/(public)/mailbox/page.tsx': { may: 'public' },
  'app/(public)/mailbox/[mail]/page.tsx': { may: 'public' },
  'app/(public)/reset/[token]/page.tsx': { may: 'public' },
  'app/(public)/sign-in/page.tsx': { may: 'public' },
  'app/(public)/sign-up/page.tsx': { may: 'public' },
}

const tus = { 'tus-resumable': '1.0.0' }

/** GET handlers under /api/[account] are for its members and answer under 400. Here stand all others. */
export const expectedHandlers: Record<string, ExpectedHandler> = {
  'app/api/health/route.ts GET': { may: 'public' },
  // No secret is set, so that there is no webhook.
  'app/api/webhooks/resend/route.ts POST': { may: 'machine', body: () => '{}', inside: 404 },
  'app/api/[account]/audit.csv/route.ts GET': { may: 'admin' },
  // The action that starts a check was called before and has replaced this one.
  'app/api/[account]/checks/[check]/route.ts GET': { may: 'member', inside: 404 },
  'app/api/[account]/exports/[id]/route.ts GET': { may: 'member', inside: 404 },
  'app/api/[account]/files/route.ts POST': {
    may: 'member',
    headers: () => ({ ...tus, 'upload-length': '6', 'upload-metadata': 'name bWluZS5jc3Y=' }),
  },
  // The file of the world has arrived whole and is imported: nothing to send, to ask for or to forget.
  'app/api/[account]/files/[file]/route.ts HEAD': { may: 'member', headers: () => tus, inside: 404 },
  'app/api/[account]/files/[file]/route.ts PATCH': {
    may: 'member',
    headers: () => ({ ...tus, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }),
    body: () => 'Email\n',
    inside: 404,
  },
  'app/api/[account]/files/[file]/route.ts DELETE': { may: 'member', headers: () => tus, inside: 404 },
  'app/api/[account]/files/[file]/read/route.ts POST': {
    may: 'member',
    headers: () => ({ 'content-type': 'application/json' }),
    body: () => JSON.stringify({ sha256: '0'.repeat(64) }),
    inside: 422,
  },
}

/** A form of a server action. */
function form(values: Record<string, string>): FormData {
  const data = new FormData()
  for (const [name, value] of Object.entries(values)) data.set(name, value)
  return data
}

const general = 'app/(account)/[account]/settings/general/actions.ts'
const members = 'app/(account)/[account]/settings/members/actions.ts'
const campaigns = 'app/(account)/[account]/campaigns/actions.ts'
const imports = 'app/(account)/[account]/imports/actions.ts'
const checks = 'app/(account)/[account]/imports/new/check-actions.ts'
const leads = 'app/(account)/[account]/leads/actions.ts'
const invite = 'app/(public)/invite/[token]/actions.ts'
const profile = 'app/(account)/profile/actions.ts'

export const expectedActions: Record<string, ExpectedAction> = {
  [`${general}#renameAccountAction`]: {
    may: 'admin',
    args: ({ slug }) => [slug, {}, form({ name: 'Taken over' })],
  },
  [`${general}#changeSlugAction`]: {
    may: 'admin',
    args: ({ slug }) => [slug, {}, form({ slug: `${slug}-over` })],
  },
  [`${general}#turnReportMailsAction`]: { may: 'admin', args: ({ slug }) => [slug, false] },
  [`${general}#deletedEmailAction`]: {
    may: 'admin',
    args: ({ slug }) => [slug, {}, form({ email: 'gone@acme.test', deed: 'release' })],
  },
  [`${general}#cleanListAction`]: { may: 'admin', args: ({ slug }) => [slug] },
  [`${general}#undoCleanListAction`]: {
    may: 'admin',
    args: ({ slug, cleanAuditId }) => [slug, cleanAuditId],
  },
  [`${general}#countCustomFieldAction`]: { may: 'admin', args: ({ slug }) => [slug, 'Shoe size'] },
  [`${general}#deleteCustomFieldAction`]: { may: 'admin', args: ({ slug }) => [slug, 'Shoe size'] },
  'app/(account)/[account]/settings/billing/actions.ts#choosePlanAction': {
    may: 'admin',
    args: ({ slug }) => [slug, {}, form({ plan: 'agency' })],
  },
  [`${members}#inviteAction`]: {
    may: 'admin',
    args: ({ slug }) => [slug, {}, form({ emails: 'eve@evil.test', role: 'admin' })],
  },
  [`${members}#invitationAction`]: {
    may: 'admin',
    args: ({ slug, invitationId }) => [slug, { id: invitationId, deed: 'withdraw' }],
  },
  [`${members}#changeRoleAction`]: {
    may: 'admin',
    args: ({ slug, memberId }) => [slug, { userId: memberId, role: 'admin' }],
  },
  [`${members}#removeMemberAction`]: {
    may: 'admin',
    args: ({ slug, memberId }) => [slug, memberId],
    last: true,
  },
  [`${members}#leaveAction`]: { may: 'member', args: ({ slug }) => [slug], last: true },
  [`${campaigns}#createCampaignAction`]: {
    may: 'member',
    args: ({ slug }) => [slug, { name: `Made ${Math.random()}`, rejects: [] }],
  },
  [`${campaigns}#renameCampaignAction`]: {
    may: 'member',
    args: ({ slug, campaignId }) => [slug, campaignId, {}, form({ name: `Renamed ${Math.random()}` })],
  },
  [`${campaigns}#setRejectsAction`]: {
    may: 'member',
    args: ({ slug, campaignId }) => [slug, campaignId, ['invalid', 'risky']],
  },
  [`${campaigns}#archiveCampaignAction`]: {
    may: 'member',
    args: ({ slug, campaignId }) => [slug, campaignId],
  },
  [`${campaigns}#unarchiveCampaignAction`]: {
    may: 'member',
    args: ({ slug, campaignId }) => [slug, campaignId],
  },
  [`${campaigns}#addAnywayAction`]: {
    may: 'member',
    args: ({ slug, campaignId, leadId }) => [slug, campaignId, [leadId]],
  },
  [`${campaigns}#removeFromCampaignAction`]: {
    may: 'member',
    args: ({ slug, campaignId, leadId }) => [slug, campaignId, [leadId]],
  },
  [`${imports}#saveDraftAction`]: {
    may: 'member',
    args: ({ slug, freshFileId }) => [slug, freshFileId, { update: true }],
  },
  [`${imports}#rereadFileAction`]: {
    may: 'member',
    args: ({ slug, freshFileId }) => [slug, freshFileId, { delimiter: ';' }],
  },
  [`${imports}#startUndoAction`]: {
    may: 'member',
    args: ({ slug, number }) => [slug, number, 'undo'],
    last: true,
  },
  // The member's call forgets it; the admin's finds nothing to forget.
  [`${imports}#discardFileAction`]: {
    may: 'member',
    args: ({ slug, freshFileId }) => [slug, freshFileId],
    last: true,
  },
  [`${imports}#startImportAction`]: {
    may: 'member',
    args: ({ slug, freshFileId }) => [
      slug,
      { fileId: freshFileId, mapping: ['email'], update: false, blankCells: 'keep', campaignId: null },
    ],
  },
  [`${imports}#cancelImportAction`]: { may: 'member', args: ({ slug, number }) => [slug, number] },
  [`${imports}#startRestAction`]: { may: 'member', args: ({ slug, number }) => [slug, number] },
  [`${imports}#startFixAction`]: { may: 'member', args: ({ slug, number }) => [slug, number, 'update'] },
  [`${imports}#correctRowsAction`]: {
    may: 'member',
    args: ({ slug, number }) => [slug, number, { '3': 'mended@acme.test' }],
  },
  [`${imports}#verifyImportAction`]: { may: 'member', args: ({ slug, number }) => [slug, number] },
  [`${imports}#sendReportAction`]: {
    may: 'member',
    args: ({ slug, number, memberId }) => [slug, number, memberId],
  },
  [`${imports}#resendMailAction`]: { may: 'member', args: ({ slug, mailId }) => [slug, mailId] },
  [`${checks}#startCheckAction`]: {
    may: 'member',
    args: ({ slug, freshFileId }) => [slug, freshFileId, true],
  },
  [`${checks}#cancelCheckAction`]: { may: 'member', args: ({ slug, checkId }) => [slug, checkId] },
  [`${checks}#editEmailAction`]: {
    may: 'member',
    args: ({ slug, freshFileId }) => [slug, freshFileId, { row: 2, column: 0, value: 'eve@evil.test' }],
  },
  [`${checks}#takeSuggestionsAction`]: {
    may: 'member',
    args: ({ slug, freshFileId }) => [slug, freshFileId],
  },
  [`${leads}#countMatchingAction`]: { may: 'member', args: ({ slug }) => [slug, { search: '' }] },
  [`${leads}#undoDeletionAction`]: { may: 'member', args: ({ slug, change }) => [slug, change] },
  [`${leads}#addToCampaignAction`]: {
    may: 'member',
    args: ({ slug, leadId, campaignId }) => [slug, { chosen: { leadIds: [leadId] }, campaignId }],
  },
  [`${leads}#tagLeadsAction`]: {
    may: 'member',
    args: ({ slug, leadId }) => [slug, { chosen: { leadIds: [leadId] }, tags: 'taken', deed: 'add' }],
  },
  [`${leads}#startExportAction`]: {
    may: 'member',
    args: ({ slug }) => [slug, { leads: { filter: { search: '' } }, columns: 'all' }],
  },
  [`${leads}#chooseColumnsAction`]: { may: 'member', args: ({ slug }) => [slug, null] },
  'app/(account)/[account]/leads/new/action.ts#addLeadAction': {
    may: 'member',
    args: ({ slug }) => [slug, {}, form({ email: `by-hand-${Math.random()}@acme.test` })],
  },
  'app/(account)/[account]/leads/[lead]/edit/action.ts#editLeadAction': {
    may: 'member',
    args: ({ slug, leadId }) => [slug, leadId, {}, form({ company: 'Taken over' })],
  },
  'app/(account)/[account]/leads/deleted/actions.ts#restoreLeadsAction': {
    may: 'member',
    args: ({ slug, deletedLeadId }) => [slug, { leadIds: [deletedLeadId] }],
  },
  'app/(account)/[account]/leads/deleted/actions.ts#countDeletedAction': {
    may: 'member',
    args: ({ slug }) => [slug, ''],
  },
  [`${leads}#deleteLeadsAction`]: {
    may: 'member',
    args: ({ slug, spareLeadId }) => [slug, { permanently: true, chosen: { leadIds: [spareLeadId] } }],
    last: true,
  },
  'app/(account)/accounts/new/action.ts#newAccountAction': {
    may: 'person',
    args: () => [{}, form({ name: 'Own' })],
  },
  [`${profile}#changePasswordAction`]: {
    may: 'person',
    args: () => [{}, form({ current: 'not the one', password: 'four other words' })],
  },
  [`${profile}#endOtherSessionsAction`]: { may: 'person', args: () => [] },
  'app/(account)/sign-out.ts#signOutAction': { may: 'public', args: () => [], last: true },
  'app/choose-theme.ts#chooseTheme': { may: 'public', args: () => ['dark'] },
  'app/(public)/forgot/action.ts#forgotAction': {
    may: 'public',
    args: () => [{}, form({ email: 'x@acme.test' })],
  },
  [`${invite}#acceptAction`]: { may: 'public', args: () => ['A'.repeat(86), {}] },
  [`${invite}#joinAsNewAction`]: {
    may: 'public',
    args: () => ['A'.repeat(86), {}, form({ password: 'four plain words' })],
  },
  [`${invite}#switchPersonAction`]: { may: 'public', args: () => ['A'.repeat(86)], last: true },
  'app/(public)/reset/[token]/action.ts#resetAction': {
    may: 'public',
    args: () => ['A'.repeat(43), {}, form({ password: 'four plain words' })],
  },
  'app/(public)/sign-in/action.ts#signInAction': {
    may: 'public',
    args: () => [{}, form({ email: 'nobody@acme.test', password: 'nothing', next: '/' })],
  },
  'app/(public)/sign-up/action.ts#signUpAction': {
    may: 'public',
    args: () => [{}, form({ email: 'x', password: 'y', accountName: 'z' })],
  },
}
