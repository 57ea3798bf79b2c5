import { Tabs } from '@/components/ui/tabs'

/** The imports one by one, or added up over time. */
export function HistoryTabs({ slug, here }: { slug: string; here: 'history' | 'trends' }) {
  return (
    <Tabs
      label="Imports"
      tabs={[
        { href: `/${slug}/imports`, label: 'History', current: here === 'history' },
        { href: `/${slug}/imports/trends`, label: 'Trends', current: here === 'trends' },
      ]}
    />
  )
}
