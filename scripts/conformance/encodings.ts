import { readFileSync } from 'node:fs'
import { corpusCases, corpusFile } from '../../lib/corpus'
import { decodeAll } from '../../lib/imports/encodings/decoder'
import { guessEncoding } from '../../lib/imports/encodings/guess'
import { isEncoding } from '../../lib/imports/encodings/list'
import type { Case, Corpus } from './corpus'

type Given = { id: string; file: string; expectedUtf8File: string; pythonCodec: string }

/** Our names for Python's codecs, where they differ. */
const ours: Record<string, string> = {
  big5hkscs: 'big5-hkscs',
  euc_jisx0213: 'euc-jisx0213',
  euc_jp: 'euc-jp',
  euc_kr: 'euc-kr',
  iso2022_jp: 'iso-2022-jp',
  iso2022_kr: 'iso-2022-kr',
}

function decoded(encodingOf: (given: Given, bytes: Buffer) => string): Case[] {
  return corpusCases<Given>('cpython-cjk').map((given) => {
    const bytes = readFileSync(corpusFile(given.file))
    const encoding = encodingOf(given, bytes)
    const expected = readFileSync(corpusFile(given.expectedUtf8File), 'utf8')
    const passed = isEncoding(encoding) && decodeAll(bytes, encoding) === expected
    return { id: given.id, passed, got: `read as ${encoding}` }
  })
}

export const encodingCorpora: Corpus[] = [
  {
    name: 'cpython-cjk chosen',
    says: 'the text is that of the UTF-8 twin when the encoding is chosen',
    applicable: 15,
    goal: 15,
    cases: () => decoded(({ pythonCodec }) => ours[pythonCodec] ?? pythonCodec),
  },
  {
    name: 'cpython-cjk guessed',
    says: 'the text is that of the UTF-8 twin when nothing is chosen',
    applicable: 15,
    goal: 10,
    cases: () => decoded((_, bytes) => guessEncoding(bytes)),
  },
]
