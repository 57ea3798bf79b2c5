import type { DetailedError, Upload } from 'tus-js-client'
import { fileHash } from './file-hash'
import { refusalSchema, type TakenIn, takenInSchema } from './received-file'

/** How sending goes. `waiting`: the connection is lost; it goes on by itself when it is back. */
export type SendingState = 'sending' | 'paused' | 'waiting' | 'reading'

export type SentFile =
  | { kind: 'received'; file: TakenIn }
  /** As a sentence; nothing is kept on the server. */
  | { kind: 'refused'; reason: string }
  | { kind: 'cancelled' }

type SendOptions = {
  /** `/api/[account]/files` */
  url: string
  /** Bytes that have gone out so far. */
  onProgress: (sent: number) => void
  onState: (state: SendingState) => void
}

const chunkBytes = 8 * 1024 * 1024
const retryMs = [500, 1_000, 2_000, 5_000] as const

/**
 * Sends a file in pieces that can be resumed: after a pause, a lost connection, a reload (when the same file is chosen
 * again), a server that was started again. Then the server counts and hashes what it has; only when that is what the
 * browser has is the file read. Never throws for what the network does.
 */
export class FileSending {
  readonly sent: Promise<SentFile>
  readonly #file: File
  readonly #options: SendOptions
  readonly #stop = new AbortController()
  readonly #hash: Promise<string>
  #upload: Upload | null = null
  #state: SendingState = 'sending'
  #failures = 0
  #retry: ReturnType<typeof setTimeout> | undefined
  #settle: (sent: SentFile) => void = () => {}

  constructor(file: File, options: SendOptions) {
    this.#file = file
    this.#options = options
    this.sent = new Promise((resolve) => {
      this.#settle = resolve
    })
    this.#hash = fileHash(file, this.#stop.signal)
    // It is awaited at the end; until then nobody hears of a failure.
    this.#hash.catch(() => {})
    window.addEventListener('online', this.#goOn)
    void this.#begin()
  }

  pause(): void {
    if (this.#state !== 'sending' && this.#state !== 'waiting') return
    clearTimeout(this.#retry)
    void this.#upload?.abort()
    this.#become('paused')
  }

  resume(): void {
    if (this.#state !== 'paused' && this.#state !== 'waiting') return
    clearTimeout(this.#retry)
    this.#become('sending')
    this.#upload?.start()
  }

  /** Stops for good; what has arrived is forgotten. */
  cancel(): void {
    // What cannot be forgotten now is swept after a day.
    this.#upload?.abort(true).catch(() => {})
    this.#end({ kind: 'cancelled' })
  }

  async #begin(): Promise<void> {
    const { Upload } = await import('tus-js-client')
    if (this.#stop.signal.aborted) return
    const upload = new Upload(this.#file, {
      endpoint: this.#options.url,
      chunkSize: chunkBytes,
      // We wait and try again ourselves: for as long as it takes, and saying so.
      retryDelays: null,
      metadata: { name: this.#file.name },
      fingerprint: async () => fingerprintOf(this.#file, this.#options.url),
      onProgress: (sent) => this.#options.onProgress(sent),
      onChunkComplete: () => {
        this.#failures = 0
      },
      onSuccess: () => void this.#read(),
      onError: (error) => this.#failed(error),
    })
    this.#upload = upload
    const [before] = await upload.findPreviousUploads()
    if (before) upload.resumeFromPreviousUpload(before)
    if (this.#state === 'sending' && !this.#stop.signal.aborted) upload.start()
  }

  readonly #goOn = () => {
    if (this.#state !== 'waiting') return
    clearTimeout(this.#retry)
    this.#become('sending')
    this.#upload?.start()
  }

  #failed(error: Error | DetailedError): void {
    const answer = 'originalResponse' in error ? error.originalResponse : null
    const status = answer?.getStatus() ?? 0
    // Nobody answered, or it is locked, out of step or out of order: all of that passes.
    if (status === 0 || status === 409 || status === 423 || (status >= 500 && status !== 507))
      this.#wait(this.#goOn)
    else this.#end({ kind: 'refused', reason: reasonOf(this.#file.name, status, answer?.getBody() ?? '') })
  }

  #wait(goOn: () => void): void {
    this.#become('waiting')
    this.#retry = setTimeout(goOn, retryMs[Math.min(this.#failures++, retryMs.length - 1)])
  }

  /** Has the server compare, read and keep what has arrived. */
  async #read(): Promise<void> {
    if (this.#stop.signal.aborted) return
    this.#become('reading')
    const hash = await this.#hash.catch(() => null)
    if (this.#stop.signal.aborted) return
    if (hash === null) {
      const reason = `${this.#file.name} cannot be read any more: it was changed or moved. Choose it again.`
      return this.#end({ kind: 'refused', reason })
    }
    const answer = await fetch(`${this.#upload?.url}/read`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ sha256: hash }),
      signal: this.#stop.signal,
    }).catch(() => null)
    if (this.#stop.signal.aborted) return
    if (answer === null || (answer.status >= 500 && answer.status !== 507))
      return this.#wait(() => void this.#read())
    const text = await answer.text().catch(() => '')
    const taken = takenInSchema.safeParse(parsed(text))
    this.#end(
      answer.ok && taken.success
        ? { kind: 'received', file: taken.data }
        : { kind: 'refused', reason: reasonOf(this.#file.name, answer.status, text) },
    )
  }

  #become(state: SendingState): void {
    this.#state = state
    this.#options.onState(state)
  }

  #end(sent: SentFile): void {
    window.removeEventListener('online', this.#goOn)
    clearTimeout(this.#retry)
    this.#stop.abort()
    void forgetPlace(this.#upload)
    this.#settle(sent)
  }
}

/** There is nothing to go on with any more: the file was taken in, or refused, or let go. */
async function forgetPlace(upload: Upload | null): Promise<void> {
  const { defaultOptions } = await import('tus-js-client')
  for (const { urlStorageKey } of (await upload?.findPreviousUploads()) ?? [])
    await defaultOptions.urlStorage.removeUpload(urlStorageKey)
}

/** By what a file that is chosen again is known: the browser tells no more of it than this. */
function fingerprintOf(file: File, url: string): string {
  return [url, file.name, file.size, file.lastModified].join(' ')
}

function reasonOf(name: string, status: number, body: string): string {
  if (status === 401) return 'You are signed out. Sign in again and choose the file once more.'
  const refusal = refusalSchema.safeParse(parsed(body))
  return refusal.success
    ? refusal.data.reason
    : `${name} could not be sent: the server answered ${status}. Nothing was imported. Try again.`
}

/** The body as JSON; null when it is something else (a proxy's error page). */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
