import { countOf, countText } from '@/components/ui/count-text'
import type { FixKind, FixOffer, RowsNow } from '@/lib/imports/fix'

/** What a fix is called on its button, and what its dialog asks and says. */
export type FixWords = { button: string; title: string; text: string; confirm: string }

type Named = Pick<FixOffer, 'kind' | 'rows' | 'now'> & { campaignName: string | null }

/** The words of a fix that starts at once. Null: there is nothing to start now. */
export function fixWords({ kind, rows, now, campaignName }: Named): FixWords | null {
  switch (kind) {
    case 'update':
      return {
        button: `Re-run ${theseRows(rows)} with “Update lead if it exists”`,
        title: `Re-run ${countOf(rows, 'row')} with “Update lead if it exists” on?`,
        text: `The leads these rows name get the values of the file; what changed is in the new report, field by field. ${apart}`,
        confirm: `Re-run ${countOf(rows, 'row')}`,
      }
    case 'join_campaign':
      return {
        button: `Add ${rows === 1 ? 'its lead' : 'their leads'} to ${campaignName} without updating ${rows === 1 ? 'it' : 'them'}`,
        title: `Add the leads of ${countOf(rows, 'row')} to ${campaignName}?`,
        text: `The leads stay as they are; the campaign takes them as far as its settings allow. ${apart}`,
        confirm: `Add ${rows === 1 ? 'lead' : 'leads'} to the campaign`,
      }
    case 'release':
      return {
        button: `Release ${rows === 1 ? 'this address' : `these ${countText(rows)} addresses`} and re-run`,
        title: `Release ${countOf(rows, 'address', 'addresses')}?`,
        text: `${rows === 1 ? 'It is' : 'They are'} taken off the list of permanently deleted leads, and ${theseRows(rows)} run again. Others on the list stay. ${apart}`,
        confirm: `Release ${countOf(rows, 'address', 'addresses')} and re-run`,
      }
    case 'room':
      return now?.count ? roomWords(rows, now) : null
    case 'edit':
      return now?.count ? suggestedWords(now) : null
  }
}

const apart = 'They get a report of their own; this one does not change.'

function roomWords(rows: number, { count: fit, more }: RowsNow): FixWords {
  const all = fit === rows
  const fitting = more ? `At least ${countText(fit)}` : countText(fit)
  return {
    button: all
      ? `Import ${theseRows(rows)} now`
      : `Import ${more ? 'those' : `the ${countText(fit)}`} that fit now`,
    title: more ? 'Import the rows that fit?' : `Import ${countOf(fit, 'row')}?`,
    text: `${all ? 'All of them have a place now.' : `${fitting} of these ${countText(rows)} have a place now, in file order; the others stay here.`} ${apart}`,
    confirm: more ? 'Import the rows that fit' : `Import ${countOf(fit, 'row')}`,
  }
}

function suggestedWords({ count, more }: RowsNow): FixWords {
  const suggestions = more ? 'the suggestions' : countOf(count, 'suggestion')
  const all = more ? 'Use the suggestions' : `Use all ${countText(count)} suggestions`
  return {
    button: count === 1 && !more ? 'Use the suggestion and re-run' : all,
    title: `Use ${suggestions}?`,
    text: `The suggested addresses are imported instead of those in the file. Each is listed in the new report, and the file stays as it is. ${apart}`,
    confirm: more ? 'Re-run these rows' : `Re-run ${countOf(count, 'row')}`,
  }
}

/** What is said beside a reason when part of it has room, or none. */
export function roomText({ rows, now }: Pick<FixOffer, 'rows' | 'now'>): string {
  if (!now?.count)
    return rows === 1 ? 'There is no place for it now.' : `None of these ${countText(rows)} fits now.`
  const { count: fit, more } = now
  if (fit === rows) return rows === 1 ? 'It fits now.' : `All ${countText(rows)} fit now.`
  const fitting = more ? `At least ${countText(fit)}` : countText(fit)
  return `${fitting} of these ${countText(rows)} ${fit === 1 ? 'fits' : 'fit'} now.`
}

/** What became of rows that another import took up: "15 of 15 came through in import #42". */
export function takenText(taken: number, member: { number: number; fixed: number; ended: boolean }): string {
  const where = `import #${member.number}`
  if (!member.ended) return `${countOf(taken, 'row')} ${taken === 1 ? 'is' : 'are'} being re-run in ${where}`
  return `${countText(member.fixed)} of ${countOf(taken, 'row')} came through in ${where}`
}

function theseRows(rows: number): string {
  return rows === 1 ? 'this row' : `these ${countText(rows)}`
}

/** The fix of the address ("?fix=update"), when there is one of that name. */
export function fixOfQuery(value: string | string[] | undefined): FixKind | null {
  const kinds: readonly FixKind[] = ['update', 'join_campaign', 'release', 'room', 'edit']
  return kinds.find((kind) => kind === value) ?? null
}
