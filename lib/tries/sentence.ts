/** "Too many tries. Wait 2 minutes and try again." */
export function tooManyTries(waitMinutes: number): string {
  return `Too many tries. Wait ${waitMinutes === 1 ? 'a minute' : `${waitMinutes} minutes`} and try again.`
}
