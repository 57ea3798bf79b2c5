import { readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { lockAccount } from '../accounts/lock'
import { lockedTransaction } from '../accounts/locked'
import { pool } from '../db/client'
import type { AccountId, FileId } from '../db/ids'
import { type Tx, transaction } from '../db/transaction'
import { env } from '../env'
import { log } from '../log'
import { done, type Result, refused } from '../result'
import { arrivingFolder, removeArrival } from './arriving'
import { filesFolder, removeFile } from './files'

/** How long a file waits to be imported, and how long one that is cut off on its way can go on. */
export const unusedHoursMax = 24
const hourMs = 3_600_000

/** SQL: `f` of files was never imported, and its time is over. */
const isUnused = `f.created_at < now() - make_interval(hours => ${unusedHoursMax})
  AND NOT EXISTS (SELECT FROM imports i WHERE i.account_id = f.account_id AND i.file_id = f.id)`

/** SQL: `f` of files was imported, is kept no longer ($1 days), and no import reads it. */
const isKeptNoLonger = `f.removed_at IS NULL AND f.created_at < now() - make_interval(days => $1)
  AND NOT EXISTS (SELECT FROM imports i WHERE i.account_id = f.account_id AND i.file_id = f.id
                  AND i.status IN ('queued', 'running'))`

type OldFile = { account_id: AccountId; id: FileId }

/**
 * Removes what is kept no longer: files that were never imported, after a day, as if they had not been; the bytes of
 * those that were, after FILE_KEEP_DAYS, while their reports stay; files cut off on their way; what a killed process
 * left behind. Each by itself under its account's lock, so any number of processes may sweep at once, and any may be
 * killed: the next goes on. Says how many files that were.
 */
export async function sweepFiles(): Promise<number> {
  const { rows } = await pool().query<OldFile>(
    `SELECT f.account_id, f.id FROM files f WHERE (${isUnused}) OR (${isKeptNoLonger}) ORDER BY f.created_at`,
    [env().FILE_KEEP_DAYS],
  )
  let swept = 0
  for (const file of rows) if (await transaction((tx) => sweepOne(tx, file))) swept++
  swept += (await sweepArriving()) + (await sweepStrays())
  if (swept > 0) log.info({ files: swept }, 'Removed files that are kept no longer')
  return swept
}

/** Bytes first: killed in between, the file is still due, and removing it again does no harm. */
async function sweepOne(tx: Tx, { account_id, id }: OldFile): Promise<boolean> {
  if (!(await lockAccount(tx, account_id))) return false
  const one = [env().FILE_KEEP_DAYS, account_id, id]
  const { rows } = await tx.query<{ unused: boolean }>(
    `SELECT (${isUnused}) AS unused FROM files f
     WHERE f.account_id = $2 AND f.id = $3 AND ((${isUnused}) OR (${isKeptNoLonger}))`,
    one,
  )
  const due = rows[0]
  if (!due) return false
  await removeFile(id)
  const key = [account_id, id]
  if (due.unused) await tx.query('DELETE FROM files WHERE account_id = $1 AND id = $2', key)
  else await tx.query('UPDATE files SET removed_at = now() WHERE account_id = $1 AND id = $2', key)
  return true
}

/** Removes a file at once because a person let go of it. Refused when an import was made of it. */
export async function discardFile(accountId: AccountId, fileId: FileId): Promise<Result> {
  return lockedTransaction(accountId, async (tx) => {
    const key = [accountId, fileId]
    const { rows } = await tx.query<{ used: boolean }>(
      `SELECT EXISTS (SELECT FROM imports WHERE account_id = $1 AND file_id = $2) AS used
       FROM files WHERE account_id = $1 AND id = $2`,
      key,
    )
    if (!rows[0]) return done()
    if (rows[0].used) return refused('This file was imported. It is kept for its report.')
    await removeFile(fileId)
    await tx.query('DELETE FROM files WHERE account_id = $1 AND id = $2', key)
    return done()
  })
}

/** Files on their way of which nothing has come for a day. */
async function sweepArriving(): Promise<number> {
  const ids = new Set((await namesIn(arrivingFolder())).map((name) => path.parse(name).name as FileId))
  let swept = 0
  for (const id of ids) {
    const touched = [id, `${id}.json`].map((name) => hoursSince(path.join(arrivingFolder(), name)))
    if (Math.min(...(await Promise.all(touched))) < unusedHoursMax) continue
    await removeArrival(id)
    swept++
  }
  return swept
}

/**
 * What a process that was killed while it took a file in has left among the files: halves after a day. A whole file
 * that no account knows stays as long as a known one would, in case it belongs to another database beside this one.
 */
async function sweepStrays(): Promise<number> {
  const daysMax = env().FILE_KEEP_DAYS + 1
  let swept = 0
  for (const name of await namesIn(filesFolder())) {
    const place = path.join(filesFolder(), name)
    const hours = await hoursSince(place)
    if (hours < (name.endsWith('.part') ? unusedHoursMax : 24 * daysMax)) continue
    if (!name.endsWith('.part') && (await isKnown(path.parse(name).name as FileId))) continue
    await rm(place, { force: true, recursive: true })
    swept++
  }
  return swept
}

async function isKnown(id: FileId): Promise<boolean> {
  const { rowCount } = await pool().query('SELECT FROM files WHERE id::text = $1 AND removed_at IS NULL', [
    id,
  ])
  return rowCount !== 0
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
}

/** Hours since it was last written; Infinity when it is not there. */
async function hoursSince(place: string): Promise<number> {
  const found = await stat(place).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  return found ? (Date.now() - found.mtimeMs) / hourMs : Number.POSITIVE_INFINITY
}
