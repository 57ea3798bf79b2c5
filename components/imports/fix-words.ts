import { countOf, countText } from '@/components/ui/count-text'
import type { FixKind, FixOffer } from '@/lib/imports/fix'

/** What a fix is called on its button, and what its dialog asks and says. */
export type FixWords = { button: string; title: string; text: string; confirm: string }

type Named = Pick<FixOffer, 'kind' | 'rows' | 'fit' | 'suggested'> & { campaignName: string | null }

/** The words of a fix that starts at once. Null: there is nothing to start now. */
export function fixWords({ kind, rows, fit, suggested, campaignName }: Named): FixWords | null {
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
      return fit ? roomWords(rows, fit) : null
    case 'edit':
      return suggested ? suggestedWords(suggested) : null
  }
}

const apart = 'They get a report of their own; this one does not change.'

function roomWords(rows: number, fit: number): FixWords {
  const all = fit === rows
  return {
    button: all ? `Import ${theseRows(rows)} now` : `Import the ${countText(fit)} that fit now`,
    title: `Import ${countOf(fit, 'row')}?`,
    text: `${all ? 'All of them have a place now.' : `${countText(fit)} of these ${countText(rows)} have a place now, in file order; the others stay here.`} ${apart}`,
    confirm: `Import ${countOf(fit, 'row')}`,
  }
}

function suggestedWords(suggested: number): FixWords {
  return {
    button: suggested === 1 ? 'Use the suggestion and re-run' : `Use all ${countText(suggested)} suggestions`,
    title: `Use ${countOf(suggested, 'suggestion')}?`,
    text: `The suggested addresses are imported instead of those in the file. Each is listed in the new report, and the file stays as it is. ${apart}`,
    confirm: `Re-run ${countOf(suggested, 'row')}`,
  }
}

/** What is said beside a reason when part of it has room, or none. */
export function roomText({ rows, fit }: Pick<FixOffer, 'rows' | 'fit'>): string {
  if (!fit) return rows === 1 ? 'There is no place for it now.' : `None of these ${countText(rows)} fits now.`
  if (fit === rows) return rows === 1 ? 'It fits now.' : `All ${countText(rows)} fit now.`
  return `${countText(fit)} of these ${countText(rows)} ${fit === 1 ? 'fits' : 'fit'} now.`
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
