/** A file that this browser began to send and did not finish, and how much of it the server has. */
export type UnfinishedFile = { key: string; url: string; name: string; bytes: number; sent: number }

const shownMax = 3
const keptMs = 24 * 60 * 60 * 1000
const tus = { 'Tus-Resumable': '1.0.0' }

/**
 * The files that this browser began to send to `url` (`/api/[account]/files`), newest first, as far as the server still
 * has them for the person who is signed in. The browser does not keep the files themselves: they must be chosen again.
 */
export async function unfinishedFiles(url: string): Promise<UnfinishedFile[]> {
  const { defaultOptions } = await import('tus-js-client')
  const begun = await defaultOptions.urlStorage.findAllUploads()
  const found: UnfinishedFile[] = []
  for (const one of begun.toSorted((a, b) => Date.parse(b.creationTime) - Date.parse(a.creationTime))) {
    if (found.length >= shownMax) break
    if (!one.uploadUrl || !new URL(one.uploadUrl, location.href).pathname.startsWith(`${url}/`)) continue
    if (Date.now() - Date.parse(one.creationTime) > keptMs) {
      await defaultOptions.urlStorage.removeUpload(one.urlStorageKey)
      continue
    }
    const sent = await bytesThere(one.uploadUrl)
    if (sent !== null)
      found.push({
        key: one.urlStorageKey,
        url: one.uploadUrl,
        name: one.metadata.name ?? 'a file',
        bytes: one.size ?? 0,
        sent,
      })
  }
  return found
}

/** Null when the server does not have it, not for this person, or cannot be reached. */
async function bytesThere(url: string): Promise<number | null> {
  const answer = await fetch(url, { method: 'HEAD', headers: tus }).catch(() => null)
  const offset = answer?.ok ? answer.headers.get('Upload-Offset') : null
  return offset === null || offset === undefined ? null : Number(offset)
}

/** Lets go of such a file, here and on the server. */
export async function discardUnfinished({ key, url }: UnfinishedFile): Promise<void> {
  const { defaultOptions } = await import('tus-js-client')
  await defaultOptions.urlStorage.removeUpload(key)
  // Not reached now, the server sweeps it after a day.
  await fetch(url, { method: 'DELETE', headers: tus }).catch(() => null)
}
