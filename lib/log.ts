import pino from 'pino'

/**
 * The log of this process, JSON lines on standard error. Never holds an address or a cell of a file at info level.
 * Read from the environment directly: it must work before anything else does.
 */
export const log = pino(
  { level: process.env.LOG_LEVEL || 'info', base: { pid: process.pid } },
  pino.destination(2),
)
