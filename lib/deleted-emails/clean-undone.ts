/** What Clean List did. `undo` is what takes it back for 30 days; null when the list was empty. */
export type Cleaned = { cleared: number; undo: string | null }

/** What came of undoing Clean List. Together they are what had been cleared. */
export type CleanUndone = {
  /** Stand on the list again, those that had been put there anew included. */
  listed: number
  /** Stay off: there is a lead with that email by now. */
  leads: number
}

const number = new Intl.NumberFormat('en-US')

/** "35 of 37 emails are on the list again. 2 stay off it: leads with these emails were added since." */
export function cleanUndoneText({ listed, leads }: CleanUndone): string {
  const all = listed + leads
  const of = leads === 0 ? '' : ` of ${number.format(all)}`
  const back = `${number.format(listed)}${of} ${all === 1 ? 'email' : 'emails'} ${listed === 1 ? 'is' : 'are'} on the list again.`
  if (leads === 0) return back
  return leads === 1
    ? `${back} 1 stays off it: a lead with this email was added since.`
    : `${back} ${number.format(leads)} stay off it: leads with these emails were added since.`
}
