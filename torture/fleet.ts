import { startWorkerProcess, type WorkerOptions, type WorkerProcess } from './worker-process'

/** Workers that are started again when they end, as `npm start` does it. */
export type Fleet = {
  workers(): readonly WorkerProcess[]
  /** How often one ended by itself, not by us: a crash. */
  crashes(): { count: number; said: string }
  /** Kills one of them; another takes its place. */
  kill(worker: WorkerProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<void>
  remove(): Promise<void>
}

export function startFleet(count: number, options: (at: number) => WorkerOptions): Fleet {
  const places: WorkerProcess[] = []
  const killed = new Set<WorkerProcess>()
  let removing = false
  let crashes = 0
  let said = ''
  const fill = (at: number) => {
    const worker = startWorkerProcess(options(at))
    places[at] = worker
    void worker.ended.then(() => {
      if (removing) return
      if (!killed.delete(worker)) {
        crashes++
        said = worker.said()
      }
      fill(at)
    })
  }
  for (let at = 0; at < count; at++) fill(at)
  return {
    workers: () => places,
    crashes: () => ({ count: crashes, said }),
    async kill(worker, signal) {
      killed.add(worker)
      worker.signal(signal)
      await worker.ended
    },
    async remove() {
      removing = true
      await Promise.all(places.map((worker) => worker.remove()))
    },
  }
}
