import { afterAll, beforeAll, expect, test } from 'vitest'
import { mailServers } from './mail-servers'
import { testDns } from './test-dns'

const many = Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`s${n}.test`, 'silent' as const]))
let dns: Awaited<ReturnType<typeof testDns>>

beforeAll(async () => {
  dns = await testDns({
    'good.test': { mx: ['mx.good.test'] },
    'empty.test': {},
    'web-only.test': { a: '192.0.2.1' },
    'no-mail.test': { mx: ['.'] },
    'silent.test': 'silent',
    'failing.test': 'failing',
    ...many,
  })
})
afterAll(() => dns.close())

const asking = (timeoutMs = 150, allMs = 2_000) =>
  mailServers({ servers: [dns.address], atATime: 16, timeoutMs, allMs })

test('a domain without a mail server is found, whether it is unknown, empty or says that it takes no mail', async () => {
  const found = await asking().findings(['good.test', 'empty.test', 'nowhere.test', 'no-mail.test'])
  expect([...found].toSorted()).toEqual([
    ['empty.test', 'no_mail_server'],
    ['no-mail.test', 'no_mail_server'],
    ['nowhere.test', 'no_mail_server'],
  ])
})

test('a domain that has an address but no MX record can still receive mail', async () => {
  const found = await asking().findings(['web-only.test'])
  expect([...found]).toEqual([['web-only.test', 'no_mx_record']])
})

test('no answer is never held against a domain, and is asked for again', async () => {
  const servers = asking()
  const before = dns.asked.filter((name) => name === 'silent.test').length
  expect((await servers.findings(['silent.test', 'failing.test'])).size).toBe(0)
  expect((await servers.findings(['silent.test'])).size).toBe(0)
  expect(dns.asked.filter((name) => name === 'silent.test').length).toBeGreaterThan(before + 1)
})

test('each domain is asked for once, however often it comes', async () => {
  const servers = asking()
  const before = dns.asked.length
  await servers.findings(['good.test', 'good.test', 'nowhere.test'])
  await servers.findings(['good.test', 'nowhere.test'])
  expect(dns.asked.slice(before).toSorted()).toEqual(['good.test', 'nowhere.test'])
})

test('a DNS that does not answer holds an import up for a bounded time, and is then let alone', async () => {
  const servers = asking(100, 500)
  const first = dns.asked.length
  await servers.findings(Object.keys(many))
  expect(dns.asked.length - first).toBeLessThan(Object.keys(many).length)
  await servers.findings(Object.keys(many))
  const before = dns.asked.length
  await servers.findings(Object.keys(many))
  await servers.findings(Object.keys(many))
  expect(dns.asked.length - before).toBeLessThan(300)
})

test('nobody answering at all is no answer', async () => {
  const servers = mailServers({ servers: ['127.0.0.1:1'], atATime: 4, timeoutMs: 100, allMs: 1_000 })
  expect((await servers.findings(['good.test'])).size).toBe(0)
})
