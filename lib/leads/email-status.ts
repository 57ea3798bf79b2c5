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
 * EmailListVerify, Mailgun, Clearout, Snov, Verifalia, BriteVerify, Mailfloss, EmailOversight and ours, and what their
 * users write in other languages; lower-case, with single spaces for signs.
 */
const words: Record<EmailStatus, string> = {
  not_verified: `
    not verified, unverified, needs verification, pending, pending verification, pending manual verification,
    pending manual fulfillment, not checked, unchecked, not processed, unprocessed, untested, user managed,
    update required, new data available, duplicate,
    sin verificar, no verificado, non vérifié, nicht geprüft, ungeprüft, nicht verifiziert, não verificado,
    non verificato, niet geverifieerd`,
  valid: `
    valid, verified, deliverable, ok, good, safe, safe to send, likely to engage, manually verified, passed, clean,
    accepted, accepted email, confirmed, email valid, valid email,
    válido, valida, verificado, valide, vérifié, gültig, geprüft, verifiziert, zustellbar, verificata, valido, geldig,
    geverifieerd`,
  risky: `
    risky, risk, catch all, catchall, catch all domain, accept all, acceptall, accept all unverifiable,
    accept all domain, ok for all, ok4all, acceptall unknown, disposable, temporary, throwaway, role, role based,
    role account, role email, abuse, complainer, complained, low quality, low deliverability, extrapolated,
    guessed, best guess, suspicious, mailbox full, inbox full, full mailbox, full inbox, free catch all, probable,
    arriesgado, riesgoso, risqué, riskant, riskantes, arriscado, rischioso, risicovol`,
  unknown: `
    unknown, webmail, error, unavailable, no result, unverifiable, timeout, timed out, greylisted, antispam system,
    smtp protocol, smtp error, relay error, failed exchange, could not verify, temporarily unavailable,
    inconclusive,
    desconocido, inconnu, unbekannt, desconhecido, sconosciuto, onbekend`,
  invalid: `
    invalid, undeliverable, not valid, not deliverable, bad, bounced, bounce, bounces, hard bounce, hard bounced,
    rejected, rejected email, attempt rejected, spamtrap, spam trap, spamtraps, spam traps, spam blocked,
    do not mail, do not send, donotmail, toxic, syntax, syntax error, invalid syntax, invalid email, invalid domain,
    invalid mx, invalid smtp, invalid format, bad mx, no mx, dead server, domain error, email disabled, disabled,
    deactivated, unknown email, mailbox not found, no mailbox, nonexistent, does not exist, malformed, illegit,
    blacklisted, suppressed, seed account, no reply, unsafe,
    inválido, no válido, invalide, non valide, ungültig, nicht zustellbar, não válido, non valido, invalido,
    ongeldig`,
}

const statusOfWord = new Map<string, EmailStatus>()
for (const status of emailStatuses)
  for (const word of words[status].split(',')) statusOfWord.set(plainWord(word), status)

/**
 * The status a verifier's word stands for, whatever its case and signs ("Catch-All", "accept_all", "do_not_mail").
 * Null: no word of the known verifiers; counts as a blank cell.
 */
export function emailStatusOf(word: string): EmailStatus | null {
  const direct = statusOfWord.get(word)
  if (direct) return direct
  if (word.length > 60) return null
  return statusOfWord.get(plainWord(word)) ?? null
}

function plainWord(word: string): string {
  return word
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
