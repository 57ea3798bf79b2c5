const whole = new Intl.NumberFormat('en')

const sizes = [
  { unit: 'GB', bytes: 1_000_000_000 },
  { unit: 'MB', bytes: 1_000_000 },
  { unit: 'kB', bytes: 1_000 },
] as const

/** "1.4 GB", "38 kB", "512 bytes": decimal units as the limits are written, never rounded up past one. */
export function sizeText(bytes: number): string {
  const size = sizes.find((candidate) => bytes >= candidate.bytes)
  if (!size) return bytes === 1 ? '1 byte' : `${whole.format(bytes)} bytes`
  const amount = bytes / size.bytes
  return `${whole.format(amount < 10 ? Math.floor(amount * 10) / 10 : Math.floor(amount))} ${size.unit}`
}

/** How large a file may be, as text and as a spreadsheet. */
export type SizeLimits = { bytesMax: number; xlsxBytesMax: number }

/** Why a file of this name and size is not taken, as a sentence that names the limit; null when it is. */
export function refusalOfSize(
  name: string,
  bytes: number,
  { bytesMax, xlsxBytesMax }: SizeLimits,
): string | null {
  if (bytes > bytesMax)
    return `${name} is ${sizeText(bytes)}. The most is ${sizeText(bytesMax)}. Split it into two files.`
  if (/\.xlsx$/i.test(name) && bytes > xlsxBytesMax)
    return `${name} is ${sizeText(bytes)}. The most for an Excel file is ${sizeText(xlsxBytesMax)}. Save the sheet as CSV and choose that.`
  return null
}
