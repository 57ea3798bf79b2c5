import clsx from 'clsx'
import type { ComponentProps, ReactNode } from 'react'

/*
 * Native tables. Under 640 px each row stacks as "label: value" (`cell` in globals.css). Explicit roles, because browsers take the table
 * meaning away from elements whose display is changed.
 */

type TableProps = { caption: string; captionShown?: boolean; className?: string; children: ReactNode }

/** A table with a caption. Wide ones scroll inside their own focusable region, never the page. */
export function Table({ caption, captionShown = false, className, children }: TableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (axe: scrollable-region-focusable)
    <section aria-label={caption} tabIndex={0} className="-mx-1 overflow-x-auto px-1">
      <table {...role('table')} className={clsx('w-full border-collapse text-left max-sm:block', className)}>
        <caption className={captionShown ? 'mb-2 text-left font-semibold max-sm:block' : 'sr-only'}>
          {caption}
        </caption>
        {children}
      </table>
    </section>
  )
}

export function TableHead({ children }: { children: ReactNode }) {
  return (
    <thead {...role('rowgroup')} className="border-b border-control max-sm:sr-only">
      {children}
    </thead>
  )
}

export function TableBody({ children }: { children: ReactNode }) {
  return (
    <tbody {...role('rowgroup')} className="max-sm:block">
      {children}
    </tbody>
  )
}

export function TableRow({ className, ...rest }: ComponentProps<'tr'>) {
  return (
    <tr
      {...rest}
      {...role('row')}
      className={clsx('border-b border-rule max-sm:block max-sm:py-2', className)}
    />
  )
}

type CellProps = { align?: 'left' | 'right' }

/** The head of a column. */
export function ColumnHead({ align = 'left', className, ...rest }: ComponentProps<'th'> & CellProps) {
  return (
    <th
      {...rest}
      {...role('columnheader')}
      scope="col"
      className={clsx(
        'h-row px-2 text-sm font-medium text-ink-3 first:pl-0 last:pr-0',
        aligned(align),
        className,
      )}
    />
  )
}

/** The cell that names its row. */
export function RowHead({
  label,
  align = 'left',
  className,
  ...rest
}: ComponentProps<'th'> & CellProps & Labelled) {
  return (
    <th
      {...rest}
      {...role('rowheader')}
      scope="row"
      data-label={label}
      className={clsx('cell', 'font-medium', aligned(align), className)}
    />
  )
}

type Labelled = {
  /** The column's name, shown before the value when the row is stacked; left out for a checkbox or a button. */
  label?: string
}

export function Cell({
  label,
  align = 'left',
  className,
  ...rest
}: ComponentProps<'td'> & CellProps & Labelled) {
  return (
    <td {...rest} {...role('cell')} data-label={label} className={clsx('cell', aligned(align), className)} />
  )
}

function aligned(align: 'left' | 'right'): string {
  return align === 'right' ? 'sm:text-right' : 'text-left'
}

function role(name: string): { role: string } {
  return { role: name }
}
