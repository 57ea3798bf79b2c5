import { isIP } from 'node:net'
import { z } from 'zod'

const count = (fallback: number) => z.coerce.number().int().positive().default(fallback)

const schema = z.object({
  /** Any PostgreSQL from 15 on. `npm start` and `npm test` set it to the embedded server when nobody did. */
  DATABASE_URL: z.string().min(1),
  DATABASE_POOL_MAX: count(10),
  /** A statement that takes longer is given up, and so is a transaction that is silent for as long. */
  DATABASE_STATEMENT_SECONDS: count(60),
  /** A wait for what another session has locked is given up after this. */
  DATABASE_LOCK_SECONDS: count(30),
  /** Where the browser finds us: links in mails, cookies, and the only Origin that may write. */
  FAIRLEAD_URL: z.url().default('http://localhost:3000'),
  /** Where the web server listens. */
  HOST: z.string().default('127.0.0.1'),
  /** Folder of everything that is not in the database: received files, generated secrets, the embedded server. */
  FAIRLEAD_DATA: z.string().default('.fairlead'),
  /** Signs sessions. Generated into FAIRLEAD_DATA on first start when absent. */
  BETTER_AUTH_SECRET: z.string().min(32),
  /** Key of the hashes that stand for permanently deleted emails. Changing it empties the deleted list in effect. */
  EMAIL_HASH_KEY: z.string().min(32),
  RESEND_API_KEY: z.string().optional(),
  RESEND_BASE_URL: z.string().optional(),
  /** Of the webhook to /api/webhooks/resend ("whsec_…"): then bounces and complaints show on the report. */
  RESEND_WEBHOOK_SECRET: z.string().optional(),
  SMTP_URL: z.string().optional(),
  MAIL_FROM: z.string().default('Fairlead <reports@fairlead.local>'),
  /** Imports one worker process runs at a time. */
  WORKER_IMPORTS: count(2),
  /** Worker processes that `npm start` runs beside the web server. */
  WORKERS: count(1),
  BATCH_ROWS: count(5000),
  LEASE_SECONDS: count(10),
  /** An import that ran this long lets the next one of another account have its turn. */
  SLICE_SECONDS: count(5),
  LIMIT_FILE_BYTES: count(1_000_000_000),
  LIMIT_ROWS: count(5_000_000),
  LIMIT_COLUMNS: count(1_000),
  LIMIT_CELL_CHARS: count(32_000),
  LIMIT_ROW_CHARS: count(400_000),
  LIMIT_XLSX_BYTES: count(50_000_000),
  LIMIT_XLSX_ROWS: count(100_000),
  LIMIT_XLSX_UNZIPPED_BYTES: count(500_000_000),
  /** Wrong passwords for one email from one address in ten minutes. */
  LIMIT_TRIES: count(10),
  /** In ten minutes: wrong passwords for one email or from one address, and sign-ups from one address. */
  LIMIT_TRIES_WIDE: count(100),
  FILE_KEEP_DAYS: count(30),
  /** Whether the domains of imported emails are looked up: one without mail server makes an email Invalid. */
  DNS_CHECKS: z.enum(['on', 'off']).default('off'),
  /** Whom to ask, as "127.0.0.1:53, [::1]:53"; without it the machine's own resolvers. */
  DNS_SERVERS: z
    .string()
    .default('')
    .transform((list) => list.split(',').flatMap((one) => one.trim() || []))
    .refine((list) => list.every(isServerAddress), 'addresses with ports, such as 127.0.0.1:53'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
})

/** "127.0.0.1", "127.0.0.1:53", "::1", "[::1]:53" */
function isServerAddress(text: string): boolean {
  const host = text.match(/^\[(.+)\](?::\d+)?$/)?.[1] ?? (isIP(text) ? text : text.replace(/:\d+$/, ''))
  return isIP(host) !== 0
}

export type Env = z.infer<typeof schema>

let parsed: Env | undefined

/** The environment, read once. Throws with one line per wrong variable. */
export function env(): Env {
  if (parsed) return parsed
  const given = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ''))
  const result = schema.safeParse(given)
  if (!result.success) {
    const lines = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
    throw new Error(`The environment is not right:\n${lines.join('\n')}\nSee .env.example.`)
  }
  parsed = result.data
  return parsed
}

/** The next `env()` reads process.env again: for a process that goes on with other settings. */
export function readEnvAgain(): void {
  parsed = undefined
}
