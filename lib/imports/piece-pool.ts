/** Pieces are a multiple of this, so that one fits where another was. */
const unit = 64 * 1024

/** More of them than this are not kept for later. */
const piecesFree = 32

/**
 * Memory for the pieces of a file, used again once no row lies in it any more: else the garbage collector, which does
 * not see how much memory a few objects stand for, lets it grow, or stops everything to look for it.
 */
export class PiecePool {
  #free: Buffer[] = []
  #used: { piece: Buffer; batch: number }[] = []

  /** Memory for a piece, until `keep` says otherwise only until the next one is taken. */
  take(bytes: number): Buffer {
    const at = this.#free.findIndex((piece) => piece.length >= bytes)
    const piece = at === -1 ? Buffer.allocUnsafeSlow(Math.ceil(bytes / unit) * unit) : this.#free[at]!
    if (at === -1 && this.#free.length < piecesFree) this.#free.push(piece)
    return piece
  }

  /** Rows up to batch number `batch` lie in the piece. */
  keep(piece: Buffer, batch: number): void {
    this.#free = this.#free.filter((one) => one !== piece)
    this.#used.push({ piece, batch })
  }

  /** Batches before number `batch` are done with. */
  free(batch: number): void {
    for (const one of this.#used)
      if (one.batch < batch && this.#free.length < piecesFree) this.#free.push(one.piece)
    this.#used = this.#used.filter((one) => one.batch >= batch)
  }
}
