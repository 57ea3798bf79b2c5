import { env } from '../env'
import type { FileLimits } from './file-row'

/** The limits of this installation, as the upload page states them. */
export function fileLimits(): FileLimits {
  const { LIMIT_FILE_BYTES, LIMIT_ROWS, LIMIT_COLUMNS, LIMIT_CELL_CHARS, LIMIT_ROW_CHARS } = env()
  return {
    bytesMax: LIMIT_FILE_BYTES,
    rowsMax: LIMIT_ROWS,
    columnsMax: LIMIT_COLUMNS,
    cellCharsMax: LIMIT_CELL_CHARS,
    rowCharsMax: LIMIT_ROW_CHARS,
  }
}
