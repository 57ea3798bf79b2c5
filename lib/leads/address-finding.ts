import type { EmailStatus } from './email-status'

/** What our own look at an address can find. No mailbox is asked. */
export const addressFindings = [
  'role_address',
  'disposable_domain',
  'no_mx_record',
  'no_mail_server',
] as const
export type AddressFinding = (typeof addressFindings)[number]

/** The email status that a finding means, where nobody has verified the address. */
export const findingStatus: Record<AddressFinding, EmailStatus> = {
  role_address: 'risky',
  disposable_domain: 'risky',
  no_mx_record: 'risky',
  no_mail_server: 'invalid',
}

/** Why an address has its status, as a phrase: "role address (info@)", "acme.test has no mail server". */
export function findingText(finding: AddressFinding, email: string): string {
  const at = email.lastIndexOf('@')
  const [name, domain] = [email.slice(0, at), email.slice(at + 1)]
  switch (finding) {
    case 'role_address':
      return `role address (${deskOf(name)}@)`
    case 'disposable_domain':
      return `disposable domain (${domain})`
    case 'no_mx_record':
      return `${domain} names no mail server (no MX record)`
    case 'no_mail_server':
      return `${domain} has no mail server`
  }
}

/** `info+web` is the desk `info`. */
export function deskOf(name: string): string {
  const plus = name.indexOf('+')
  return plus === -1 ? name : name.slice(0, plus)
}
