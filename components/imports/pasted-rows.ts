/** What was pasted, as the file it would be. */
export type PastedFile = { name: 'pasted-rows.csv' | 'pasted-rows.tsv'; text: string }

/**
 * Pasted text as a file: cells of a spreadsheet, which come with tabs; lines of a CSV, as they are; or a bare list of
 * emails, one a line or parted by commas, semicolons or spaces, also as a mail program writes them
 * (`"Ana" <ana@acme.test>, bo@acme.test`): then each has a row, under the header Email. Null when there is nothing.
 */
export function pastedFile(pasted: string): PastedFile | null {
  const text = pasted.replace(/\r\n?/g, '\n')
  if (text.trim() === '') return null
  if (text.includes('\t')) return { name: 'pasted-rows.tsv', text }
  const emails = bareEmails(text)
  if (!emails) return { name: 'pasted-rows.csv', text }
  return { name: 'pasted-rows.csv', text: `${['Email', ...emails.map(quoted)].join('\n')}\n` }
}

/** The emails of a list that holds nothing else; null when it holds something else. */
function bareEmails(text: string): string[] | null {
  const parts = partsOf(text).flatMap((part) =>
    part.includes('<') || part.includes('"') ? [part] : part.split(/\s+/u),
  )
  const emails = parts.map((part) => part.trim()).filter((part) => part !== '')
  return emails.length > 0 && emails.every((part) => emailLike.test(part)) ? emails : null
}

const emailLike = /^(?:[^<>@]*<\s*)?(?:mailto:)?[^\s<>@,;]+@[^\s<>@,;]+\.[^\s<>@,;]+\s*>?$/iu

/** Split at line ends, commas and semicolons that stand in no quotes and no angle brackets. */
function partsOf(text: string): string[] {
  return text.match(/(?:"[^"\n]*"|<[^>\n]*>|[^\n,;"<])+|["<]/gu) ?? []
}

function quoted(cell: string): string {
  return /[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
