import { z } from 'zod'
import { accountName } from '../accounts/schema'
import { passwordCharsMax, passwordProblem } from './password-problem'

const emailAddress = z
  .string()
  .trim()
  .toLowerCase()
  .min(1, 'Enter your email.')
  .max(254, 'Use at most 254 characters.')
  .pipe(z.email('Enter an email like ana@acme.com.'))

type WithPassword = z.core.ParsePayload<{ email: string; password: string }>

function goodPassword({ value: { email, password }, issues }: WithPassword): void {
  const message = passwordProblem(password, email)
  if (message) issues.push({ code: 'custom', message, path: ['password'], input: password })
}

export const signUpSchema = z
  .strictObject({ email: emailAddress, password: z.string(), accountName })
  .check(goodPassword)
export type SignUpForm = z.infer<typeof signUpSchema>

export const signInSchema = z.strictObject({
  email: emailAddress,
  password: z
    .string()
    .min(1, 'Enter your password.')
    .max(passwordCharsMax, `A password has at most ${passwordCharsMax} characters.`),
})
export type SignInForm = z.infer<typeof signInSchema>

/** A new password of a person whose email is known: an invitation, a reset. */
export const invitedSchema = z.strictObject({ email: emailAddress, password: z.string() }).check(goodPassword)

export const forgotSchema = z.strictObject({ email: emailAddress })
export type ForgotForm = z.infer<typeof forgotSchema>

export const changePasswordSchema = z
  .strictObject({
    email: emailAddress,
    current: z.string().min(1, 'Enter the password you have.').max(passwordCharsMax, 'This is too long.'),
    password: z.string(),
  })
  .check(goodPassword)
