import { createReadStream } from 'node:fs'
import { closeDatabase } from '../lib/db/client'
import type { AccountId, UserId } from '../lib/db/ids'
import { receiveFile } from '../lib/imports/mutations'
import { peakMbOf } from './worker-process'

// Receives the file ACCOUNT USER PATH as the web server does, and prints what came of it and how its memory grew.
const [accountId, userId, path] = process.argv.slice(2)
if (!accountId || !userId || !path) throw new Error('Say ACCOUNT USER PATH.')
const before = await peakMbOf(process.pid)
const given = { name: 'large.csv', stream: createReadStream(path), bytesDeclared: null }
const result = await receiveFile(accountId as AccountId, userId as UserId, given)
const after = await peakMbOf(process.pid)
process.stdout.write(
  JSON.stringify({ result, grewMb: before === null || after === null ? null : after - before }),
)
await closeDatabase()
