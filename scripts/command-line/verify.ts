import { givenReceipt } from '../../lib/imports/receipt'
import { type Verdict, verifyImport } from '../../lib/imports/verify'
import type { Arguments } from './arguments'
import { print } from './print'
import { Failed, WrongUsage } from './usage'
import { whoActs } from './who'

/** `verify NUMBER`: recounts an import. Exit code 0 when it holds, 1 when it does not. */
export async function verifyCommand(args: Arguments): Promise<number> {
  const number = Number(args.words[1])
  if (!Number.isSafeInteger(number) || number < 1 || args.words.length > 2)
    throw new WrongUsage('Say the number of the import, such as 41.')
  const who = await whoActs(args)
  const receipt = await givenReceipt(who.accountId, number)
  const checks = await verifyImport(who.accountId, number)
  if (!checks) throw new Failed(`There is no import #${number} in ${who.slug}.`)
  const holds = checks.every((check) => check.holds)
  const json = { object: 'verification', number, holds, receipt, checks }
  await print(args.flag('json') ? JSON.stringify(json) : verdictsText(number, checks, holds))
  return holds ? 0 : 1
}

function verdictsText(number: number, checks: readonly Verdict[], holds: boolean): string {
  const marks = checks.map(({ name, holds, checked, found }) => {
    const mark = !holds ? '×' : checked ? '✓' : '–'
    return `  ${mark} ${name} (${found})`
  })
  return [holds ? `Import #${number} holds.` : `Import #${number} does not hold.`, ...marks].join('\n')
}
