/** Why the first bytes of a file show that it is no text with a table in it, as a sentence; null when they do not. */
export function notATable(head: Buffer, encoding: string): string | null {
  const start = head.subarray(0, 8).toString('latin1')
  if (start.startsWith('PK\x03\x04') || start.startsWith('PK\x05\x06'))
    return 'This is an Excel file or a zip archive. Save the sheet as CSV and choose it again.'
  if (start.startsWith('\xd0\xcf\x11\xe0'))
    return 'This is an old or protected Excel file. Save the sheet as CSV and choose it again.'
  if (start.startsWith('%PDF')) return 'This is a PDF, not a table. Export the table as CSV first.'
  if (start.startsWith('\x1f\x8b')) return 'This is a compressed file. Unpack it and choose the CSV in it.'
  if (start.startsWith('\xff\xfe\0\0') || start.startsWith('\0\0\xfe\xff'))
    return 'The file is in UTF-32. Save it as CSV UTF-8 and choose it again.'
  const text = head.toString(encoding === 'utf-16le' ? 'utf16le' : 'latin1')
  const tag = /^[\s\ufeff\u00ef\u00bb\u00bf]*<(!doctype html|html|head|body|\?xml)/i.exec(text)?.[1]
  if (tag) return `This looks like a page, not a table (it starts with <${tag}). Export it as CSV first.`
  if (encoding.startsWith('utf-16')) return null
  let controls = 0
  for (const byte of head) if (byte < 0x09 || (byte > 0x0d && byte < 0x20)) controls++
  return controls > 16 && controls > head.length / 50
    ? 'This is not a text file. Save the table as CSV and choose it again.'
    : null
}
