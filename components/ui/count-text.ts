const format = new Intl.NumberFormat('en')

/** 41200 → "41,200". */
export function countText(count: number): string {
  return format.format(count)
}

/** (1, 'lead') → "1 lead", (1308, 'lead') → "1,308 leads". `many` when the plural is not one + "s". */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${countText(count)} ${count === 1 ? one : many}`
}
