// Loaded before a worker: its clock is CLOCK_SHIFT_SECONDS ahead (or behind), as on a machine that was set wrong.
const shiftMs = Number(process.env.CLOCK_SHIFT_SECONDS ?? 0) * 1000
const RealDate = Date
globalThis.Date = class MovedDate extends RealDate {
  constructor(...given) {
    if (given.length === 0) super(RealDate.now() + shiftMs)
    else super(...given)
  }
  static now() {
    return RealDate.now() + shiftMs
  }
}
