import { snapshot } from '@/lib/db/cursor'
import type { AccountId } from '@/lib/db/ids'
import type { Tx } from '@/lib/db/transaction'
import type { RejectionCode } from '@/lib/imports/outcome'
import { rejectedCsv } from '@/lib/imports/rejected-csv'
import { streamRejectedRows } from '@/lib/imports/report-rows'
import type { SourceFile } from '@/lib/imports/source-rows'

type Asked = {
  accountId: AccountId
  number: number
  code: RejectionCode | undefined
  /** The imported file; null when it is not kept any more. */
  source: SourceFile | null
}

/** A reader that takes nothing for this long is let go: it holds a database connection. */
const idleMsMax = 60_000

/** The file of rejected rows as bytes. */
export function rejectedStream({ accountId, number, code, source }: Asked): ReadableStream<Uint8Array> {
  return streamOf((tx) => rejectedCsv(source, streamRejectedRows(tx, accountId, number, code)))
}

/** A file of one moment of the database as bytes, written as fast as it is read. */
export function streamOf(pieces: (tx: Tx) => AsyncIterable<string>): ReadableStream<Uint8Array> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
  const writer = writable.getWriter()
  const encoder = new TextEncoder()
  const written = snapshot(async (tx) => {
    for await (const piece of pieces(tx)) {
      await withinIdleTime(writer.ready)
      await writer.write(encoder.encode(piece))
    }
  })
  // What went wrong reaches the reader as a broken download, never as a file that looks whole.
  written
    .then(() => writer.close())
    .catch((error) => writer.abort(error))
    .catch(() => {}) // the reader had left already
  return readable
}

async function withinIdleTime(ready: Promise<unknown>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const idle = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The reader of the rejected rows stopped reading.')), idleMsMax)
  })
  try {
    await Promise.race([ready, idle])
  } finally {
    clearTimeout(timer)
  }
}
