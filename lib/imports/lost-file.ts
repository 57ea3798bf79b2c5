/** What a person reads where a file that was received cannot be read any more. */
export const lostFile = {
  /** Before an import: */
  chooseAgain: 'The file is no longer on the server. Choose it again.',
  /** Of a check: */
  nothingImported: 'The file is no longer on the server. Nothing was imported. Choose the file again.',
  /** Of an import that was started: */
  gone: 'The file is no longer on the server. Choose it again and import it.',
  cutShort: 'The file on the server was cut short: its last rows are missing. Choose it again and import it.',
  /** Where its rejected rows should run again: */
  takeRejected: 'The file is no longer on the server. Download the rejected rows and import that file.',
}
