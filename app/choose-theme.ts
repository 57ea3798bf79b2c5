'use server'
import { cookies } from 'next/headers'
import { sentFromHere } from '@/lib/auth/session'
import { themeCookie, themeSchema } from './theme'

const yearSeconds = 365 * 24 * 60 * 60

export async function chooseTheme(chosen: unknown): Promise<void> {
  if (!(await sentFromHere())) return
  const jar = await cookies()
  jar.set(themeCookie, themeSchema.parse(chosen), { maxAge: yearSeconds, sameSite: 'lax', httpOnly: true })
}
