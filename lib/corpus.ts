import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

const folder = path.join(import.meta.dirname, '..', '..', 'shared', 'corpora')

/** Test data from outside lies beside the checkout, not in it: tests that need it are skipped where it is absent. */
export const hasCorpora = existsSync(folder)
if (!hasCorpora) console.warn(`No corpora at ${folder}: the tests that read them are skipped.`)

/** The cases of one corpus (see README.md there); none where the corpora are absent. */
export function corpusCases<T>(name: string): T[] {
  return hasCorpora ? JSON.parse(readFileSync(corpusFile(`cases/${name}.json`), 'utf8')).cases : []
}

export function corpusFile(relative: string): string {
  return path.join(folder, relative)
}
