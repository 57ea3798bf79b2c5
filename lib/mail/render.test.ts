import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { exampleInput, exampleReport } from '../../emails/import-report-example'
import { renderReportMail } from './render'
import { reportMail } from './report-mail'

const naughty = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '</style><script>x</script>',
  '<!--',
  '</title><b>',
  'javascript:alert(1)',
  '&lt;script&gt;',
]

const naughtyStrings = fileURLToPath(new URL('../../../shared/corpora/blns/blns.json', import.meta.url))

/** Every tag with its attributes, in order: what a value could have changed. Comments are React's own. */
function tagsOf(html: string): string[] {
  return html.replace(/<!--.*?-->/gs, '').match(/<[a-z!/][^>]*>/gi) ?? []
}

test('the words of the report stand in the HTML, in the order people read', async () => {
  const { html } = await renderReportMail(exampleReport)
  const text = html
    .replace(/<head>.*<\/head>/s, '')
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ')
  for (const words of ['+ Added 87 new leads', '~ Modified 0 leads', '× Rejected 17 leads', 'Rows read 104'])
    expect(text).toContain(words)
  expect(text).toContain('and 7 more in the full list')
})

test('a results table is a table with row heads, layout tables say that they are not', async () => {
  const { html } = await renderReportMail(exampleReport)
  const tables = [...html.matchAll(/<table([^>]*)>(<caption)?/g)]
  for (const [, attributes, caption] of tables)
    expect(attributes!.includes('role="presentation"')).toBe(caption === undefined)
  expect(tables.filter(([, , caption]) => caption)).toHaveLength(3)
  expect(html).toContain('<html dir="ltr" lang="en">')
  expect(html).toContain('<title>Import report: 87 added, 0 modified, 17 rejected (spring.csv)</title>')
  expect(html).toContain('name="color-scheme" content="light dark"')
  expect(html).not.toMatch(/<img|<script|https?:\/\/(?!localhost:3000|www\.w3\.org)/)
})

test('values from the file are text, never markup', async () => {
  const plain = tagsOf((await renderReportMail(withTexts(['plain']))).html)
  expect(plain.length).toBeGreaterThan(100)
  for (const text of naughty) {
    const { html } = await renderReportMail(withTexts([text]))
    expect(tagsOf(html)).toEqual(plain)
  }
})

test.skipIf(!existsSync(naughtyStrings))('the Big List of Naughty Strings stays text', async () => {
  const strings = JSON.parse(readFileSync(naughtyStrings, 'utf8')) as string[]
  const plain = tagsOf((await renderReportMail(withTexts(['plain']))).html)
  for (let at = 0; at < strings.length; at += 10) {
    const { html } = await renderReportMail(withTexts(strings.slice(at, at + 10)))
    expect(tagsOf(html)).toEqual(plain)
  }
})

test('stays under 100 kB with the longest values', async () => {
  const { html } = await renderReportMail(withTexts(['<&'.repeat(500)]))
  expect(Buffer.byteLength(html)).toBeLessThan(100_000)
})

/** The example with ten rejected rows, the texts in turn in every place that a person or a file fills. */
function withTexts(texts: string[]) {
  const base = exampleInput.import
  const at = (n: number) => texts[n % texts.length]!
  const rows = Array.from({ length: 10 }, (_, n) => ({
    ...exampleInput.firstRejected[0]!,
    row: n + 2,
    email: at(n) || 'x',
    code: 'email_invalid' as const,
    cause: 'domain_typo',
    detail: at(n) || 'x',
  }))
  return reportMail({
    ...exampleInput,
    import: {
      ...base,
      status: 'failed',
      failure: at(1),
      file: { name: at(0) },
      startedBy: { name: at(2) },
      report: { ...base.report, campaign: { ...base.report.campaign!, name: at(3) } },
    },
    firstRejected: rows,
    account: { slug: 'acme', name: at(4) },
    reader: 'admin',
  })
}
