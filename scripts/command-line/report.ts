import type { AccountId } from '../../lib/db/ids'
import { csvLine } from '../../lib/imports/csv-line'
import { importJson, reportRowJson } from '../../lib/imports/import-json'
import { getImport } from '../../lib/imports/queries'
import { givenReceipt } from '../../lib/imports/receipt'
import { eachReportRow, type ReportRow } from '../../lib/imports/report-rows'
import { type Arguments, oneOf } from './arguments'
import { print, printText } from './print'
import { reportText } from './report-text'
import { Failed, WrongUsage } from './usage'
import { whoActs } from './who'

/** `report NUMBER`: the figures, or with --rows every row. */
export async function reportCommand(args: Arguments): Promise<number> {
  const number = Number(args.words[1])
  if (!Number.isSafeInteger(number) || number < 1 || args.words.length > 2)
    throw new WrongUsage('Say the number of the import, such as 41.')
  const who = await whoActs(args)
  const view = await getImport(who.accountId, number)
  if (!view) throw new Failed(`There is no import #${number} in ${who.slug}.`)
  const rows = oneOf(args.text('rows'), ['all', 'added', 'modified', 'rejected'], '--rows')
  if (rows || args.flag('csv')) await printRows(who.accountId, number, rows ?? 'all', args.flag('csv'))
  else if (args.flag('json')) {
    const receipt = await givenReceipt(who.accountId, number)
    await print(JSON.stringify({ ...importJson(view), receipt }))
  } else await print(reportText(importJson(view)))
  return 0
}

const columns = ['row', 'email', 'outcome', 'changed', 'code', 'message', 'cause', 'other_row'] as const

async function printRows(
  accountId: AccountId,
  number: number,
  rows: 'all' | 'added' | 'modified' | 'rejected',
  csv: boolean,
) {
  if (csv) await printText(csvLine([...columns]))
  const take = csv
    ? (row: ReportRow) =>
        printText(csvLine(columns.map((column) => String(reportRowJson(row)[column] ?? ''))))
    : (row: ReportRow) => print(JSON.stringify(reportRowJson(row)))
  await eachReportRow(accountId, number, rows, take)
}
