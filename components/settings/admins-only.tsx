type AdminsOnlyProps = { admins: readonly string[]; may?: 'change' | 'see' }

/** Stands where a member would look for the controls: who may. */
export function AdminsOnly({ admins, may = 'change' }: AdminsOnlyProps) {
  return (
    <p className="text-ink-2">
      Only admins can {may} this. Admins: {admins.join(', ')}.
    </p>
  )
}
