/** What keeps an import from going on. `passes`: it ends without us, so we try for as long as it takes. */
export type Trouble = { sentence: string; passes: boolean }

const full =
  'The disk of the server is full. The import goes on by itself as soon as there is room. Tell who runs the server.'
const away = 'The database did not answer. The import goes on by itself.'
const busy = 'Another change to this account takes long. The import goes on after it.'
const unknown = 'The server had a problem. Trying again…'

/** SQLSTATE, or the first two letters of a class of them, and codes of the system. */
const known: Record<string, string> = {
  '53': away,
  '53100': full,
  ENOSPC: full,
  EDQUOT: full,
  '08': away,
  '57P': away,
  '58': away,
  '25P': away,
  ECONNREFUSED: away,
  ECONNRESET: away,
  EPIPE: away,
  ETIMEDOUT: away,
  EHOSTUNREACH: away,
  ENETUNREACH: away,
  ENOTFOUND: away,
  EAI_AGAIN: away,
  '40': busy,
  '55P03': busy,
}

/** What pg says without a code when a connection is lost, cannot be had, or does not answer. */
const lost = /^(Connection terminated|Query read timeout|timeout exceeded when trying to connect|Client )/

/** Tells trouble that passes (a full disk, a database that restarts, a lock) from what trying again will not mend. */
export function troubleOf(error: unknown): Trouble {
  const { code, message } = error instanceof Error ? (error as NodeJS.ErrnoException) : {}
  const sentence = sentenceOf(code) ?? (lost.test(message ?? '') ? away : undefined)
  return sentence ? { sentence, passes: true } : { sentence: unknown, passes: false }
}

function sentenceOf(code: string | undefined): string | undefined {
  if (code === undefined) return undefined
  return known[code] ?? known[code.slice(0, 3)] ?? known[code.slice(0, 2)]
}
