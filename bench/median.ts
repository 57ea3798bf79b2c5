/** The median of some times; an even number of them leans to the quicker one. */
export function median(seconds: readonly number[]): number {
  return seconds.toSorted((a, b) => a - b)[Math.floor((seconds.length - 1) / 2)]!
}
