'use client'
import { usePathname } from 'next/navigation'
import { Tabs } from '@/components/ui/tabs'

const pages = [
  { path: 'general', label: 'General' },
  { path: 'members', label: 'Members' },
  { path: 'billing', label: 'Billing/Plan' },
  { path: 'audit', label: 'Audit' },
] as const

/** The pages of the settings. */
export function SettingsTabs({ slug }: { slug: string }) {
  const here = usePathname()
  const tabs = pages.map(({ path, label }) => {
    const href = `/${slug}/settings/${path}`
    return { href, label, current: here === href }
  })
  return <Tabs label="Settings" tabs={tabs} />
}
