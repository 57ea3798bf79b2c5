import Link from 'next/link'
import type { ReactNode } from 'react'
import { countText } from '@/components/ui/count-text'
import { Cell, ColumnHead, RowHead, TableRow } from '@/components/ui/table'

/** The heads of the columns that `FileRow` begins with. */
export function FileRowHeads() {
  return (
    <>
      <ColumnHead className="w-20">Row</ColumnHead>
      <ColumnHead className="w-3/10">Email</ColumnHead>
    </>
  )
}

type FileRowProps = {
  /** Its number, as a spreadsheet shows it. */
  row: number
  email: ReactNode
  /** What an address of the page can point at, where each row stands once. */
  id?: string
  /** The cells after its email. */
  children: ReactNode
}

/** A row of a file in a table: its number, its email, and what the table is about. */
export function FileRow({ row, email, id, children }: FileRowProps) {
  return (
    <TableRow id={id} className="scroll-mt-4 target:bg-paper-2">
      <RowHead label="Row">{countText(row)}</RowHead>
      <Cell label="Email" className="wrap-anywhere">
        {email}
      </Cell>
      {children}
    </TableRow>
  )
}

type RowEmailProps = {
  email: string | null
  /** The way to its lead. */
  href?: string | null
  /** Said where there is no way: why there is no email, or no lead. */
  gone?: string
}

/** The email of a row with the way to its lead, as far as there are both. */
export function RowEmail({ email, href, gone }: RowEmailProps) {
  if (email !== null && href)
    return (
      <Link href={href} className="link">
        {email}
      </Link>
    )
  return (
    <>
      {email} {gone ? <span className="text-ink-3">({gone})</span> : null}
    </>
  )
}
