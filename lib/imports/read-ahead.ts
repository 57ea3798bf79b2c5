/** Asks for the next value as soon as one is handed out, so that reading goes on while the batch is written. */
export async function* readAhead<T>(source: AsyncIterable<T>): AsyncGenerator<T> {
  const iterator = source[Symbol.asyncIterator]()
  let next = iterator.next()
  try {
    while (true) {
      const { done, value } = await next
      if (done) return
      next = iterator.next()
      next.catch(() => {}) // it throws where it is awaited, one turn later
      yield value
    }
  } finally {
    await iterator.return?.()
  }
}
