/** Stands where a member would look for the controls: who may change this. */
export function AdminsOnly({ admins }: { admins: readonly string[] }) {
  return <p className="text-ink-2">Only admins can change this. Admins: {admins.join(', ')}.</p>
}
