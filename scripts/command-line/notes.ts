import { columnTitle } from '../../lib/imports/column-title'
import type { FileFacts } from '../../lib/imports/file-facts'
import type { Mapping } from '../../lib/imports/mapping'
import { targetLabel } from '../../lib/imports/mapping-target'
import type { ColumnMatch } from '../../lib/imports/match-columns'
import { unknownStatusesText } from '../../lib/imports/status-words'

/**
 * What the pages would have a person look at before the import, one line each: guesses that stand, and words of an
 * email status that nobody knows.
 */
export function notesOn(facts: FileFacts, matches: readonly ColumnMatch[], mapping: Mapping): string[] {
  const title = (column: number) => columnTitle(facts.columns, column)
  const guesses = matches.flatMap(({ index, field, confidence, reason }) =>
    confidence === 'guess' && field !== null && mapping[index] === field
      ? [
          `Column “${title(index)}” is imported as ${targetLabel(field)}, a guess: ${reason}. --map changes it.`,
        ]
      : [],
  )
  const statuses = facts.unknownStatuses
    .filter(({ column }) => mapping[column] === 'email_status')
    .map((found) => `Column “${title(found.column)}”: ${unknownStatusesText(found)}`)
  return [...guesses, ...statuses]
}
