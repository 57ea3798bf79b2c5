'use server'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { sentFromHere } from '@/lib/auth/session'
import { signOut } from '@/lib/auth/sign-in'

export async function signOutAction(): Promise<void> {
  if (await sentFromHere()) await signOut(await headers())
  redirect('/sign-in')
}
