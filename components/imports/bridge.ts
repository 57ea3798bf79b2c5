import { countText } from '@/components/ui/count-text'
import type { CampaignReport, Counts, Report } from '@/lib/imports/report'

export type BarMark = 'plain' | 'added' | 'modified' | 'rejected' | 'not_processed'

/** One line of a ledger: a total, or what was added to or taken from the running amount. */
export type BridgeLine = {
  kind: 'total' | 'plus' | 'minus'
  label: string
  /** What follows the number in the sentence: "blank row ignored". */
  words: string
  /** Never negative; `kind` carries the sign. */
  amount: number
  mark: BarMark
}

/** A ledger from one total to another, told as a sentence and as lines that add up. */
export type Bridge = { title: string; sentence: string; lines: BridgeLine[] }

/** What became of the account's leads after the import's last row, and how many there are now. */
export type LeadsSince = { added: number; deleted: number; leadsNow: number }

/** From the rows in the file to the leads added. */
export function fileBridge(fileName: string, counts: Counts): Bridge {
  const { blank, rejected, modified, added } = counts
  const lines: BridgeLine[] = withoutZeroSteps([
    total('Rows in the file', `${rows(counts.rows_in_file)} in ${fileName}`, counts.rows_in_file),
    minus('Blank rows ignored', `blank ${rows(blank)} ignored`, blank),
    minus('Rejected', 'rejected', rejected, 'rejected'),
    minus('Not processed', 'not processed', counts.not_processed, 'not_processed'),
    minus('Modified (a lead was there)', 'modified', modified, 'modified'),
    total('Added (new leads)', 'added', added, 'added'),
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
    plus('Added by this import', 'from this import', counts.added, 'added'),
    plus(`Added ${otherwise}`, `added ${otherwise}`, othersDuring.added),
    minus('Deleted during the import', 'deleted during the import', othersDuring.deleted),
  ])
  const after = withoutZeroSteps([
    plus('Added since', 'added since', since.added),
    minus('Deleted since', 'deleted since', since.deleted),
  ])
  const middle = after.length > 0 ? [total('Leads right after', 'right after', account.leads_after)] : []
  return {
    title: 'From this report to your account',
    sentence: `The report says ${countText(counts.added)} added and your account shows ${countText(leadsNow)} ${
      leadsNow === 1 ? 'lead' : 'leads'
    }: ${sumText([...steps, ...after])}.`,
    lines: [...steps, ...middle, ...after, total('Leads now', 'now', leadsNow)],
  }
}

/** From the leads offered to the campaign to those that joined it. */
export function campaignBridge(campaign: CampaignReport): Bridge {
  const { offered, added, rejected } = campaign
  const lines = withoutZeroSteps([
    total('Leads offered', `${offered === 1 ? 'lead' : 'leads'} offered`, offered),
    minus('Already in the campaign', 'already in the campaign', campaign.already_in),
    minus('Rejected by the campaign', 'rejected by the campaign', rejected, 'rejected'),
    total('Added to the campaign', 'added to the campaign', added, 'added'),
  ])
  return { title: `Campaign ${campaign.name}`, sentence: `${sumText(lines)}.`, lines }
}

/** The sign a line is written with: "=" for every total but the first. */
export function signOf(line: BridgeLine): '+' | '−' | '=' {
  return line.kind === 'plus' ? '+' : line.kind === 'minus' ? '−' : '='
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

function total(label: string, words: string, amount: number, mark: BarMark = 'plain'): BridgeLine {
  return { kind: 'total', label, words, amount, mark }
}

function plus(label: string, words: string, amount: number, mark: BarMark = 'plain'): BridgeLine {
  return { kind: 'plus', label, words, amount, mark }
}

function minus(label: string, words: string, amount: number, mark: BarMark = 'plain'): BridgeLine {
  return { kind: 'minus', label, words, amount, mark }
}
