import { domainMeant } from './domain-typos'
import { isInvisible } from './trim'

/** Signs that lists and sentences leave around an address. */
const before = '"\'<(['
const after = '"\'>)],;:.!'

/**
 * An address without what is in it by slip: invisible characters, spaces around signs, brackets and commas around it,
 * dots too many, a comma for a dot, a provider's name without its ending. A space between two words of the name stays:
 * either word may be the address. What comes out may still be no address. Linear in its length.
 */
export function mended(address: string): string {
  const plain = withoutInvisible(address.normalize('NFKC')).replace(/\s+/g, ' ')
  const text = withoutEdges(plain).replace(/ ?@[ @]*/, '@')
  const at = text.indexOf('@')
  if (at === -1) return text
  const name = withoutStrayDots(text.slice(0, at).replace(/ ?\. ?/g, '.'))
  const domain = withoutStrayDots(
    text
      .slice(at + 1)
      .replaceAll(' ', '')
      .replaceAll(',', '.'),
  )
  return `${name}@${domain.includes('.') ? domain : (domainMeant(domain.toLowerCase()) ?? domain)}`
}

function withoutInvisible(text: string): string {
  return [...text].filter((character) => !isInvisible(character.charCodeAt(0))).join('')
}

function withoutEdges(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && before.includes(text.charAt(start))) start++
  while (end > start && after.includes(text.charAt(end - 1))) end--
  return text.slice(start, end)
}

function withoutStrayDots(text: string): string {
  return text.replace(/\.{2,}/g, '.').replace(/^\.|\.$/g, '')
}
