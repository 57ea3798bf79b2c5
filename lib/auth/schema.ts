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

export const signUpSchema = z
  .strictObject({ email: emailAddress, password: z.string(), accountName })
  .check((form) => {
    const problem = passwordProblem(form.value.password, form.value.email)
    if (problem)
      form.issues.push({ code: 'custom', message: problem, path: ['password'], input: form.value.password })
  })
export type SignUpForm = z.infer<typeof signUpSchema>

export const signInSchema = z.strictObject({
  email: emailAddress,
  password: z
    .string()
    .min(1, 'Enter your password.')
    .max(passwordCharsMax, `A password has at most ${passwordCharsMax} characters.`),
})
export type SignInForm = z.infer<typeof signInSchema>
