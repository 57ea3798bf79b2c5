import { countText } from '@/components/ui/count-text'
import type { CampaignReport, Counts, Report } from '@/lib/imports/report'
import type { CampaignHistory, LeadsSince } from '@/lib/imports/since'
import type { RowsTab } from './report-tabs'

export type BarMark = 'plain' | 'added' | 'modified' | 'rejected' | 'not_processed'

/** Where the rows or leads of a line are listed. */
export type LinesTo = { tab: RowsTab; view?: string } | 'leads' | 'campaign' | 'since'

/** One line of a ledger: a total, or what was added to or taken from the running amount. */
export type BridgeLine = {
  kind: 'total' | 'plus' | 'minus'
  label: string
  /** What follows the number in the sentence: "blank row ignored". */
  words: string
  /** Never negative; `kind` carries the sign. */
  amount: number
  mark: BarMark
  /** Null: there is no list of them. */
  to: LinesTo | null
}

/** A ledger from one total to another, told as a sentence and as lines that add up. At most eight lines. */
export type Bridge = { title: string; sentence: string; lines: BridgeLine[] }

/** The file of an import; `isPart`: the import took only some of its rows up, which another had left. */
export type FileOf = { name: string; isPart: boolean }

/** From the rows in the file to the leads added. */
export function fileBridge(file: FileOf, counts: Counts): Bridge {
  const { modified, added } = counts
  const lines: BridgeLine[] = withoutZeroSteps([
    ...rowsNotIn(file, counts),
    minus('Modified (a lead was there)', 'modified', modified, 'modified', { tab: 'modified' }),
    total('Added (new leads)', 'added', added, 'added', { tab: 'added' }),
  ])
  return { title: 'From the file to new leads', sentence: `${sumText(lines)}.`, lines }
}

/** From the account's leads before the import to its leads now. */
export function accountBridge(report: Report, since: LeadsSince): Bridge {
  const { account, counts, othersDuring } = report
  const { leadsNow } = since
  const otherwise = 'otherwise during the import'
  const steps = withoutZeroSteps([
    total('Leads before', 'before', account.leads_before),
    plus('Added by this import', 'from this import', counts.added, 'added', { tab: 'added' }),
    plus(`Added ${otherwise}`, `added ${otherwise}`, othersDuring.added),
    minus('Deleted during the import', 'deleted during the import', othersDuring.deleted),
  ])
  const after = withoutZeroSteps([
    plus('Added since', 'added since', since.added, 'plain', 'since'),
    minus('Deleted since', 'deleted since', since.deleted, 'plain', 'since'),
  ])
  const middle = after.length > 0 ? [total('Leads right after', 'right after', account.leads_after)] : []
  return {
    title: 'From this report to your account',
    sentence: `The report says ${countText(counts.added)} added and your account shows ${countText(leadsNow)} ${
      leadsNow === 1 ? 'lead' : 'leads'
    }: ${sumText([...steps, ...after])}.`,
    lines: [...steps, ...middle, ...after, total('Leads now', 'now', leadsNow, 'plain', 'leads')],
  }
}

/**
 * From the rows in the file to the leads that joined the campaign. Rows that repeat a lead are one step: each lead is
 * offered once.
 */
export function fileToCampaignBridge(file: FileOf, report: Report, campaign: CampaignReport): Bridge {
  const { counts, leadsInImport } = report
  const repeats = counts.added + counts.modified - leadsInImport
  const { added, already_in, rejected } = campaign
  const lines = withoutZeroSteps([
    ...rowsNotIn(file, counts),
    minus(
      'Rows that repeat a lead of the file',
      `${repeats === 1 ? 'repeats' : 'repeat'} a lead`,
      repeats,
      'modified',
      {
        tab: 'modified',
      },
    ),
    minus('Already in the campaign', 'already in the campaign', already_in, 'modified', {
      tab: 'campaign',
      view: 'already_in',
    }),
    minus('Rejected by the campaign', 'rejected by the campaign', rejected, 'rejected', {
      tab: 'campaign',
      view: 'rejected',
    }),
    total('Added to the campaign', 'added to the campaign', added, 'added', {
      tab: 'campaign',
      view: 'added',
    }),
  ])
  return { title: `From the file to ${campaign.name}`, sentence: `${sumText(lines)}.`, lines }
}

/** From the campaign's leads before the import to its leads now. */
export function campaignNowBridge(campaign: CampaignReport, history: CampaignHistory): Bridge {
  const { before, after, othersDuring, since, now } = history
  const otherwise = 'otherwise during the import'
  const steps = withoutZeroSteps([
    total('Leads before', 'before', before),
    plus('Added by this import', 'from this import', campaign.added, 'added', {
      tab: 'campaign',
      view: 'added',
    }),
    plus(`Added ${otherwise}`, `added ${otherwise}`, othersDuring.added),
    minus('Removed during the import', 'removed during the import', othersDuring.removed),
  ])
  const later = withoutZeroSteps([
    plus('Added since', 'added since', since.added, 'plain', 'since'),
    minus('Removed since', 'removed since', since.removed, 'plain', 'since'),
  ])
  const middle = later.length > 0 ? [total('Leads right after', 'right after', after)] : []
  return {
    title: `From this report to ${campaign.name}`,
    sentence: `The report says ${countText(campaign.added)} added to the campaign, which holds ${countText(now)} ${
      now === 1 ? 'lead' : 'leads'
    } now: ${sumText([...steps, ...later])}.`,
    lines: [...steps, ...middle, ...later, total('Leads now', 'now', now, 'plain', 'campaign')],
  }
}

/** What every bridge from the file begins with: its rows, and those that are no part of the leads. */
function rowsNotIn({ name, isPart }: FileOf, counts: Counts): BridgeLine[] {
  const { blank, rejected, not_processed, rows_in_file } = counts
  const [label, words] = isPart
    ? ['Rows taken up again', `${rows(rows_in_file)} of ${name} taken up again`]
    : ['Rows in the file', `${rows(rows_in_file)} in ${name}`]
  return [
    total(label, words, rows_in_file, 'plain', { tab: 'all' }),
    minus('Blank rows ignored', `blank ${rows(blank)} ignored`, blank, 'plain', { tab: 'blank' }),
    minus('Rejected', 'rejected', rejected, 'rejected', { tab: 'rejected' }),
    minus('Not processed', 'not processed', not_processed, 'not_processed', { tab: 'not_processed' }),
  ]
}

/** The sign a line is written with: "=" for every total but the first. */
export function signOf(line: Pick<BridgeLine, 'kind'>): '+' | '−' | '=' {
  return line.kind === 'plus' ? '+' : line.kind === 'minus' ? '−' : '='
}

/** The amount after each line. */
export function runningTotals(lines: readonly Pick<BridgeLine, 'kind' | 'amount'>[]): number[] {
  let running = 0
  return lines.map(({ kind, amount }) => {
    running = kind === 'total' ? amount : running + (kind === 'plus' ? amount : -amount)
    return running
  })
}

/** "105 rows in spring.csv − 17 rejected = 88 added" */
function sumText(lines: BridgeLine[]): string {
  return lines
    .map((line, index) => `${index === 0 ? '' : `${signOf(line)} `}${countText(line.amount)} ${line.words}`)
    .join(' ')
}

/** There is nothing to see in a step of zero; totals stay. */
function withoutZeroSteps(lines: BridgeLine[]): BridgeLine[] {
  return lines.filter((line) => line.kind === 'total' || line.amount > 0)
}

function rows(n: number): string {
  return n === 1 ? 'row' : 'rows'
}

type Rest = [amount: number, mark?: BarMark, to?: LinesTo | null]

function total(label: string, words: string, ...rest: Rest): BridgeLine {
  return line('total', label, words, rest)
}

function plus(label: string, words: string, ...rest: Rest): BridgeLine {
  return line('plus', label, words, rest)
}

function minus(label: string, words: string, ...rest: Rest): BridgeLine {
  return line('minus', label, words, rest)
}

function line(
  kind: BridgeLine['kind'],
  label: string,
  words: string,
  [amount, mark = 'plain', to = null]: Rest,
): BridgeLine {
  return { kind, label, words, amount, mark, to }
}
