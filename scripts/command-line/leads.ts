import { leadsCsv } from '../../lib/exports/leads-csv'
import { deleteLeadByEmail } from '../../lib/leads/mutations'
import { exportLeads } from '../../lib/leads/queries'
import type { Arguments } from './arguments'
import { print, printText } from './print'
import { WrongUsage } from './usage'
import { orFail, whoActs } from './who'

/** `leads`: every lead of the account, oldest first. */
export async function leadsCommand(args: Arguments): Promise<number> {
  const { accountId } = await whoActs(args)
  if (args.flag('csv')) for await (const text of leadsCsv(accountId)) await printText(text)
  else
    for await (const lead of exportLeads(accountId)) {
      const name = [lead.first_name, lead.last_name].filter(Boolean).join(' ')
      await print(args.flag('json') ? JSON.stringify(lead) : [lead.email, name, lead.company].join('\t'))
    }
  return 0
}

/** `lead delete EMAIL [--permanently]` */
export async function leadCommand(args: Arguments): Promise<number> {
  const [, verb, email] = args.words
  if (verb !== 'delete' || email === undefined) throw new WrongUsage('Say: lead delete EMAIL [--permanently]')
  const { accountId, userId } = await whoActs(args)
  const permanently = args.flag('permanently')
  const deleted = orFail(await deleteLeadByEmail(accountId, userId, { email, permanently }))
  const result = { object: 'lead', email: deleted.email, deleted: true, permanently }
  await print(
    args.flag('json')
      ? JSON.stringify(result)
      : `Deleted ${deleted.email}${permanently ? ' permanently' : ''}.`,
  )
  return 0
}
