const leads = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'
const tails = '\u3164ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ'
const vowelFirst = 0x314f
const vowels = 21
const filler = '\u3164'

/** The syllable of Unicode by the places of its lead, vowel and tail (0: none). */
export function syllable(lead: number, vowel: number, tail: number): string {
  return String.fromCharCode(0xac00 + (lead * vowels + vowel) * tails.length + tail)
}

/**
 * KS X 1001 spells a syllable that it does not have as filler, lead, vowel and tail. Gives the syllables back, in a
 * text that comes in pieces.
 */
export function composeHangul(): (text: string, atEnd: boolean) => string {
  let rest = ''
  return (text, atEnd) => {
    const all = rest + text
    const cut = atEnd ? -1 : all.indexOf(filler, Math.max(0, all.length - 3))
    rest = cut === -1 ? '' : all.slice(cut)
    return (cut === -1 ? all : all.slice(0, cut)).replace(
      /\u3164([ㄱ-ㅎ])([ㅏ-ㅣ])([ㄱ-ㅎ\u3164])/g,
      (spelt, lead: string, vowel: string, tail: string) => {
        const places = [leads.indexOf(lead), vowel.charCodeAt(0) - vowelFirst, tails.indexOf(tail)] as const
        return places.includes(-1) ? spelt : syllable(...places)
      },
    )
  }
}
