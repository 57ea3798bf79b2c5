import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../lib/db/test-database'
import { faultPoints } from '../lib/imports/fault-point'
import { csvOfLeads } from '../prisma/factories/import'
import { killAtRandom, pointsFired, sweep } from './fault-loop'
import { randomOf } from './random'
import { randomScenario, type Scenario } from './scenario'

process.env.BATCH_ROWS = '12'
testDatabase()

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fairlead-faults-'))
})
afterAll(() => rm(folder, { recursive: true }))

const env = { BATCH_ROWS: '12' }

/** Two batches with something of everything: new, changed, unchanged, rejected, blank, offered to a campaign. */
const scenario: Scenario = {
  text: `${csvOfLeads(18, 3)},,\nnobody,No,\nl3@acme.test,Else,\nl4@acme.test,Ana 4,"Acme, Inc. 4"\nl1@acme.test,Gone,\n`,
  plan: 'trial',
  leads: 6,
  deleted: 2,
  update: true,
  blankCells: 'keep',
  campaign: true,
}

test('killed at each point it reaches, one after the other, an import ends as if nothing had happened', async () => {
  const log = join(folder, 'sweep.log')
  const { wrong, kills } = await sweep(scenario, { log, env })
  expect(wrong).toEqual([])
  const fired = await pointsFired(log)
  expect([...fired.keys()].sort()).toEqual([...faultPoints].sort())
  expect(kills).toBe([...fired.values()].reduce((sum, count) => sum + count, 0))
})

test.each([1, 2, 3])(
  'killed at points drawn by lot, with anything in the file and the account (seed %i)',
  async (seed) => {
    const random = randomOf(seed)
    const log = join(folder, `${seed}.log`)
    const { wrong } = await killAtRandom(randomScenario(random, 60), random, { log, env })
    expect(wrong).toEqual([])
  },
  120_000,
)
