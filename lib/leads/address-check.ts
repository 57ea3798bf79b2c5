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
 * against it. Costs two look-ups in sets, since an import asks it of every row.
 */
export function addressFinding(email: EmailKey): AddressFinding | null {
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
