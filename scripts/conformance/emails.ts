import { corpusCases } from '../../lib/corpus'
import { parseEmail } from '../../lib/leads/email-address'
import { type Case, type Corpus, compared } from './corpus'

function verdictOf(address: string): string {
  const parsed = parseEmail(address)
  return parsed.kind === 'invalid' ? `refused: ${parsed.cause}` : parsed.kind
}

const isAccepted = (address: string) => parseEmail(address).kind === 'email'

function isemail(): Case[] {
  type Given = { id: string; address: string; category: string }
  return corpusCases<Given>('isemail').flatMap(({ id, address, category }) => {
    if (!/_VALID_CATEGORY$|_DNSWARN$|_ERR$/.test(category)) return []
    const isValid = category !== 'ISEMAIL_ERR'
    return [
      {
        id,
        passed: isAccepted(address) === isValid,
        got: `${JSON.stringify(address)} ${verdictOf(address)}`,
      },
    ]
  })
}

function validator(): Case[] {
  type Given = { id: string; args: unknown[]; address: string; expected: boolean }
  return corpusCases<Given>('validatorjs-isEmail')
    .filter(({ args }) => args.length === 0)
    .map(({ id, address, expected }) => ({
      id,
      passed: isAccepted(address) === expected,
      got: `${JSON.stringify(address)} ${verdictOf(address)}`,
    }))
}

function whatwg(): Case[] {
  type Given = { multiple: boolean; value: string; typeMismatch: boolean }
  return corpusCases<Given>('wpt-input-email')
    .filter(({ multiple }) => !multiple)
    .map(({ value, typeMismatch }, i) => ({
      id: `#${i}`,
      passed: (parseEmail(value).kind === 'invalid') === typeMismatch,
      got: `${JSON.stringify(value)} ${verdictOf(value)}`,
    }))
}

/** A domain is stored in ASCII or refused; what is ASCII already stays as written. */
function toAscii(): Case[] {
  type Given = { input: string; output: string | null }
  return corpusCases<Given>('wpt-toascii')
    .filter(({ input }) => !/\d$/.test(input))
    .map(({ input, output }) => {
      const parsed = parseEmail(`ana@${input}.com`)
      const expected = `ana@${output ?? input}.com`
      return compared(input, parsed.kind === 'email' ? parsed.key : expected, expected)
    })
}

export const emailCorpora: Corpus[] = [
  {
    name: 'isemail',
    says: 'VALID and DNSWARN are accepted, ERR is refused; the categories between are our own choice and left out',
    applicable: 218,
    goal: 197,
    cases: isemail,
  },
  {
    name: 'validatorjs-isEmail',
    says: 'accepted or refused as validator.js does with default options',
    applicable: 61,
    goal: 58,
    cases: validator,
  },
  {
    name: 'wpt-input-email',
    says: 'accepted or refused as a browser’s input[type=email] does; multiple=true is left out',
    applicable: 5,
    goal: 5,
    cases: whatwg,
  },
  {
    name: 'wpt-toascii',
    says: 'the domain is stored as the WHATWG says, or the address is refused; inputs that end in a digit are left out',
    applicable: 34,
    goal: 34,
    cases: toAscii,
  },
]
