import { z } from 'zod'

export const accountNameCharsMax = 80

/** The name of an account, as typed. */
export const accountName = z
  .string()
  .trim()
  .min(1, 'Enter a name for the account.')
  .max(accountNameCharsMax, `Use at most ${accountNameCharsMax} characters.`)

export const newAccountSchema = z.strictObject({ name: accountName })
export type NewAccountForm = z.infer<typeof newAccountSchema>
