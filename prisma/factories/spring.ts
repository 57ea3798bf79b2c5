import type { AccountId } from '../../lib/db/ids'
import { deleteLeadByEmail } from '../../lib/leads/mutations'
import { makeLeads } from './account'
import { orThrow } from './or-throw'

const firstNames = 'Ana Bo Carla Deniz Emeka Freya Goran Hana Iris Jonas Kofi Lea Mateo'.split(' ')
const lastNames =
  'Ruiz Lindqvist Okafor Tanaka Moreau Novak Silva Brandt Haddad Kowalski Mbeki Rossi Varga Ito Larsen Quinn Dube'.split(
    ' ',
  )
const companies =
  'Northwind|Birch & Lane|Cedar Works|Delta Freight|Elm Clinic|Foxglove Studio|Granite Legal'.split('|')
const titles = ['Head of Sales', 'Founder', 'Operations Lead', 'Buyer', 'Marketing Manager']

/** Person number n of a world of 221; no two have the same email. */
function person(n: number) {
  const first = firstNames[n % firstNames.length] ?? ''
  const last = lastNames[(n * 5) % lastNames.length] ?? ''
  const company = companies[n % companies.length] ?? ''
  const domain = `${company.toLowerCase().replace(/[^a-z]+/g, '-')}.test`
  return {
    email: `${first}.${last}@${domain}`.toLowerCase(),
    cells: [first, last, company, titles[n % titles.length] ?? '', `+44 20 7946 0${100 + n}`],
  }
}

/** People of whom the account has a lead before the list is imported, and people who were deleted permanently. */
const existing = [100, 101, 102, 103, 104, 105, 106, 107]
const deleted = [110, 111]

/** How many leads `prepareForSpring` leaves in an account. */
export const leadsOfSpring = existing.length

/** Rows that will be rejected, and a blank one, with where they stand. */
const others: [number, string][] = [
  [6, rowOf(100)],
  [11, rowOf(120, 'lea.moreau@gmial.com')],
  [17, rowOf(101)],
  [18, rowOf(102)],
  [24, rowOf(110)],
  [31, rowOf(121, '')],
  [33, rowOf(3)],
  [40, rowOf(103)],
  [47, rowOf(122, 'sales@elm-clinic.test; office@elm-clinic.test')],
  [52, ',,,,,'],
  [58, rowOf(104)],
  [63, rowOf(111)],
  [66, `${rowOf(123)},ask again in May`],
  [71, rowOf(105)],
  [77, rowOf(20)],
  [84, rowOf(124, 'goran.silva.granite-legal.test')],
  [90, rowOf(106)],
  [99, rowOf(107)],
]

/**
 * A list as a person brings it, for screenshots and for tests that want a report with something in it: 105 rows, of
 * which 87 are new, 17 are rejected for five reasons, and 1 is blank, once `prepareForSpring` has been here.
 */
export function springList(): string {
  const rows = Array.from({ length: 87 }, (_, n) => rowOf(n))
  for (const [at, row] of others) rows.splice(at, 0, row)
  return `${['E-mail,First name,Surname,Company,Job title,Phone', ...rows].join('\n')}\n`
}

/** Gives the account the leads and the permanently deleted emails that the spring list runs into. */
export async function prepareForSpring(accountId: AccountId): Promise<void> {
  const people = [...existing, ...deleted].map((n) => person(n))
  await makeLeads(
    accountId,
    people.map(({ email, cells: [firstName, lastName, company] }) => ({
      email,
      firstName,
      lastName,
      company,
    })),
  )
  for (const n of deleted)
    orThrow(await deleteLeadByEmail(accountId, null, { email: person(n).email, permanently: true }))
}

/** Row of person n, with another email where one is given. */
function rowOf(n: number, email = person(n).email): string {
  return [email, ...person(n).cells].join(',')
}
