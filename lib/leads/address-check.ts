import { disposableEmailBlocklistSet } from 'disposable-email-domains-js'
import type { EmailKey } from '../db/ids'
import { type AddressFinding, deskOf } from './address-finding'

/** Names that stand for a desk and not for a person: RFC 2142, and what companies print on their pages. */
export const roleNames = [
  ...['abuse', 'accounting', 'accounts', 'admin', 'administration', 'administrator', 'advertising', 'all'],
  ...['billing', 'booking', 'bookings', 'careers', 'compliance', 'contact', 'contactus', 'customercare'],
  ...['customerservice', 'customersupport', 'devnull', 'do-not-reply', 'donotreply', 'editor', 'editorial'],
  ...[
    'enquiries',
    'enquiry',
    'everyone',
    'feedback',
    'finance',
    'frontdesk',
    'ftp',
    'general',
    'hello',
    'help',
  ],
  ...['helpdesk', 'hostmaster', 'hr', 'info', 'information', 'inquiries', 'inquiry', 'investors', 'invoice'],
  ...['invoices', 'it', 'jobs', 'kontakt', 'legal', 'mail', 'mailer-daemon', 'marketing', 'media', 'news'],
  ...['newsletter', 'no-reply', 'noc', 'noreply', 'office', 'order', 'orders', 'partners', 'partnerships'],
  ...['postmaster', 'pr', 'press', 'privacy', 'purchasing', 'reception', 'recruiting', 'recruitment'],
  ...['reservations', 'returns', 'root', 'sales', 'security', 'service', 'services', 'shop', 'spam', 'staff'],
  ...[
    'store',
    'subscribe',
    'support',
    'sysadmin',
    'team',
    'unsubscribe',
    'usenet',
    'uucp',
    'webmaster',
    'www',
  ],
]

const roles = new Set(roleNames)
const disposable = disposableEmailBlocklistSet()

/**
 * What an address tells by itself: a domain that gives addresses for minutes, or the name of a desk. Null: nothing
 * against it. Asked of every row of an import: most addresses are cleared by a sieve, without making a text of their
 * parts.
 */
export function addressFinding(email: EmailKey): AddressFinding | null {
  if (!mayBeFound(email)) return null
  const at = email.indexOf('@')
  if (isDisposable(email.slice(at + 1))) return 'disposable_domain'
  return roles.has(deskOf(email.slice(0, at))) ? 'role_address' : null
}

/** A domain is what its parent is: `x.mailinator.com` receives what mailinator.com receives. */
function isDisposable(domain: string): boolean {
  if (disposable.has(domain)) return true
  const dot = domain.indexOf('.')
  return domain.indexOf('.', dot + 1) !== -1 && isDisposable(domain.slice(dot + 1))
}

const [at, dot, plus] = [0x40, 0x2e, 0x2b]
const sieveBits = 18
/** A bit for each hash of a desk's or a throw-away domain's name, read from its end. */
const sieve = new Uint8Array(1 << (sieveBits - 3))

for (const name of [...roles, ...disposable]) {
  let hash = 0
  for (let i = name.length - 1; i >= 0; i--) hash = mixed(hash, name.charCodeAt(i))
  const bit = bitOf(hash)
  sieve[bit >> 3]! |= 1 << (bit & 7)
}

/** Never wrong about an address that it clears; one in thirty is looked at in vain. */
function mayBeFound(email: string): boolean {
  let i = email.length - 1
  let hash = 0
  for (let code = email.charCodeAt(i); code !== at && i > 0; code = email.charCodeAt(--i)) {
    if (code === dot && isCaught(hash)) return true
    hash = mixed(hash, code)
  }
  if (isCaught(hash)) return true
  hash = 0
  while (--i >= 0) {
    const code = email.charCodeAt(i)
    hash = code === plus ? 0 : mixed(hash, code)
  }
  return isCaught(hash)
}

function mixed(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x01000193) ^ (hash >>> 15)
}

function bitOf(hash: number): number {
  return Math.imul(hash, 0x9e3779b1) >>> (32 - sieveBits)
}

function isCaught(hash: number): boolean {
  const bit = bitOf(hash)
  return (sieve[bit >> 3]! & (1 << (bit & 7))) !== 0
}
