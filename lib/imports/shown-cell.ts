import { excerpt } from '../excerpt'

const charactersMax = 200

/** As much of a cell as is kept to be looked at before an import: a cell may have tens of thousands of characters. */
export function shownCell(text: string): string {
  return excerpt(text.length > charactersMax ? text.trim() : text, charactersMax).toWellFormed()
}
