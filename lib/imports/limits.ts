import { env } from '../env'
import type { FileLimits } from './file-row'
import type { SizeLimits } from './file-size'
import type { TableLimits } from './inspect-table'

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

/** The same, with those of spreadsheet files. */
export function tableLimits(): TableLimits {
  const { LIMIT_XLSX_BYTES, LIMIT_XLSX_ROWS, LIMIT_XLSX_UNZIPPED_BYTES } = env()
  return {
    ...fileLimits(),
    spreadsheet: {
      bytesMax: LIMIT_XLSX_BYTES,
      rowsMax: LIMIT_XLSX_ROWS,
      unzippedBytesMax: LIMIT_XLSX_UNZIPPED_BYTES,
    },
  }
}

/** The limits that are known before a byte of a file is taken. */
export function sizeLimits(): SizeLimits {
  return { bytesMax: env().LIMIT_FILE_BYTES, xlsxBytesMax: env().LIMIT_XLSX_BYTES }
}
