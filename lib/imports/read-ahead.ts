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

/** Each value with a promise of the one behind it, null at the end: for those who want to look at that already. */
export async function* withNext<T>(
  source: AsyncIterable<T>,
): AsyncGenerator<{ value: T; next: Promise<T | null> }> {
  const iterator = source[Symbol.asyncIterator]()
  const ask = async () => {
    const { done, value } = await iterator.next()
    return done ? null : value
  }
  try {
    let next = ask()
    while (true) {
      const value = await next
      if (value === null) return
      next = ask()
      next.catch(() => {}) // it throws where it is awaited, one turn later
      yield { value, next }
    }
  } finally {
    await iterator.return?.()
  }
}
