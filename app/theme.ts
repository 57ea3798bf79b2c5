import { cookies } from 'next/headers'
import { z } from 'zod'
import { sentFromHere } from '@/lib/auth/session'

const cookieName = 'fairlead-theme'
const yearSeconds = 365 * 24 * 60 * 60
const theme = z.enum(['system', 'light', 'dark']).catch('system')

export type Theme = z.infer<typeof theme>

/** The theme this browser chose; "system" follows the operating system. */
export async function chosenTheme(): Promise<Theme> {
  return theme.parse((await cookies()).get(cookieName)?.value)
}

/** Server action. Anything that is not a theme means "system". */
export async function chooseTheme(chosen: unknown): Promise<void> {
  'use server'
  if (!(await sentFromHere())) return
  const value = theme.parse(chosen)
  const jar = await cookies()
  jar.set(cookieName, value, { maxAge: yearSeconds, sameSite: 'lax', httpOnly: true, path: '/' })
}
