import type { UnreadableCause } from './outcome'

/** A row as read from the file, before anything is decided about it. `row`: its number in the spreadsheet. */
export type FileRow =
  /** As many cells as the header has columns: missing ones are empty, surplus empty ones are dropped. */
  | { row: number; kind: 'cells'; cells: string[] }
  | { row: number; kind: 'blank' }
  /** `cells`: what could be read, as in the file; may be fewer or more than the header has, at most a row's limit. */
  | { row: number; kind: 'unreadable'; cause: UnreadableCause; detail: string; cells: string[] }

/** What a file may have. Characters are UTF-16 code units, as JavaScript counts them. */
export type FileLimits = {
  bytesMax: number
  rowsMax: number
  columnsMax: number
  cellCharsMax: number
  rowCharsMax: number
}
