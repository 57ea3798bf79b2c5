import { cleanList } from '../../lib/deleted-emails/mutations'
import { checkDeletedEmail } from '../../lib/deleted-emails/queries'
import type { Arguments } from './arguments'
import { print } from './print'
import { WrongUsage } from './usage'
import { emailGiven, orFail, whoActs } from './who'

/** `deleted check EMAIL` and `deleted clean`. */
export async function deletedCommand(args: Arguments): Promise<number> {
  const { accountId, userId } = await whoActs(args)
  switch (args.words[1]) {
    case 'check': {
      const email = emailGiven(args.words[2])
      const { listed, since } = await checkDeletedEmail(accountId, email)
      const sentence = listed
        ? `${email} is on the list since ${since.toISOString()}.`
        : `${email} is not on the list.`
      await print(
        args.flag('json') ? JSON.stringify({ object: 'deleted_email', email, listed, since }) : sentence,
      )
      return 0
    }
    case 'clean': {
      const { cleared } = orFail(await cleanList(accountId, userId))
      const sentence = `List cleared. ${cleared} ${cleared === 1 ? 'email' : 'emails'} can be imported again.`
      await print(args.flag('json') ? JSON.stringify({ object: 'deleted_list', cleared }) : sentence)
      return 0
    }
    default:
      throw new WrongUsage('Say: deleted check EMAIL, or: deleted clean')
  }
}
