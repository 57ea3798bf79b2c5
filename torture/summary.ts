/** A fault that is tried once, at full size, and what was seen. */
export type SetPiece = { faults: string; what: string; seen: string; holds: boolean | null }

/** What a whole run of torture came to. */
export class Summary {
  readonly seed: number
  rounds = 0
  imports = 0
  rows = 0
  /** Things that were looked at after faults. */
  checked = 0
  /** By kind of fault. */
  readonly faults = new Map<string, number>()
  /** Fault points that killed or froze a worker. */
  readonly points = new Map<string, number>()
  readonly violations: string[] = []
  readonly pieces: SetPiece[] = []

  constructor(seed: number) {
    this.seed = seed
  }

  fault(kind: string, times = 1): void {
    this.faults.set(kind, (this.faults.get(kind) ?? 0) + times)
  }

  point(name: string, times = 1): void {
    this.points.set(name, (this.points.get(name) ?? 0) + times)
  }
}
