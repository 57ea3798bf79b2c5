/** A lead has at most so many tags, and a tag so many characters; what is beyond is left out, or cut. */
export const tagsMax = 50
export const tagCharsMax = 50

const separator = ', '
const rememberedMax = 2_000

/**
 * A tag as it is kept: one line, single spaces, none of the signs that part tags in a file, at most `tagCharsMax`
 * characters. Empty: nothing is left.
 */
export function tagName(typed: string): string {
  const line = typed
    .normalize('NFC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[\s,;|]+/gu, ' ')
    .replace(/\p{Cc}/gu, '')
    .trim()
  return line.slice(0, tagCharsMax).trim().toWellFormed()
}

/**
 * The tags in a cell, parted by commas, semicolons, bars, line ends, or Google’s “ ::: ” (which stars its own labels). A
 * tag may stand in double quotes, as in Mailchimp’s exports.
 */
export function tagsOfCell(cell: string): string[] {
  if (cell === '') return []
  const parts = cell.match(/\s*"(?:[^"]|"")*"\s*(?=[,;|\n]|$)|[^,;|\n]+/gu) ?? []
  const tags = parts.flatMap((part) => {
    const bare = part.trim()
    return bare.startsWith('"') && bare.endsWith('"') && bare.length > 1
      ? [bare.slice(1, -1).replaceAll('""', '"')]
      : part.split(/\s:::\s/u).map((one) => one.replace(/^\s*\*\s+/u, ''))
  })
  return withTags([], tags)
}

/** `had` and what of `more` is not in it yet, whatever its case; tags keep the spelling they had first. */
export function withTags(had: readonly string[], more: readonly string[]): string[] {
  const tags = [...had]
  const keys = new Set(had.map(tagKey))
  for (const one of more) {
    if (tags.length >= tagsMax) break
    const tag = tagName(one)
    if (tag === '' || keys.has(tagKey(tag))) continue
    keys.add(tagKey(tag))
    tags.push(tag)
  }
  return tags
}

/** What two tags that are the same have in common. */
export function tagKey(tag: string): string {
  return tag.normalize('NFKC').toLowerCase()
}

/** Tags as one text, as ledger, report and files show them; `tagsOfText` gives them back. */
export function tagsText(tags: readonly string[]): string {
  return tags.join(separator)
}

export function tagsOfText(text: string): string[] {
  return text === '' ? [] : text.split(separator)
}

/** The tags of a cell as one text. */
export const tagsTextOfCell = remembering((cell: string) => tagsText(tagsOfCell(cell)))

/** Tags as one text, with those of other texts added. */
export const tagsTextWith = remembering((had: string, ...more: string[]) =>
  tagsText(withTags(tagsOfText(had), more.flatMap(tagsOfText))),
)

/** The same function, quicker where the same texts come again and again, as in a column of tags. */
function remembering<Texts extends string[]>(make: (...texts: Texts) => string): (...texts: Texts) => string {
  const known = new Map<string, string>()
  return (...texts) => {
    const key = texts.length === 1 ? (texts[0] as string) : texts.join('\n')
    const before = known.get(key)
    if (before !== undefined) return before
    if (known.size >= rememberedMax) known.clear()
    const made = make(...texts)
    known.set(key, made)
    return made
  }
}
