/** What a sequence of an escaped encoding does: which set the next bytes are of, or which bytes it stands for. */
type Effect = { set: 'ascii' | 'pairs' | 'kana' | 'supplement' } | { bytes: number[] }

/** An encoding of seven bits, in which sequences switch between sets, and the encoding of eight bits it is read as. */
export type Escaped = { readAs: string; sequences: Record<string, Effect> }

const ascii: Effect = { set: 'ascii' }
const pairs: Effect = { set: 'pairs' }

export const escaped: Record<string, Escaped> = {
  'iso-2022-jp': {
    readAs: 'euc-jp',
    sequences: {
      '\x1b(B': ascii,
      '\x1b(J': ascii,
      '\x1b$@': pairs,
      '\x1b$B': pairs,
      '\x1b(I': { set: 'kana' },
      '\x1b$(D': { set: 'supplement' },
    },
  },
  'iso-2022-kr': { readAs: 'euc-kr', sequences: { '\x1b$)C': { bytes: [] }, '\x0e': pairs, '\x0f': ascii } },
  hz: {
    readAs: 'gb2312',
    sequences: { '~{': pairs, '~}': ascii, '~~': { bytes: [0x7e] }, '~\n': { bytes: [] } },
  },
}

/**
 * Turns bytes of an escaped encoding into bytes of the encoding it is read as, piece by piece. A sequence that is
 * none stays as it is; each line begins in ASCII.
 */
export function unescapeBytes({ sequences }: Escaped): (bytes: Buffer, atEnd: boolean) => Buffer {
  const names = Object.keys(sequences)
  const starts = new Set(names.map((name) => name.charCodeAt(0)))
  let set: 'ascii' | 'pairs' | 'kana' | 'supplement' = 'ascii'
  let begun = ''
  let half = false
  const out: number[] = []

  const plain = (byte: number) => {
    if (byte === 0x0a) set = 'ascii'
    if (set === 'ascii' || byte < 0x21 || byte > 0x7e) {
      half = false
      out.push(byte)
      return
    }
    if (set === 'kana') out.push(0x8e)
    else half = !half
    if (set === 'supplement' && half) out.push(0x8f)
    out.push(byte | 0x80)
  }
  const take = (byte: number) => {
    if (begun === '' && (half || !starts.has(byte))) return plain(byte)
    begun += String.fromCharCode(byte)
    const effect = sequences[begun]
    if (effect) {
      if ('set' in effect) set = effect.set
      else out.push(...effect.bytes)
      begun = ''
    } else if (!names.some((name) => name.startsWith(begun))) giveUp()
  }
  const giveUp = () => {
    for (const char of begun) plain(char.charCodeAt(0))
    begun = ''
  }
  return (bytes, atEnd) => {
    out.length = 0
    for (const byte of bytes) take(byte)
    if (atEnd) giveUp()
    return Buffer.from(out)
  }
}
