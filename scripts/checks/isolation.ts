import { expectedActions, expectedHandlers, expectedPages, parameters } from '../../e2e/isolation/expected'
import { type Door, parametersOf, readDoors } from './doors'

const where = 'e2e/isolation/expected.ts'

/**
 * Doors that the isolation test would not know what to expect of, and expectations whose door is gone: one sentence
 * each that says what to add or take away.
 */
export function isolationFaults(doors: readonly Door[] = readDoors()): string[] {
  const keys = new Set(doors.map(({ key }) => key))
  const filed = [
    ...Object.keys(expectedActions),
    ...Object.keys(expectedHandlers),
    ...Object.keys(expectedPages),
  ]
  const gone = filed
    .filter((key) => !keys.has(key))
    .map((key) => `${where}: there is no ${key} any more; take it out`)
  return [...doors.flatMap(faultsOf), ...gone]
}

function faultsOf({ kind, key, path, name }: Door): string[] {
  const unknown = parametersOf(path)
    .filter((names) => names.every((name) => !Object.hasOwn(parameters, name)))
    .map(([name]) => `${key}: give '${name}' a value in \`parameters\` of ${where}`)
  if (kind === 'action' && !Object.hasOwn(expectedActions, key))
    unknown.push(
      `${key}: add it to \`expectedActions\` of ${where}: who may call it ('member', 'admin', 'person', 'public'), and arguments that would change or show something`,
    )
  if (kind === 'handler' && name !== 'GET' && !Object.hasOwn(expectedHandlers, key))
    unknown.push(`${key}: add it to \`expectedHandlers\` of ${where}: who may call it, and with what body`)
  if (kind !== 'action' && !/^\/(api\/)?\[account\]/.test(path) && !filedOpen(key))
    unknown.push(
      `${key}: is outside of an account; add it to \`${kind === 'page' ? 'expectedPages' : 'expectedHandlers'}\` of ${where} with who may open it ('person' or 'public')`,
    )
  return unknown
}

function filedOpen(key: string): boolean {
  return Object.hasOwn(expectedPages, key) || Object.hasOwn(expectedHandlers, key)
}
