import type { ReactNode } from 'react'

/** One subject of a settings page. A rule parts it from the one above, so a table at its end has none of its own. */
export function SettingsSection({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section
      id={id}
      aria-labelledby={`${id}-title`}
      className="flex max-w-column flex-col gap-4 border-rule py-6 [section+&]:border-t [&_tbody>tr:last-child]:border-b-0"
    >
      <h2 id={`${id}-title`} tabIndex={-1} className="text-md font-semibold">
        {title}
      </h2>
      {children}
    </section>
  )
}
