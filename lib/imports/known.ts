import type { AccountState } from '../accounts/lock'
import type { AccountId, CampaignId, EmailKey } from '../db/ids'
import type { Tx } from '../db/transaction'
import { hashOfEmail } from '../deleted-emails/hash'
import type { FieldKey } from '../leads/fields'
import type { Known, KnownLead } from './decide'
import { askForHeldLeads } from './held-leads'
import type { LeadLookUp } from './look-up'
import type { RowInput } from './row'
import type { TouchedRows } from './touched-rows'

/** What a look-up must know of the import that asks. */
export type Asker = {
  accountId: AccountId
  /** Null for a dry run, which has no rows in the ledger. */
  number: number | null
  fields: readonly FieldKey[]
  update: boolean
  campaignId: CampaignId | null
  /** Whether an earlier batch turned emails away because the account was full. */
  turnedAway: boolean
  /** Where this import modified leads before; null: it updates none, or has no ledger. */
  touched: TouchedRows | null
  lookUp: LeadLookUp
}

/** Emails have no white space in them, so a batch of them travels as one text, which is cheaper than an array. */
export const emailSeparator = '\n'

/**
 * What the account knows about the emails of a batch besides its leads (see askForPiece). Loaded under the account's
 * lock it is still true when what is decided from it is written; without the lock (dry run) it is a forecast.
 */
export async function loadKnownButLeads(
  tx: Tx,
  asker: Asker,
  account: AccountState,
  emails: readonly EmailKey[],
): Promise<Known> {
  asker.lookUp.begin(tx)
  const deleted = await loadDeleted(tx, asker.accountId, emails)
  const turnedAway = await loadTurnedAway(tx, asker, account, emails)
  return { leads: new Map(), deleted, turnedAway, leadsMax: account.leadsMax, leadCount: account.leadCount }
}

/** The emails of the rows that have one; repeated ones may be repeated. */
export function emailsOf(rows: readonly RowInput[]): EmailKey[] {
  const emails: EmailKey[] = []
  for (const row of rows) if (row.kind === 'lead') emails.push(row.email)
  return emails
}

async function loadDeleted(
  tx: Tx,
  accountId: AccountId,
  emails: readonly EmailKey[],
): Promise<Map<EmailKey, string>> {
  const any = await tx.query('SELECT FROM deleted_emails WHERE account_id = $1 LIMIT 1', [accountId])
  if (any.rowCount === 0) return new Map()
  const byHash = new Map(emails.map((email) => [hashOfEmail(accountId, email).toString('hex'), email]))
  const { rows } = await tx.query<{ hash: string; deleted_at: Date }>(
    `SELECT h.hash, d.deleted_at FROM unnest($2::text[]) AS h(hash) CROSS JOIN LATERAL (
       SELECT deleted_at FROM deleted_emails WHERE account_id = $1 AND email_hash = decode(h.hash, 'hex') LIMIT 1) AS d`,
    [accountId, [...byHash.keys()]],
  )
  return new Map(rows.map((row) => [byHash.get(row.hash)!, row.deleted_at.toISOString()]))
}

export type KnownLeads = ReadonlyMap<EmailKey, KnownLead>

/** An answer that is not taken apart yet: while it is, the database may be asked for more. */
export type Looked = {
  /** Takes it apart. Where the database must be asked once more for that, it waits for what was asked meanwhile. */
  leads: (meanwhile?: Promise<unknown>) => Promise<KnownLeads>
  /** What the leads hold, in characters; nothing where their values were not asked for. */
  size: number
  /** False: some hold so much that they were left out, and fewer must be asked for. */
  isWhole: boolean
  /** How many times as many leads should be asked for at a time if they are like these. */
  room: number
}

const none: KnownLeads = new Map()
const nothing: Looked = {
  leads: async () => none,
  size: 0,
  isWhole: true,
  room: Number.POSITIVE_INFINITY,
}

/** The first `rows` rows of those that were to be looked up. */
export type Piece = { rows: number; looked: Looked }

/**
 * Asks which emails of the next rows are leads: of fewer rows where leads hold so much that they would be too much to
 * have in memory.
 * @param rows at most; at least one
 * @param emailsOfFirst the emails of the first so many rows
 */
export async function askForPiece(
  tx: Tx,
  asker: Asker,
  account: AccountState,
  rows: number,
  emailsOfFirst: (rows: number) => EmailKey[],
): Promise<Piece> {
  const { lookUp } = asker
  while (true) {
    const first = Math.min(rows, lookUp.rowsFit)
    const looked = await askForLeads(tx, asker, account, emailsOfFirst(first), first === 1)
    const most = looked.isWhole ? Math.ceil(growth * lookUp.rowsFit) : first
    lookUp.rowsFit = Math.max(1, Math.floor(Math.min(first * looked.room, most)))
    if (looked.isWhole) return { rows: first, looked }
  }
}

/** Leads that hold much often stand together: more of them are asked for little by little. */
const growth = 1.5

/** @param whatever whether leads are given however much they hold */
async function askForLeads(
  tx: Tx,
  asker: Asker,
  account: AccountState,
  emails: readonly EmailKey[],
  whatever: boolean,
): Promise<Looked> {
  if (account.leadCount === 0 || emails.length === 0) return nothing
  const from = await asker.lookUp.from(tx, asker.accountId, account.leadCount)
  if (!asker.update) return askForPresence(tx, asker, emails, from)
  return askForHeldLeads(tx, asker, emails, { from, whatever })
}

/** Which emails the account has, and which of them this import added at which row. */
async function askForPresence(
  tx: Tx,
  { accountId, number }: Asker,
  emails: readonly EmailKey[],
  from: string,
): Promise<Looked> {
  const { rows } = await tx.query<{ others: string | null; own: string | null }>(
    `SELECT string_agg(l.email, E'\\n') FILTER (WHERE l.import_number IS DISTINCT FROM $3) AS others,
            string_agg(l.import_row || ' ' || l.email, E'\\n') FILTER (WHERE l.import_number = $3) AS own
     FROM ${from}`,
    [accountId, emails.join(emailSeparator), number],
  )
  const leads = async () => {
    const known = new Map<EmailKey, KnownLead>()
    for (const email of linesOf(rows[0]?.others)) known.set(email as EmailKey, anyLead)
    for (const line of linesOf(rows[0]?.own)) {
      const space = line.indexOf(' ')
      known.set(line.slice(space + 1) as EmailKey, {
        addedAtRow: Number(line.slice(0, space)),
        modifiedAtRow: null,
        held: null,
      })
    }
    return known
  }
  return { ...nothing, leads }
}

/** A lead that another import added, or somebody by hand. */
const anyLead: KnownLead = { addedAtRow: null, modifiedAtRow: null, held: null }

function linesOf(text: string | null | undefined): string[] {
  return text ? text.split(emailSeparator) : []
}

/**
 * Emails that this import turned away earlier because the account was full. Only asked when there is room again
 * (somebody deleted leads or chose a larger plan meanwhile): a repeated email keeps its first row's reason.
 */
async function loadTurnedAway(
  tx: Tx,
  { accountId, number, turnedAway }: Asker,
  { leadCount, leadsMax }: AccountState,
  emails: readonly EmailKey[],
): Promise<Set<EmailKey>> {
  const full = leadsMax !== null && leadCount >= leadsMax
  if (full || !turnedAway) return new Set()
  const { rows } = await tx.query<{ email: EmailKey }>(
    `SELECT email FROM import_rows WHERE account_id = $1 AND import_number = $2 AND outcome = 'rejected'
       AND code = 'max_leads_reached' AND email = ANY(string_to_array($3, E'\\n'))`,
    [accountId, number, emails.join(emailSeparator)],
  )
  return new Set(rows.map((row) => row.email))
}
