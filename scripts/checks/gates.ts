import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../environment'

/** Doors that are open to people who are no member of an account, and why. */
const open: Record<string, string> = {
  'app/choose-theme.ts': 'sets a cookie of the own browser',
  'app/(account)/sign-out.ts': 'ends the own session',
  'app/(account)/profile/actions.ts': 'about oneself; asks for a signed-in person',
  'app/(account)/accounts/new/action.ts': 'makes an account; asks for a signed-in person',
  'app/(public)/forgot/action.ts': 'before there is a session',
  'app/(public)/invite/[token]/actions.ts': 'the invitation of the link decides',
  'app/(public)/reset/[token]/action.ts': 'the token of the link decides',
  'app/(public)/sign-in/action.ts': 'before there is a session',
  'app/(public)/sign-up/action.ts': 'before there is a session',
  'app/api/health/route.ts': 'tells nothing of anybody',
  'app/api/webhooks/resend/route.ts': 'the signature of the mail provider decides',
}

type Door = { file: string; text: string }

/**
 * Exported server actions, route handlers and pages of an account that do not ask who is there. A check in a layout or
 * page does not cover the actions it uses: each can be called by itself.
 */
export function gateFaults(doors: Door[] = readDoors()): string[] {
  return doors.filter(({ file }) => !(file in open)).flatMap(faultsOf)
}

function faultsOf({ file, text }: Door): string[] {
  if (file.endsWith('/page.tsx')) {
    // A page may ask in a function that its title uses too.
    return text.includes('await requireMember(') ? [] : [`${file} does not call requireMember`]
  }
  return file.endsWith('/route.ts')
    ? missing(file, text, /\bexport async function ([A-Z]+)\(/g, 'memberOfRequest')
    : missing(file, text, /\bexport (?:async function|const) (\w+)/g, 'requireActor')
}

function missing(file: string, text: string, exported: RegExp, gate: string): string[] {
  const starts = [...text.matchAll(exported)]
  if (starts.length === 0) return [`${file}: no ${gate} found, nor the functions that should call it`]
  return starts.flatMap((start, index) => {
    const body = text.slice(start.index, starts[index + 1]?.index)
    return body.includes(`await ${gate}(`) ? [] : [`${file}: ${start[1]} does not call ${gate}`]
  })
}

function readDoors(): Door[] {
  const files = globSync('app/**/*.{ts,tsx}', { cwd: root })
  return files
    .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }))
    .filter(
      ({ file, text }) =>
        /^['"]use server['"]/m.test(text) ||
        file.endsWith('/route.ts') ||
        /^app\/\(account\)\/\[account\]\/.*page\.tsx$/.test(file),
    )
}
