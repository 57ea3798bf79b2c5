/**
 * Pieces of text as a stream of UTF-8 bytes: the next piece is made only when the reader asks for it, and no more once
 * it has left. A throw reaches the reader as a broken stream, never as one that looks whole.
 */
export function byteStream(pieces: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    async pull(reader) {
      const next = await pieces.next()
      if (next.done) reader.close()
      else reader.enqueue(encoder.encode(next.value))
    },
    async cancel() {
      await pieces.return(undefined)
    },
  })
}
