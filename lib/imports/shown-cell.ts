const charactersMax = 200

/** As much of a cell as is kept to be looked at before an import: a cell may have tens of thousands of characters. */
export function shownCell(text: string): string {
  return text.length <= charactersMax
    ? text.toWellFormed()
    : `${text.slice(0, charactersMax).toWellFormed()}…`
}
