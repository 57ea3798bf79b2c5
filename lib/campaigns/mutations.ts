import { pool } from '../db/client'
import { type AccountId, type CampaignId, newId } from '../db/ids'
import type { EmailStatus } from '../leads/email-status'
import { done, invalid, type Result } from '../result'

const nameCharsMax = 100

/**
 * Makes a campaign. `rejects` are the email statuses it turns away as "Lead is not valid". Invalid (field
 * `name`) when the name is empty, too long or taken.
 */
export async function createCampaign(
  accountId: AccountId,
  { name, rejects }: { name: string; rejects: readonly EmailStatus[] },
): Promise<Result<{ id: CampaignId; name: string }>> {
  const trimmed = name.replaceAll('\0', '').trim()
  if (trimmed === '') return invalid({ name: 'Write a name for the campaign.' })
  if (trimmed.length > nameCharsMax)
    return invalid({ name: `A campaign’s name has at most ${nameCharsMax} characters.` })
  const id = newId() as CampaignId
  const { rowCount } = await pool().query(
    `INSERT INTO campaigns (account_id, id, name, rejects) VALUES ($1, $2, $3, $4::email_status[])
     ON CONFLICT DO NOTHING`,
    [accountId, id, trimmed, [...new Set(rejects)]],
  )
  if (rowCount === 0) return invalid({ name: `There is already a campaign called “${trimmed}”.` })
  return done({ id, name: trimmed })
}
