import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'

// OWASP Password Storage gives N = 2^17, p = 1 and this as equally strong: an eighth of the memory (16 MiB), and on
// a busy machine half the time.
const cost = { N: 2 ** 14, r: 8, p: 5 }
const keyBytes = 32
const hashesMax = 2

let running = 0
const waiting: (() => void)[] = []

/** "scrypt$16384$8$5$salt$key", salt and key in base64url. At most two are computed at once; others wait. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(password, salt, cost)
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), key.toString('base64url')].join('$')
}

/** Whether the password is the one hashed. Throws on a hash that is none of ours. */
export async function verifyPassword({
  hash,
  password,
}: {
  hash: string
  password: string
}): Promise<boolean> {
  const [name, N, r, p, salt, key] = hash.split('$')
  if (name !== 'scrypt' || !N || !r || !p || !salt || !key)
    throw new Error('A stored password hash is not one of ours.')
  const expected = Buffer.from(key, 'base64url')
  const given = await derive(password, Buffer.from(salt, 'base64url'), {
    N: Number(N),
    r: Number(r),
    p: Number(p),
  })
  return expected.length === given.length && timingSafeEqual(expected, given)
}

async function derive(password: string, salt: Buffer, options: typeof cost): Promise<Buffer> {
  if (running >= hashesMax) await new Promise<void>((resolve) => waiting.push(resolve))
  else running++
  try {
    // Unicode has several spellings of one character; keyboards differ in which they send.
    return await scryptKey(password.normalize('NFKC'), salt, {
      ...options,
      maxmem: 256 * options.N * options.r,
    })
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}

function scryptKey(password: string, salt: Buffer, options: ScryptOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password, salt, keyBytes, options, (error, key) => (error ? reject(error) : resolve(key)))
  })
}
