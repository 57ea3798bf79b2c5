import { createCampaign } from '../../lib/campaigns/mutations'
import { listCampaigns } from '../../lib/campaigns/queries'
import { type EmailStatus, emailStatuses } from '../../lib/leads/email-status'
import type { Arguments } from './arguments'
import { print } from './print'
import { WrongUsage } from './usage'
import { orFail, whoActs } from './who'

/** `campaign create NAME [--reject-not-valid [statuses]]`, `campaign list` */
export async function campaignCommand(args: Arguments): Promise<number> {
  const [, verb, name] = args.words
  if (verb === 'list' && args.words.length === 2) return listThem(args)
  if (verb !== 'create' || name === undefined || args.words.length > 3)
    throw new WrongUsage(
      'Say: campaign create NAME [--reject-not-valid [invalid,risky,unknown,not_verified]], or: campaign list',
    )
  const rejects = statusesOf(args.text('reject-not-valid'))
  const { accountId } = await whoActs(args)
  const campaign = orFail(await createCampaign(accountId, { name, rejects }))
  const json = { object: 'campaign', name: campaign.name, rejects }
  const rule = rejects.length > 0 ? ` It rejects leads that are: ${rejects.join(', ')}.` : ''
  await print(args.flag('json') ? JSON.stringify(json) : `Campaign ${campaign.name} is made.${rule}`)
  return 0
}

/** The campaigns that imports can name, one a line. */
async function listThem(args: Arguments): Promise<number> {
  const { accountId } = await whoActs(args)
  for (const { name, leads, rejects } of await listCampaigns(accountId)) {
    const json = { object: 'campaign', name, leads, rejects }
    const rule = rejects.length > 0 ? `, rejects ${rejects.join(', ')}` : ''
    await print(args.flag('json') ? JSON.stringify(json) : `${name}: ${leads} leads${rule}`)
  }
  return 0
}

function statusesOf(list: string | undefined): EmailStatus[] {
  if (list === undefined) return []
  return list.split(',').map((word) => {
    const status = emailStatuses.find((one) => one === word.trim() && one !== 'valid')
    if (!status) throw new WrongUsage('--reject-not-valid takes any of: invalid,risky,unknown,not_verified')
    return status
  })
}
