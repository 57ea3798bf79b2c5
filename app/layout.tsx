import './globals.css'
import clsx from 'clsx'
import { GeistMono } from 'geist/font/mono'
import { GeistSans } from 'geist/font/sans'
import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { StatusRegion } from '@/components/ui/status-region'
import { chosenTheme } from './theme'

export const metadata: Metadata = {
  title: { template: '%s · Fairlead', default: 'Fairlead' },
  description: 'Imports lists of leads and accounts for every row.',
  icons: '/favicon.svg',
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#0e1116' },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = await chosenTheme()
  return (
    <html lang="en" className={clsx(GeistSans.variable, GeistMono.variable, theme !== 'system' && theme)}>
      <body>
        <StatusRegion>{children}</StatusRegion>
      </body>
    </html>
  )
}
