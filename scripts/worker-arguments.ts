import { join } from 'node:path'
import { root } from './environment'

/**
 * Arguments of node for a worker process. Its live data is a batch, so its heap is kept small: garbage is collected
 * early instead of the heap growing to what the machine would allow.
 */
export const workerArguments = [
  '--max-semi-space-size=8',
  '--max-old-space-size=256',
  '--import',
  'tsx',
  join(root, 'lib', 'worker.ts'),
]
