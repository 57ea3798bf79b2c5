/** How many characters of a value a table of leads shows: values may be of tens of thousands. */
export const tableTextMax = 300

/** SQL: as much of a text as a table shows, and one character by which it is seen that more was there. */
export function forTable(text: string): string {
  return `left(${text}, ${tableTextMax + 1})`
}
