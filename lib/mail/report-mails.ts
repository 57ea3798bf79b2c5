import { type AccountId, newId, type UserId } from '../db/ids'
import { type Tx, transaction } from '../db/transaction'
import { done, type Result, refused } from '../result'

const resendAfterSeconds = 30

/**
 * Books the report mails of an import that ends, in the transaction that ends it: to the person who ran it, if still a
 * member, and to the account's admins unless that is switched off. One per address, however often it is called.
 */
export async function insertReportMails(tx: Tx, accountId: AccountId, importNumber: number): Promise<void> {
  const { rows } = await tx.query<{ user_id: UserId; email: string }>(
    `SELECT m.user_id, u.email
     FROM imports i
     JOIN accounts a ON a.id = i.account_id
     JOIN members m ON m.account_id = i.account_id
       AND (m.user_id = i.user_id OR (a.report_mails_to_admins AND m.role = 'admin'))
     JOIN users u ON u.id = m.user_id
     WHERE i.account_id = $1 AND i.number = $2
     ORDER BY m.user_id = i.user_id DESC, m.created_at, m.user_id`,
    [accountId, importNumber],
  )
  const byAddress = new Map(rows.toReversed().map((row) => [row.email.toLowerCase(), row]))
  const readers = [...byAddress.values()]
  await tx.query(
    `INSERT INTO mails (account_id, id, subject_key, import_number, recipient, user_id)
     SELECT $1, reader.id, $2, $3, reader.email, reader.user_id
     FROM unnest($4::uuid[], $5::text[], $6::uuid[]) AS reader (id, email, user_id)
     ON CONFLICT DO NOTHING`,
    [
      accountId,
      `import-report/${importNumber}`,
      importNumber,
      readers.map(() => newId()),
      readers.map(({ email }) => email),
      readers.map(({ user_id }) => user_id),
    ],
  )
}

/**
 * Sends the report to a member who was not sent it. To who was, it is sent again; refused as that is, and when they are
 * no member.
 */
export async function sendReportTo(
  accountId: AccountId,
  importNumber: number,
  userId: UserId,
): Promise<Result> {
  return transaction(async (tx) => {
    const { rows } = await tx.query<{ email: string; ended: boolean; mail: string | null }>(
      `SELECT u.email, i.finished_at IS NOT NULL AS ended,
              (SELECT m.id FROM mails m WHERE m.account_id = i.account_id AND m.import_number = i.number
                 AND m.recipient = u.email LIMIT 1) AS mail
       FROM imports i JOIN members b ON b.account_id = i.account_id AND b.user_id = $3 JOIN users u ON u.id = b.user_id
       WHERE i.account_id = $1 AND i.number = $2`,
      [accountId, importNumber, userId],
    )
    const found = rows[0]
    if (!found) return refused('This person is no member of the account any more.')
    if (!found.ended) return refused('This import has not ended yet.')
    if (found.mail) return resendMail(accountId, found.mail)
    const { rowCount } = await tx.query(
      `INSERT INTO mails (account_id, id, subject_key, import_number, recipient, user_id)
       VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
      [accountId, newId(), `import-report/${importNumber}/2`, importNumber, found.email, userId],
    )
    return rowCount === 1 ? done() : refused('This mail is already being sent.')
  })
}

type LastSend = { subject_key: string; status: string; next_try_at: Date | null; young: boolean }

/**
 * "Send again": books a new mail, under a new key, to the same person about the same import. Refused while the last one
 * is still being tried, or within 30 seconds of it. Whether the person is still a member is looked at when it is sent.
 */
export async function resendMail(accountId: AccountId, mailId: string): Promise<Result> {
  return transaction(async (tx) => {
    const { rows } = await tx.query<LastSend & { import_number: number; recipient: string; user_id: UserId }>(
      `SELECT latest.subject_key, latest.status, latest.next_try_at, latest.import_number, latest.recipient,
              latest.user_id, greatest(latest.created_at, latest.sent_at) > now() - make_interval(secs => $3) AS young
       FROM mails asked
       JOIN mails latest ON latest.account_id = asked.account_id AND latest.import_number = asked.import_number
        AND latest.recipient = asked.recipient
       WHERE asked.account_id = $1 AND asked.id = $2
       ORDER BY latest.created_at DESC, latest.id DESC LIMIT 1`,
      [accountId, mailId, resendAfterSeconds],
    )
    const latest = rows[0]
    if (!latest) return refused('This mail no longer exists.')
    if (latest.next_try_at) return refused('This mail is still being sent. It is tried again by itself.')
    if (latest.young)
      return refused('This mail was sent just now. Wait half a minute before you send it again.')
    const { rowCount } = await tx.query(
      `INSERT INTO mails (account_id, id, subject_key, import_number, recipient, user_id)
       VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
      [accountId, newId(), nextSend(latest), latest.import_number, latest.recipient, latest.user_id],
    )
    return rowCount === 1 ? done() : refused('This mail is already being sent again.')
  })
}

/** "import-report/41" → "import-report/41/2" → "import-report/41/3" */
function nextSend({ subject_key }: LastSend): string {
  const [kind, number, send = '1'] = subject_key.split('/')
  return `${kind}/${number}/${Number(send) + 1}`
}
