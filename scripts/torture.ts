import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { root, say } from './environment'

// `npm run torture -- [--minutes 10] [--seed 1] [--round N] [--no-set-pieces]`: kills, cuts, freezes and fills up
// everything an import stands on, on a server of its own, and verifies what is left. Exit code 1 on a violation.
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
    round: { type: 'string' },
    'no-set-pieces': { type: 'boolean', default: false },
  },
})
const [minutes, seed] = [Number(values.minutes), Number(values.seed)]
const round = values.round === undefined ? null : Number(values.round)
if (!(minutes > 0) || !Number.isSafeInteger(seed) || (round !== null && !Number.isSafeInteger(round)))
  throw new Error('--minutes, --seed and --round take numbers.')

process.env.LOG_LEVEL = 'silent' // read when the log is made; what workers say is kept by who starts them
const [{ torture }, { resultsText }] = await Promise.all([
  import('../torture/torture'),
  import('../torture/results'),
])
const stopping = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    say('Stopping after this round; its server is taken down then.')
    stopping.abort()
  })
}
const setPieces = !values['no-set-pieces']
const summary = await torture({ minutes, seed, round, setPieces, say, signal: stopping.signal })
const command = `npm run torture -- --minutes ${minutes} --seed ${seed}${setPieces ? '' : ' --no-set-pieces'}`
const text = resultsText(summary, { minutes, command })
if (round === null) await writeFile(join(root, 'torture', 'results.md'), text)
process.stdout.write(text)
const holds = summary.violations.length === 0 && summary.pieces.every((piece) => piece.holds !== false)
process.exit(holds ? 0 : 1)
