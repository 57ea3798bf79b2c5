/** The name of the file of rejected rows, from the name of the imported file: "rejected-spring.csv". */
export function rejectedFileName(imported: string): string {
  const base = imported.replace(/\.(csv|tsv|txt)$/iu, '')
  return `${base.startsWith('rejected-') ? '' : 'rejected-'}${base}.csv`
}

/**
 * `Content-Disposition` that saves the body under a person's file name (RFC 6266): plain ASCII for old readers, the
 * name itself percent-encoded for all others. No character of the name can end the header or leave the folder.
 */
export function attachment(name: string): string {
  const ascii = name.replace(/[^\w.() -]/gu, '_')
  const exact = encodeURIComponent(name.toWellFormed()).replace(/['()*]/gu, percentEncoded)
  return `attachment; filename="${ascii}"; filename*=UTF-8''${exact}`
}

function percentEncoded(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`
}
