import { copyBytes, writeAscii } from './copy-bytes'
import { writeUuidOf } from './ids'

/** The types of elements, as PostgreSQL's array format names them. */
const oids = { text: 25, uuid: 2950 } as const
const headBytes = 20

/**
 * An array in PostgreSQL's binary format, to be given as a parameter: written straight into bytes, with nothing to
 * escape for us and little to parse for the server. Holds as many elements as were announced, none of them NULL.
 */
export class BinaryArray {
  #bytes: Buffer
  #used = headBytes

  constructor(type: keyof typeof oids, elements: number) {
    this.#bytes = Buffer.allocUnsafe(headBytes + 32 * elements)
    const head = [elements === 0 ? 0 : 1, 0, oids[type], elements, 1]
    for (const [i, word] of head.entries()) this.#bytes.writeInt32BE(word, 4 * i)
    if (elements === 0) this.#used = 12
  }

  text(text: string): void {
    this.#reserve(3 * text.length)
    const at = this.#used + 4
    const written = writeAscii(text, this.#bytes, at) ? text.length : this.#bytes.write(text, at)
    this.#bytes.writeInt32BE(written, this.#used)
    this.#used = at + written
  }

  /** UTF-8 bytes of a text. */
  bytes(bytes: Uint8Array, start = 0, end = bytes.length): void {
    this.#length(end - start)
    this.#used = copyBytes(bytes, start, end, this.#bytes, this.#used)
  }

  /** 36 characters that lie in bytes. */
  uuidAt(bytes: Uint8Array, at: number): void {
    this.#length(16)
    this.#used = writeUuidOf(bytes, at, this.#bytes, this.#used)
  }

  /** The parameter. */
  end(): Buffer {
    return this.#bytes.subarray(0, this.#used)
  }

  #length(length: number): void {
    this.#reserve(length)
    this.#used = this.#bytes.writeInt32BE(length, this.#used)
  }

  #reserve(bytes: number): void {
    const wanted = this.#used + 4 + bytes
    if (wanted <= this.#bytes.length) return
    const grown = Buffer.allocUnsafe(2 * wanted)
    this.#bytes.copy(grown, 0, 0, this.#used)
    this.#bytes = grown
  }
}
