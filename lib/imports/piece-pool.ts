/** Pieces are a multiple of this, so that one fits where another was. */
const unit = 64 * 1024

/**
 * Memory for the pieces of a file, used again once nobody reads it any more: else the garbage collector, which does not
 * see how much memory a few objects stand for, lets it grow, or stops everything to look for it.
 */
export class PiecePool {
  #free: Buffer[] = []
  #used: { piece: Buffer; batch: number }[] = []

  /** Memory for a piece whose rows go into batch number `batch`, and maybe into later ones: see `keep`. */
  take(bytes: number, batch: number): Buffer {
    const at = this.#free.findIndex((piece) => piece.length >= bytes)
    const [found] = at === -1 ? [] : this.#free.splice(at, 1)
    const piece = found ?? Buffer.allocUnsafeSlow(Math.ceil(bytes / unit) * unit)
    this.#used.push({ piece, batch })
    return piece
  }

  /** Says that rows up to batch number `batch` lie in the piece that was taken last. */
  keep(batch: number): void {
    this.#used.at(-1)!.batch = batch
  }

  /** Pieces in which no row of batch number `batch` or later lies may be used again. */
  free(batch: number): void {
    this.#free = this.#used
      .filter((one) => one.batch < batch)
      .map(({ piece }) => piece)
      .concat(this.#free)
      .slice(0, piecesFree)
    this.#used = this.#used.filter((one) => one.batch >= batch)
  }
}

/** More of them than this are not kept. */
const piecesFree = 32
