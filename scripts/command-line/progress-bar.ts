const width = 30
const number = new Intl.NumberFormat('en-US')

/** A bar on standard error that shows `done` of `total` rows; nothing where standard error is no terminal. */
export function progressBar(): { show: (done: number, total: number) => void; clear: () => void } {
  const { stderr } = process
  if (!stderr.isTTY) return { show: () => {}, clear: () => {} }
  return {
    show: (done, total) => {
      const share = total === 0 ? 1 : Math.min(1, done / total)
      const full = Math.round(share * width)
      const bar = '█'.repeat(full) + '░'.repeat(width - full)
      stderr.write(`\r${bar} ${number.format(done)} of ${number.format(total)} rows`)
    },
    clear: () => stderr.write('\r\x1b[2K'),
  }
}
