import { type ReceivedFile, receivedFileSchema, refusalSchema } from './received-file'

export type SentFile =
  | { kind: 'received'; file: ReceivedFile }
  /** As a sentence; nothing is kept on the server. */
  | { kind: 'refused'; reason: string }
  | { kind: 'cancelled' }

type SendOptions = {
  url: string
  /** Bytes sent so far. */
  onProgress: (sent: number) => void
  signal: AbortSignal
}

/** Sends a file as it is, with progress (which fetch does not tell). Never throws for what the network does. */
export function sendFile(file: File, { url, onProgress, signal }: SendOptions): Promise<SentFile> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    request.open('POST', url)
    request.setRequestHeader('Content-Type', 'application/octet-stream')
    request.setRequestHeader('X-File-Name', encodeURIComponent(file.name))
    request.upload.onprogress = (event) => onProgress(event.loaded)
    request.onload = () => resolve(answerOf(request, file.name))
    request.onerror = () => resolve({ kind: 'refused', reason: connectionLost(file.name) })
    request.onabort = () => resolve({ kind: 'cancelled' })
    signal.addEventListener('abort', () => request.abort(), { once: true })
    if (signal.aborted) return resolve({ kind: 'cancelled' })
    request.send(file)
  })
}

function connectionLost(name: string): string {
  return `The connection was lost while ${name} was being sent. Nothing was imported. Choose the file again.`
}

function answerOf(request: XMLHttpRequest, name: string): SentFile {
  const body = parsed(request.responseText)
  if (request.status < 300) {
    const received = receivedFileSchema.safeParse(body)
    if (received.success) return { kind: 'received', file: received.data }
  }
  if (request.status === 401) {
    return { kind: 'refused', reason: 'You are signed out. Sign in again and choose the file once more.' }
  }
  const refusal = refusalSchema.safeParse(body)
  const reason = refusal.success
    ? refusal.data.reason
    : `${name} could not be read: the server answered ${request.status}. Nothing was imported. Try again.`
  return { kind: 'refused', reason }
}

/** The body as JSON; null when it is something else (a proxy's error page). */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
