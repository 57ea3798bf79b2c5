import { readArguments } from './command-line/arguments'
import { Failed, usage, WrongUsage } from './command-line/usage'
import { openEnvironment } from './environment'

// The command line. Results go to standard output, everything else to standard error.
process.env.LOG_LEVEL ||= 'error'
// Whoever read us has seen enough (`| head`): that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))

const commands = {
  import: async () => (await import('./command-line/import')).importCommand,
  report: async () => (await import('./command-line/report')).reportCommand,
  verify: async () => (await import('./command-line/verify')).verifyCommand,
  leads: async () => (await import('./command-line/leads')).leadsCommand,
  lead: async () => (await import('./command-line/leads')).leadCommand,
  deleted: async () => (await import('./command-line/deleted')).deletedCommand,
  account: async () => (await import('./command-line/account')).accountCommand,
  campaign: async () => (await import('./command-line/campaign')).campaignCommand,
}

/** Exit code: 0 done, 1 failed, 2 wrong usage. */
async function main(): Promise<number> {
  const args = readArguments(process.argv.slice(2))
  const word = args.words[0]
  if (args.flag('help')) {
    process.stdout.write(`${usage}\n`)
    return 0
  }
  if (!word || !Object.hasOwn(commands, word))
    throw new WrongUsage(word ? `There is no command “${word}”.` : 'Say what to do.')
  const environment = await openEnvironment()
  try {
    const command = await commands[word as keyof typeof commands]()
    return await command(args)
  } finally {
    const { closeDatabase } = await import('../lib/db/client')
    await closeDatabase()
    await environment.close()
  }
}

main().then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    if (error instanceof WrongUsage) process.stderr.write(`${error.message}\n\n${usage}\n`)
    else if (error instanceof Failed) process.stderr.write(`${error.message}\n`)
    else
      process.stderr.write(
        `Something went wrong: ${error instanceof Error ? (error.stack ?? error.message) : error}\n`,
      )
    process.exitCode = error instanceof WrongUsage ? 2 : 1
  },
)
