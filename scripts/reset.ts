import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { isEmbeddedServerUsed, removeEmbeddedServer } from '../lib/db/embedded-server'
import { embeddedFolder, readSettings, say } from './environment'

// `npm run db:reset [-- --yes]`: throws the embedded database and the received files away. Never touches another one.
const data = readSettings()
process.exitCode = await reset()

async function reset(): Promise<number> {
  if (process.env.DATABASE_URL) {
    say(
      'DATABASE_URL names a database of yours; this command only resets the embedded one. Nothing was done.',
    )
    return 1
  }
  const folder = embeddedFolder(data)
  if (await isEmbeddedServerUsed(folder)) {
    say('Fairlead is running on this database. Stop it first. Nothing was done.')
    return 1
  }
  if (!process.argv.includes('--yes') && !(await agreed())) {
    say('Nothing was done.')
    return 1
  }
  await removeEmbeddedServer(folder)
  for (const own of [folder, join(data, 'files')]) await rm(own, { recursive: true, force: true })
  say('The embedded database and the received files are gone. The next start makes an empty one.')
  return 0
}

async function agreed(): Promise<boolean> {
  if (!process.stdin.isTTY) {
    say(`This deletes all accounts and leads in ${data}. Say so with: npm run db:reset -- --yes`)
    return false
  }
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  const answer = await lines.question(`Delete all accounts and leads in ${data}? Type yes: `)
  lines.close()
  return answer.trim() === 'yes'
}
