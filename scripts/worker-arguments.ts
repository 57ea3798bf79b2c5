import { bundleOf } from './worker-bundle'

/** What a worker runs. */
export const workerEntry = 'lib/worker.ts'

/**
 * Arguments of node for a worker process: the one way to start one. Its live data is a batch, so its heap is kept
 * small: garbage is collected early instead of the heap growing to what the machine would allow.
 */
export function workerArguments(entry = workerEntry): string[] {
  return ['--max-semi-space-size=8', '--max-old-space-size=256', bundleOf(entry)]
}
