import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '../scripts/environment'

/** One piece of code that is replaced by a mistake. `from` must stand in the file exactly once. */
export type Patch = { file: string; from: string; to: string }

export type Mutant = {
  /** What the mistake is. */
  says: string
  patches: readonly Patch[]
  /** Keys of the database that would stop the mistake by themselves: dropped, since the checker is what is on trial. */
  keysInTheWay: readonly [table: string, key: string][]
}

/** The mistakes that other importers make. Verify must find what each of them does. */
export const mutants = {
  cursorOutside: {
    says: 'the cursor is committed outside the transaction of its batch',
    patches: [
      {
        file: 'lib/imports/batch.ts',
        from: '  const decisions = await transaction(write',
        to: `  const { accountId, number } = run.claim
  await pool().query('UPDATE imports SET cursor_row = $3, batches = $4 WHERE account_id = $1 AND number = $2', [
    accountId, number, rows[rows.length - 1]!.row, run.batch + 1 ])
  const decisions = await transaction(write`,
      },
      {
        file: 'lib/imports/batch.ts',
        from: "import { type Tx, transaction } from '../db/transaction'",
        to: "import { pool } from '../db/client'\nimport { type Tx, transaction } from '../db/transaction'",
      },
      { file: 'lib/imports/lock.ts', from: 'AND cursor_row = $4 AND', to: 'AND $4::int IS NOT NULL AND' },
    ],
    keysInTheWay: [],
  },
  noFence: {
    says: 'a worker that was overtaken is not stopped',
    patches: [
      {
        file: 'lib/imports/lock.ts',
        from: 'AND fence = $3 AND cursor_row = $4 AND',
        to: 'AND $3::int + $4::int > 0 AND',
      },
      {
        file: 'lib/imports/apply.ts',
        from: "AND fence = $3 AND status = 'running'`",
        to: 'AND $3::int > 0`',
      },
    ],
    keysInTheWay: [
      ['import_rows', 'import_rows_pkey'],
      ['import_batches', 'import_batches_pkey'],
    ],
  },
  countThenInsert: {
    says: 'the leads are counted first and inserted then, without a lock between',
    patches: [
      {
        file: 'lib/accounts/lock.ts',
        from: `UPDATE accounts SET lock_count = lock_count + 1 WHERE id = $1
     RETURNING lead_count, leads_max, changes_last, lock_count`,
        to: 'SELECT lead_count, leads_max, changes_last, lock_count FROM accounts WHERE id = $1',
      },
      {
        file: 'lib/imports/due.ts',
        from: 'AND NOT EXISTS (SELECT FROM imports e',
        to: 'AND true OR EXISTS (SELECT FROM imports e',
      },
    ],
    keysInTheWay: [['lead_changes', 'lead_changes_pkey']],
  },
  fullBeforeKnown: {
    says: 'a batch that is expected to be all new is not looked up, also when the account is full (we had that one)',
    patches: [
      {
        file: 'lib/imports/batch.ts',
        from: 'decisions.some(isTurnedAway) ? null : await tryApply(',
        to: 'await tryApply(',
      },
    ],
    keysInTheWay: [],
  },
  aheadAlways: {
    says: 'what was decided ahead is written whoever had the account in between',
    patches: [
      {
        file: 'lib/imports/ahead.ts',
        from: 'return ahead.lockCount === account.lockCount',
        to: 'return ahead.lockCount > 0 && account.lockCount > 0',
      },
    ],
    keysInTheWay: [['accounts', 'accounts_lead_count_within_plan']],
  },
} satisfies Record<string, Mutant>

/**
 * Copies the engine, makes the mistake in the copy, and gives back the worker that runs it (a path in the checkout).
 * Throws when a patch no longer fits the code.
 */
export async function makeMutant(mutant: Mutant): Promise<{ script: string; remove(): Promise<void> }> {
  const place = join('.fairlead', 'mutants', `${process.pid}-${Math.random().toString(36).slice(2, 8)}`)
  const folder = join(root, place)
  await mkdir(join(folder, 'torture'), { recursive: true, mode: 0o711 })
  await cp(join(root, 'lib'), join(folder, 'lib'), {
    recursive: true,
    filter: (file) => !file.endsWith('.test.ts'),
  })
  await cp(join(root, 'torture', 'worker.ts'), join(folder, 'torture', 'worker.ts'))
  const remove = () => rm(folder, { recursive: true, force: true })
  try {
    for (const patch of mutant.patches) await applyPatch(folder, patch)
  } catch (error) {
    await remove()
    throw error
  }
  return { script: join(place, 'torture', 'worker.ts'), remove }
}

async function applyPatch(folder: string, { file, from, to }: Patch): Promise<void> {
  const path = join(folder, file)
  const parts = (await readFile(path, 'utf8')).split(from)
  if (parts.length !== 2)
    throw new Error(`A mutant no longer fits: ${file} has ${parts.length - 1} times: ${from}`)
  await writeFile(path, parts.join(to))
}
