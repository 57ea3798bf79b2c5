import { type NextRequest, NextResponse } from 'next/server'
import { env } from './lib/env'

/**
 * Puts headers on pages and nothing else: who may see what is decided by requireMember, never here. It must not
 * match /api: Next would buffer a request's body for it and silently cut a received file at 10 MB.
 */
export function proxy(request: NextRequest) {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64')
  const policy = contentSecurityPolicy(nonce)
  const headers = new Headers(request.headers)
  // Next reads the nonce for its own scripts from this header.
  headers.set('content-security-policy', policy)
  headers.set('x-nonce', nonce)
  headers.set('x-fairlead-path', request.nextUrl.pathname + request.nextUrl.search)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  if (env().FAIRLEAD_URL.startsWith('https:')) {
    response.headers.set('strict-transport-security', 'max-age=31536000; includeSubDomains')
  }
  return response
}

function contentSecurityPolicy(nonce: string): string {
  // React's development build reads stack traces with eval; the production build does not.
  const evalInDevelopment = process.env.NODE_ENV === 'development' ? " 'unsafe-eval'" : ''
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${evalInDevelopment}`,
    // Style attributes (a bar's width, the outbox's mails) cannot carry a nonce.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "frame-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

export const config = {
  matcher: ['/((?!api/|_next/static|_next/image|favicon\\.svg|favicon\\.ico).*)'],
}
