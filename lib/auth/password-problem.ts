import { commonPasswords } from './common-passwords'

export const passwordCharsMin = 10
export const passwordCharsMax = 128

/** What is wrong with a new password, as a sentence; null when nothing is. No rules about kinds of characters. */
export function passwordProblem(password: string, email: string): string | null {
  if (password.length < passwordCharsMin) return `Use at least ${passwordCharsMin} characters.`
  if (password.length > passwordCharsMax) return `Use at most ${passwordCharsMax} characters.`
  const plain = password.toLowerCase()
  const name = lettersOf(email.split('@', 1)[0] ?? '')
  if (plain === email.toLowerCase() || (name !== '' && lettersOf(plain) === name)) {
    return 'This is your email. Choose something nobody can know.'
  }
  if (commonPasswords.has(plain) || new Set(plain).size < 4) {
    return 'This password is on every list of guesses. Choose another.'
  }
  return null
}

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}]/gu, '')
}
