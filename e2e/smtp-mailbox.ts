import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { type ParsedMail, simpleParser } from 'mailparser'

/**
 * Every mail that arrived for an address, oldest first. Only in *.smtp.spec.ts, whose app sends to a real SMTP server:
 * what is read here is what came out of the wire.
 */
export async function mailsTo(address: string): Promise<ParsedMail[]> {
  const folder = process.env.FAIRLEAD_E2E_MAILS
  if (!folder) throw new Error('Only *.smtp.spec.ts has a mailbox.')
  const names = (await readdir(folder)).filter((name) => name.endsWith('.eml'))
  const mails = await Promise.all(names.map(async (name) => simpleParser(await readFile(join(folder, name)))))
  return mails
    .filter((mail) => [mail.to ?? []].flat().some((to) => to.value.some((one) => one.address === address)))
    .sort((a, b) => (a.date?.getTime() ?? 0) - (b.date?.getTime() ?? 0))
}

/** Waits for the mail to an address whose subject matches. */
export async function mailTo(address: string, subject: RegExp | string): Promise<ParsedMail> {
  const matches = (mail: ParsedMail) =>
    typeof subject === 'string' ? mail.subject === subject : subject.test(mail.subject ?? '')
  let found: ParsedMail | undefined
  await expect
    .poll(async () => {
      found = (await mailsTo(address)).find(matches)
      return found !== undefined
    }, `a mail to ${address} with the subject ${subject}`)
    .toBe(true)
  if (!found) throw new Error(`No mail to ${address}.`)
  return found
}
