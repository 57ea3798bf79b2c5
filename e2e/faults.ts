import type { BrowserContext } from '@playwright/test'

/** Expects a fault that matches: it is not held against the test, now or later. */
export type Allow = (fault: RegExp) => void

/** Playwright looks into the sandboxed frame of a mail with a script, and the browser says that it may not. */
const ofPlaywright = /Blocked script execution in 'about:srcdoc'/

/** Collects what must not happen in any window: script errors, console.error, answers from 500 on. */
export function collectFaults() {
  const faults: string[] = []
  const allowed = [ofPlaywright]
  return {
    allow: ((fault) => void allowed.push(fault)) as Allow,
    seen: () => faults.filter((fault) => !allowed.some((expected) => expected.test(fault))),
    watch(context: BrowserContext) {
      context.on('weberror', (error) => faults.push(`page error: ${error.error().stack}`))
      context.on('console', (message) => {
        if (message.type() === 'error')
          faults.push(`console.error: ${message.text()} (${message.location().url})`)
      })
      context.on('response', (response) => {
        if (response.status() >= 500) faults.push(`${response.status()} ${response.url()}`)
      })
    },
  }
}
