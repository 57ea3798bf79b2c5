import type { ReactNode } from 'react'

/** One subject of a settings page. */
export function SettingsSection({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section
      id={id}
      aria-labelledby={`${id}-title`}
      className="flex max-w-column flex-col gap-4 border-b border-rule py-6 first:pt-0 last:border-0"
    >
      <h2 id={`${id}-title`} tabIndex={-1} className="text-md font-semibold">
        {title}
      </h2>
      {children}
    </section>
  )
}
