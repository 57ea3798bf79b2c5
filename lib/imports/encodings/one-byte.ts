import { decodeAll } from './decoder'
import type { EncodingName } from './list'

/** Letters beyond ASCII, language by language. */
const western = [
  ...['áéíóúüñ', 'àâæçéèêëîïôœùûüÿ', 'äöüß', 'àáâãçéêíóôõúü', 'àèéìòùî', 'éëïóöüáèê'],
  ...['åäöéü', 'æøåéöä', 'áðéíóúýþæö', 'àèéíïòóúüç'],
]
const central = [...['ąćęłńóśźż', 'áčďéěíňóřšťúůýž', 'áäčďéíĺľňóôŕšťúýž', 'áéíóöőúüű', 'čćđšž', 'ăâîşţ']]
const baltic = ['āčēģīķļņšūž', 'ąčęėįšųūž', 'äöõüšž']
const turkish = ['çğıöşüâîûi̇']

/** The candidates, the likelier first: what letters the text then has, as alphabets or as a script. */
const candidates: [EncodingName, string[] | RegExp][] = [
  ['windows-1252', western],
  ['windows-1250', central],
  ['windows-1254', turkish],
  ['windows-1257', baltic],
  ['macroman', western],
  ['ibm850', western],
  ['maccenteuro', central],
  ['windows-1255', /\p{Script=Hebrew}/u],
  ['windows-1251', /\p{Script=Cyrillic}/u],
  ['koi8-r', /\p{Script=Cyrillic}/u],
  ['windows-1253', /\p{Script=Greek}/u],
  ['windows-1256', /\p{Script=Arabic}/u],
  ['windows-874', /\p{Script=Thai}/u],
]

/** Seen seldom, and only when nothing else fits. */
const rare = new Set<EncodingName>(['macroman', 'ibm850', 'maccenteuro', 'windows-874'])

/** Which encoding of one byte a character fits best: letters of one language, none of them out of place. */
export function guessOneByte(bytes: Buffer): EncodingName {
  let best: { name: EncodingName; score: number } = { name: 'windows-1252', score: -Infinity }
  for (const [name, letters] of candidates) {
    const text = decodeAll(bytes, name)
    const others = [...text].filter((char) => char > '\x7f')
    const score =
      fitOf(others.join(''), letters) - oddities(text) / others.length - (rare.has(name) ? 0.15 : 0)
    if (score > best.score + 0.01) best = { name, score }
  }
  return best.name
}

/** The consonants of Cyrillic and Greek: a text of nothing else was read in the wrong one. */
const unvoiced = new Set('бвгджзйклмнпрстфхцчшщъьβγδζθκλμνξπρσςτφχψ')

/** The share of letters that the language has: of one alphabet, or nearly as good, of any of them. */
function fitOf(text: string, alphabets: string[] | RegExp): number {
  const letters = text.toLowerCase().match(/\p{L}/gu) ?? []
  if (letters.length === 0) return 1
  const share = (has: (letter: string) => boolean) => letters.filter(has).length / letters.length
  if (alphabets instanceof RegExp)
    return (
      share((letter) => alphabets.test(letter)) * (share((letter) => unvoiced.has(letter)) > 0.75 ? 0.8 : 1)
    )
  const any = alphabets.join('')
  const shares = alphabets.map((alphabet) => share((letter) => alphabet.includes(letter)))
  return Math.max(...shares, 0.9 * share((letter) => any.includes(letter)))
}

const oddPlaces = [
  /[\ufffd\u0080-\u009f]/gu, // a byte that no text has
  /(?<=\p{L})[^\p{L}\p{M}\p{N}\x20-\x7e\s’‘”“»…–—ªº®™·€]|[^\p{L}\p{M}\p{N}\x20-\x7e\s‘“’”„–—«»¡¿](?=\p{L})/gu, // a sign in a word
  /(?<=\p{L})[–—…](?=\p{L})/gu,
  /(?<![\p{L}\p{M}])\p{M}/gu, // a mark on no letter
  /(?<=\p{Ll})\p{Lu}/gu, // a capital after a small letter
  /(?<=\p{Script=Latin})[^\p{Script=Latin}\P{L}]|(?<=[^\p{Script=Latin}\P{L}])\p{Script=Latin}/gu, // two scripts
]

/** How many places of a text look as if it had been read in the wrong encoding. */
function oddities(text: string): number {
  return oddPlaces.reduce((sum, pattern) => sum + (text.match(pattern)?.length ?? 0), 0)
}
