import { parseArgs } from 'node:util'
import { emailStatuses } from '../../lib/leads/email-status'
import { WrongUsage } from './usage'

const options = {
  account: { type: 'string' },
  as: { type: 'string' },
  update: { type: 'boolean' },
  'blank-cells': { type: 'string' },
  campaign: { type: 'string' },
  map: { type: 'string' },
  tag: { type: 'string' },
  'dry-run': { type: 'boolean' },
  json: { type: 'boolean' },
  csv: { type: 'boolean' },
  rows: { type: 'string' },
  admin: { type: 'string' },
  plan: { type: 'string' },
  'reject-not-valid': { type: 'string' },
  permanently: { type: 'boolean' },
  yes: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

type Option = keyof typeof options

/** Words and flags of the command line, as typed. */
export type Arguments = {
  words: string[]
  text: (option: Option) => string | undefined
  flag: (option: Option) => boolean
}

/** @throws WrongUsage naming the argument that is not understood */
export function readArguments(typed: readonly string[]): Arguments {
  try {
    const { values, positionals } = parseArgs({ args: withListValue(typed), options, allowPositionals: true })
    return {
      words: positionals,
      text: (option) => (typeof values[option] === 'string' ? (values[option] as string) : undefined),
      flag: (option) => values[option] === true,
    }
  } catch (error) {
    throw new WrongUsage(error instanceof Error ? error.message : String(error))
  }
}

/** `--reject-not-valid` may stand alone: then it means the setting's default, invalid. */
function withListValue(typed: readonly string[]): string[] {
  const at = typed.indexOf('--reject-not-valid')
  if (at === -1) return [...typed]
  const next = typed[at + 1]
  const isList = next?.split(',').every((word) => (emailStatuses as readonly string[]).includes(word))
  return [
    ...typed.slice(0, at),
    `--reject-not-valid=${isList ? next : 'invalid'}`,
    ...typed.slice(at + (isList ? 2 : 1)),
  ]
}

/** The option's value, checked against the words it may have. */
export function oneOf<const Word extends string>(
  given: string | undefined,
  words: readonly Word[],
  name: string,
): Word | undefined {
  if (given === undefined) return undefined
  const word = words.find((one) => one === given)
  if (word === undefined) throw new WrongUsage(`${name} takes one of: ${words.join(', ')}.`)
  return word
}
