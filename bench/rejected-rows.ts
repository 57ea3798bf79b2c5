import { writeLines } from './lead-data'

/** Leads that the file of writeRejectedRows adds before the account is full. */
export const addedFirst = 100
/** After so many rows a blank one. */
export const blankEvery = 1_000

/**
 * Writes a file of which `count` rows are rejected by an account of `held` leads that has room for `addedFirst` more:
 * every reason and cause that rows have, spread over the whole file.
 */
export async function writeRejectedRows(path: string, count: number, held: number): Promise<void> {
  const lines = 1 + addedFirst + count
  await writeLines(path, lines, (n) => {
    if (n === 0) return 'Email,First name,Company\n'
    if (n <= addedFirst) return lineOf(freshEmail(n), n)
    const line = rejectedLine(n, held)
    return n % blankEvery === 0 ? `,,\n${line}` : line
  })
}

function rejectedLine(n: number, held: number): string {
  switch (n % 20) {
    case 0:
      return lineOf('', n)
    case 1:
      return lineOf(`ana${n}.acme.test`, n)
    case 2:
      return lineOf(`ana${n}@gmial.com`, n)
    case 3:
      return `${lineOf(`ana${n}@acme.test`, n).trimEnd()},one cell,too many\n`
    case 4:
      return lineOf(deletedEmail(n % 1_000), n)
    case 5:
    case 6:
      return lineOf(freshEmail(addedFirst + n), n)
    case 7:
      return lineOf(freshEmail(1 + (n % addedFirst)), n)
    default:
      return lineOf(`lead${1 + (n % held)}@company${(1 + (n % held)) % 50_000}.test`, n)
  }
}

function lineOf(email: string, n: number): string {
  return `${email},Ana ${n},Company ${n}\n`
}

function freshEmail(n: number): string {
  return `fresh${n}@new.test`
}

/** Addresses of the file that the account is to have deleted permanently: n from 0 to 999. */
export function deletedEmail(n: number): string {
  return `deleted${n}@gone.test`
}
