import { Resolver } from 'node:dns/promises'
import { env } from '../env'
import { log } from '../log'
import type { AddressFinding } from './address-finding'

/** What the DNS says of a domain. `unknown`: no answer, which says nothing against it. */
type Answer = 'mail_server' | 'address_only' | 'nothing' | 'unknown'

const findings: Record<Answer, AddressFinding | null> = {
  mail_server: null,
  address_only: 'no_mx_record',
  nothing: 'no_mail_server',
  unknown: null,
}

const cacheMax = 100_000
const keptMs = 3_600_000
/** After this many look-ups in a row without an answer the DNS is let alone for `pauseMs`. */
const silentMax = 100
const pauseMs = 60_000

/** The DNS as one process asks it: what it said lately is remembered, and a silent one is not asked again at once. */
export type MailServers = {
  /** What there is against the mail of these domains; domains with nothing against them are left out. */
  findings: (domains: Iterable<string>) => Promise<Map<string, AddressFinding>>
}

/**
 * Asks for the mail servers of domains: at most `atATime` look-ups under way, each given up after `timeoutMs` and a
 * second try, all of one call after `allMs`. A domain without MX record but with an address can still receive mail
 * (RFC 5321, 5.1); one that says "no mail" (null MX, RFC 7505) cannot. What was not answered is `unknown`, is asked
 * again the next time, and is never held against an address.
 */
export function mailServers({ servers, atATime, timeoutMs, allMs }: MailServersOptions): MailServers {
  const resolver = new Resolver({ timeout: timeoutMs, tries: 2 })
  if (servers.length > 0) resolver.setServers(servers)
  const known = new Map<string, { answer: Answer; until: number }>()
  let silent = 0
  let askAgainAt = 0

  async function ask(domain: string): Promise<void> {
    const answer = await answerOf(resolver, domain)
    silent = answer === 'unknown' ? silent + 1 : 0
    if (answer !== 'unknown') remember(known, domain, answer)
    if (silent < silentMax) return
    silent = 0
    askAgainAt = performance.now() + pauseMs
    log.warn({ servers, pauseMs }, 'The DNS does not answer; email domains are not checked for a while')
  }

  async function askAll(domains: string[]): Promise<void> {
    const until = performance.now() + allMs
    const asker = async () => {
      for (let domain = domains.pop(); domain !== undefined; domain = domains.pop()) {
        const now = performance.now()
        if (now > until || now < askAgainAt) return
        await ask(domain)
      }
    }
    await Promise.all(Array.from({ length: Math.min(atATime, domains.length) }, asker))
  }

  return {
    async findings(domains) {
      const wanted = [...new Set(domains)]
      const now = performance.now()
      await askAll(wanted.filter((domain) => !((known.get(domain)?.until ?? 0) > now)))
      const found = new Map<string, AddressFinding>()
      for (const domain of wanted) {
        const finding = findings[known.get(domain)?.answer ?? 'unknown']
        if (finding) found.set(domain, finding)
      }
      return found
    },
  }
}

type MailServersOptions = {
  /** Addresses with port; empty: those of the machine. */
  servers: readonly string[]
  atATime: number
  timeoutMs: number
  allMs: number
}

function remember(known: Map<string, { answer: Answer; until: number }>, domain: string, answer: Answer) {
  const oldest = known.size >= cacheMax ? known.keys().next().value : undefined
  if (oldest !== undefined) known.delete(oldest)
  known.set(domain, { answer, until: performance.now() + keptMs })
}

async function answerOf(resolver: Resolver, domain: string): Promise<Answer> {
  try {
    const records = await resolver.resolveMx(domain)
    return records.some(({ exchange }) => exchange !== '' && exchange !== '.') ? 'mail_server' : 'nothing'
  } catch (error) {
    const code = codeOf(error)
    if (code === 'ENOTFOUND') return 'nothing'
    return code === 'ENODATA' ? addressAnswerOf(resolver, domain) : 'unknown'
  }
}

/** There is such a domain, but it names no mail server: has it an address of its own? */
async function addressAnswerOf(resolver: Resolver, domain: string): Promise<Answer> {
  const asked = await Promise.allSettled([resolver.resolve4(domain), resolver.resolve6(domain)])
  if (asked.some(({ status }) => status === 'fulfilled')) return 'address_only'
  const nothing = asked.every(
    (one) => one.status === 'rejected' && ['ENODATA', 'ENOTFOUND'].includes(codeOf(one.reason)),
  )
  return nothing ? 'nothing' : 'unknown'
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

let ours: MailServers | undefined

/** The DNS of the environment; null while DNS checks are switched off. */
export function ownMailServers(): MailServers | null {
  const { DNS_CHECKS, DNS_SERVERS } = env()
  if (DNS_CHECKS === 'off') return null
  ours ??= mailServers({ servers: DNS_SERVERS, atATime: 64, timeoutMs: 1_000, allMs: 5_000 })
  return ours
}
