import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { hasCorpora } from '../lib/corpus'
import { scoreAll } from './conformance/score'
import { scoreDocument, scoreTable } from './conformance/show'

// npm run conformance [-- --json | --write]: the corpora of ../shared/corpora through our own reader and grammar.
// Exit code 1 when a goal is missed or docs/conformance.md says something else. Without the corpora there is nothing
// to run: said, and no failure.
const { values } = parseArgs({
  options: { json: { type: 'boolean', default: false }, write: { type: 'boolean', default: false } },
})

if (!hasCorpora) {
  process.stderr.write('Nothing was run: the test data is not at ../shared/corpora.\n')
  if (values.json) process.stdout.write('{"skipped":true,"corpora":[]}\n')
} else {
  const page = path.join(import.meta.dirname, '..', 'docs', 'conformance.md')
  const scores = await scoreAll()
  const document = scoreDocument(scores)
  if (values.write) writeFileSync(page, document)
  const isCurrent = readFileSync(page, 'utf8') === document
  const met = scores.every(({ problems }) => problems.length === 0)
  process.stdout.write(
    values.json
      ? `${JSON.stringify({ met, documented: isCurrent, corpora: scores.map((one) => ({ ...one, met: one.problems.length === 0 })) }, null, 2)}\n`
      : `${scoreTable(scores)}\n`,
  )
  if (!isCurrent) {
    process.stderr.write(
      'docs/conformance.md says something else. Run npm run conformance -- --write and read what changed.\n',
    )
  }
  process.exitCode = met && isCurrent ? 0 : 1
}
