import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import { type CopyStreamQuery, from as copyFrom } from 'pg-copy-streams'
import { copyBytes, writeAscii } from './copy-bytes'
import { writeUuid, writeUuidOf } from './ids'
import type { Tx } from './transaction'

/** One value of a row on its way into COPY. Undefined and null are NULL. */
export type CopyValue = string | number | null | undefined

const pieceLines = 1_000

/**
 * Writes rows with COPY … FROM STDIN on the transaction's own connection, each a line of COPY's text format (see
 * copyLine). No lines send nothing. Gives the number of rows written; throws what the server says.
 * @param table with its columns, as SQL: `leads (account_id, id)`
 */
export async function copyLines(tx: Tx, table: string, lines: readonly string[]): Promise<number> {
  if (lines.length === 0) return 0
  const stream = tx.query(copyFrom(`COPY ${table} FROM STDIN`))
  const done = finished(stream)
  done.catch(() => {}) // it is awaited below; the server may answer with an error before we have sent everything
  for (let from = 0; from < lines.length; from += pieceLines) {
    const piece = Buffer.from(lines.slice(from, from + pieceLines).join(''))
    if (!stream.write(piece)) await Promise.race([once(stream, 'drain'), done])
  }
  stream.end()
  await done
  return stream.rowCount
}

/** The same for rows of values. */
export function copyRows(tx: Tx, table: string, rows: readonly (readonly CopyValue[])[]): Promise<number> {
  return copyLines(tx, table, rows.map(copyLine))
}

/** One line of COPY's text format: tab between values, \N for NULL, backslash escapes. */
export function copyLine(values: readonly CopyValue[]): string {
  return `${values.map(copyValue).join('\t')}\n`
}

function copyValue(value: CopyValue): string | number {
  return typeof value === 'string' ? copyText(value) : (value ?? '\\N')
}

const mustEscape = /[\\\n\r\t]/
const escaped = /[\\\n\r\t]/g
const escapes: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** A text value as COPY's text format wants it. */
export function copyText(value: string): string {
  return mustEscape.test(value) ? value.replace(escaped, (character) => escapes[character]!) : value
}

const pieceBytes = 64 * 1024
/** The type of the elements, as PostgreSQL's array format names it. */
const textOid = 25
/** PGCOPY, no flags, no extension: how COPY's binary format begins. */
const binaryStart = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1')
const binaryEnd = Buffer.from([0xff, 0xff])

/**
 * Rows on their way into COPY … FROM STDIN (FORMAT binary), on the transaction's own connection: written straight into
 * bytes, without a text or an array per row, and read by the server with less work than its text format. Begin each
 * row with `row`, then write its columns in their order; call `flush` now and then, and `end` last.
 */
export class BinaryCopy {
  readonly #tx: Tx
  readonly #table: string
  #stream: CopyStreamQuery | null = null
  #done: Promise<void> | null = null
  #full: Buffer[] = []
  #sent: Buffer[] = []
  #piece = newPiece(pieceBytes)
  #used = binaryStart.copy(this.#piece)
  #rows = 0

  /** @param table with its columns, as SQL: `leads (account_id, id)` */
  constructor(tx: Tx, table: string) {
    this.#tx = tx
    this.#table = table
  }

  /** Begins a row. */
  row(columns: number): void {
    this.#reserve(2)
    this.#used = this.#piece.writeInt16BE(columns, this.#used)
    this.#rows++
  }

  null(): void {
    this.#length(-1, 0)
  }

  int(value: number): void {
    this.#length(4, 4)
    this.#used = this.#piece.writeInt32BE(value, this.#used)
  }

  /** `uuid`: 36 characters. */
  uuid(uuid: string): void {
    this.#length(16, 16)
    this.#used = writeUuid(uuid, this.#piece, this.#used)
  }

  /** `uuid`: 36 characters that lie in bytes. */
  uuidAt(bytes: Uint8Array, at: number): void {
    this.#length(16, 16)
    this.#used = writeUuidOf(bytes, at, this.#piece, this.#used)
  }

  /** A value that is in the form the column reads already: bytes of a text, the 16 of a uuid. */
  bytes(bytes: Uint8Array, start = 0, end = bytes.length): void {
    this.#length(end - start, end - start)
    this.#used = copyBytes(bytes, start, end, this.#piece, this.#used)
  }

  /** A text or the word of an enum. */
  text(text: string): void {
    this.#reserve(4 + 3 * text.length)
    const at = this.#used + 4
    const written = writeAscii(text, this.#piece, at) ? text.length : this.#piece.write(text, at)
    this.#piece.writeInt32BE(written, this.#used)
    this.#used = at + written
  }

  /** JSON for a column of type jsonb, as bytes. */
  jsonBytes(json: Uint8Array, length: number): void {
    this.#length(length + 1, length + 1)
    this.#piece[this.#used] = 1
    this.#used = copyBytes(json, 0, length, this.#piece, this.#used + 1)
  }

  /** Texts for a column of type text[]. */
  texts(texts: readonly string[]): void {
    const parts = texts.map((text) => Buffer.from(text))
    const size = parts.reduce((sum, part) => sum + 4 + part.length, 0)
    const head = texts.length === 0 ? [0, 0, textOid] : [1, 0, textOid, texts.length, 1]
    this.#length(4 * head.length + size, 4 * head.length + size)
    for (const word of head) this.#used = this.#piece.writeInt32BE(word, this.#used)
    for (const part of parts) this.bytes(part)
  }

  /** Whether there is a piece to send: then await `flush` before the next row. */
  get isFull(): boolean {
    return this.#full.length > 0
  }

  /** Sends what is full. Throws what the server says. */
  async flush(): Promise<void> {
    const stream = this.#begun()
    for (const piece of this.#full.splice(0)) {
      this.#sent.push(piece)
      if (!stream.write(piece)) await Promise.race([once(stream, 'drain'), this.#done])
    }
  }

  /** Sends the rest and waits for the server. Without a row nothing is sent at all. Gives the number of rows. */
  async end(): Promise<number> {
    if (this.#rows === 0) return 0
    this.#reserve(2)
    this.#used += binaryEnd.copy(this.#piece, this.#used)
    this.#cutPiece(0)
    await this.flush()
    this.#begun().end()
    await this.#done
    keepPieces(this.#sent)
    return this.#begun().rowCount
  }

  #begun(): CopyStreamQuery {
    if (this.#stream) return this.#stream
    this.#stream = this.#tx.query(copyFrom(`COPY ${this.#table} FROM STDIN (FORMAT binary)`))
    this.#done = finished(this.#stream)
    this.#done.catch(() => {}) // it is awaited above; the server may answer before we have sent everything
    return this.#stream
  }

  /** A column's length, and room for it. */
  #length(length: number, room: number): void {
    this.#reserve(4 + room)
    this.#used = this.#piece.writeInt32BE(length, this.#used)
  }

  #reserve(bytes: number): void {
    if (this.#used + bytes > this.#piece.length) this.#cutPiece(bytes)
  }

  #cutPiece(room: number): void {
    this.#full.push(this.#piece.subarray(0, this.#used))
    this.#piece = newPiece(room)
    this.#used = 0
  }
}

/** Pieces that were sent and received, to be written again: memory outside the heap is dear to collect. */
const spare: Buffer[] = []
const spareMax = 64

function newPiece(bytes: number): Buffer {
  return (bytes <= pieceBytes && spare.pop()) || Buffer.allocUnsafeSlow(Math.max(pieceBytes, bytes))
}

function keepPieces(sent: readonly Buffer[]): void {
  for (const { buffer, byteOffset } of sent)
    if (spare.length < spareMax && byteOffset === 0 && buffer.byteLength === pieceBytes)
      spare.push(Buffer.from(buffer))
}
