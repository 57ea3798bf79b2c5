import type { Random } from './random'

export type FileOptions = {
  rows: number
  /** The addresses are l<from>@acme.test up to l<from + pool - 1>@acme.test: a small pool repeats itself. */
  from?: number
  pool?: number
}

/**
 * A CSV that has everything in it that a row can be: new and repeated emails in every spelling of the same key,
 * blanks, bad emails, rows with too many cells, quotes, line breaks inside cells, NUL, letters of all widths.
 */
export function randomCsv(random: Random, { rows, from = 1, pool = rows }: FileOptions): string {
  const end = random.pick(['\n', '\r\n'])
  const lines = [random.pick(['Email,First name,Company,City', '﻿email,first_name,company,City'])]
  for (let row = 0; row < rows; row++) lines.push(randomLine(random, from + random.int(0, pool - 1)))
  return lines.join(end) + (random.chance(0.5) ? end : '')
}

function randomLine(random: Random, n: number): string {
  const kind = random.int(1, 100)
  const cells = [
    spelled(random, n),
    random.pick(['Ana', 'Zoë', '', '李', "O'Hara"]),
    company(random),
    city(random),
  ]
  if (kind <= 4) return random.pick(['', ',,,', ' , ,,'])
  if (kind <= 7) return `,${cells.slice(1).join(',')}`
  if (kind <= 12) return [random.pick(badEmails), ...cells.slice(1)].join(',')
  if (kind <= 14) return [...cells, 'one', 'more'].join(',')
  if (kind <= 15) return cells.join(',').replace('Ana', 'A\0na')
  return cells.join(',')
}

const badEmails = [
  'nobody',
  'a@b',
  'a b@acme.test',
  'a@acme.test b@acme.test',
  '@acme.test',
  'a..b@acme.test',
]

/** The same key, written as people write it. */
function spelled(random: Random, n: number): string {
  const email = `l${n}@acme.test`
  return random.pick([
    email,
    email,
    email,
    email.toUpperCase(),
    ` ${email} `,
    `mailto:${email}`,
    `"Ana <${email}>"`,
  ])
}

function company(random: Random): string {
  return random.pick(['Acme', '"Acme, Inc."', '"Two\nlines"', '"Say ""hi"""', '=1+1', '', 'Ünïcödé 🦊'])
}

function city(random: Random): string {
  return random.pick(['Rome', 'Oslo', '', 'São Paulo'])
}
