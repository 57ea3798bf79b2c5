import { bundleOf } from './worker-bundle'

/** What a worker runs. */
export const workerEntry = 'lib/worker.ts'

/**
 * Arguments of node for a worker process: the one way to start one. Its live data is a batch, so its heap is kept
 * small: garbage is collected early instead of the heap growing to what the machine would allow; but not so early that
 * it collects all the time (the largest size says by how much the heap may grow between two collections). The only WebAssembly
 * it runs for long is Prisma's query compiler, for a handful of queries per mail: not worth V8's second, thorough
 * compilation, which takes 50 MB while it lasts.
 */
export function workerArguments(entry = workerEntry): string[] {
  return ['--max-semi-space-size=16', '--max-old-space-size=1024', '--liftoff-only', bundleOf(entry)]
}
