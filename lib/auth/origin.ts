/** What a request says about the page it was sent from: two of its headers, null when absent. */
export type RequestOrigin = { origin: string | null; fetchSite: string | null }

export function originOf(headers: Headers): RequestOrigin {
  return { origin: headers.get('origin'), fetchSite: headers.get('sec-fetch-site') }
}

/**
 * Whether a request was sent by a page of ours, at the address in FAIRLEAD_URL. The Origin header decides when
 * there is one; else the browser's own Sec-Fetch-Site. With neither, no. The Host header is never asked: whoever
 * sends the request writes it.
 */
export function isOwnOrigin({ origin, fetchSite }: RequestOrigin, ownUrl: string): boolean {
  if (origin !== null) return origin === new URL(ownUrl).origin
  return fetchSite === 'same-origin'
}
