/** What is known of an address: may we write to it? */
export const emailStatuses = ['not_verified', 'valid', 'risky', 'unknown', 'invalid'] as const
export type EmailStatus = (typeof emailStatuses)[number]

/** What people read for a status; also the words of our exports, which `emailStatusOf` understands again. */
export const emailStatusLabels: Record<EmailStatus, string> = {
  not_verified: 'Not verified',
  valid: 'Valid',
  risky: 'Risky',
  unknown: 'Unknown',
  invalid: 'Invalid',
}

/**
 * The words of ZeroBounce, NeverBounce, Hunter, Bouncer, Apollo, MillionVerifier, Kickbox, Emailable, DeBounce,
 * EmailListVerify, Mailgun and ours, lower-case, with single spaces for signs.
 */
const words: Record<EmailStatus, string[]> = {
  not_verified: [
    'not verified',
    'unverified',
    'needs verification',
    'pending',
    'pending manual verification',
    'not checked',
    'unchecked',
    'user managed',
    'update required',
  ],
  valid: [
    'valid',
    'verified',
    'deliverable',
    'ok',
    'good',
    'safe',
    'safe to send',
    'likely to engage',
    'manually verified',
  ],
  risky: [
    'risky',
    'risk',
    'catch all',
    'catchall',
    'accept all',
    'acceptall',
    'ok for all',
    'disposable',
    'temporary',
    'role',
    'role based',
    'role account',
    'abuse',
    'low quality',
    'low deliverability',
    'extrapolated',
    'guessed',
    'best guess',
  ],
  unknown: [
    'unknown',
    'webmail',
    'error',
    'unavailable',
    'no result',
    'unverifiable',
    'timeout',
    'greylisted',
  ],
  invalid: [
    'invalid',
    'undeliverable',
    'not valid',
    'bad',
    'bounced',
    'bounce',
    'hard bounce',
    'rejected',
    'spamtrap',
    'spam trap',
    'do not mail',
    'do not send',
    'toxic',
    'syntax',
    'invalid syntax',
    'invalid mx',
    'dead server',
    'email disabled',
    'mailbox not found',
  ],
}

const statusOfWord = new Map<string, EmailStatus>()
for (const status of emailStatuses) for (const word of words[status]) statusOfWord.set(word, status)

/**
 * The status a verifier's word stands for, whatever its case and signs ("Catch-All", "accept_all", "do_not_mail").
 * Null: no word of the known verifiers; counts as a blank cell.
 */
export function emailStatusOf(word: string): EmailStatus | null {
  const direct = statusOfWord.get(word)
  if (direct) return direct
  if (word.length > 60) return null
  const plain = word
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
  return statusOfWord.get(plain) ?? null
}
