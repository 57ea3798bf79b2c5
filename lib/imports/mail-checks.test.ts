import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeAccount } from '../../prisma/factories/account'
import { runImportOf } from '../../prisma/factories/import'
import { orThrow } from '../../prisma/factories/or-throw'
import { createCampaign } from '../campaigns/mutations'
import { db } from '../db/client'
import { testDatabase } from '../db/test-database'
import { readEnvAgain } from '../env'
import { testDns } from '../leads/test-dns'
import { checkImport } from './check'
import { rowsPath } from './files'

testDatabase()

let dns: Awaited<ReturnType<typeof testDns>>
beforeAll(async () => {
  dns = await testDns({ 'good.test': { mx: ['mx.good.test'] }, 'slow.test': 'silent' })
  process.env.DNS_CHECKS = 'on'
  process.env.DNS_SERVERS = dns.address
  readEnvAgain()
})
afterAll(async () => {
  delete process.env.DNS_CHECKS
  delete process.env.DNS_SERVERS
  await dns.close()
})

test('an import into a campaign turns away who has no mail server, and nobody whose domain did not answer', async () => {
  const owner = await makeAccount()
  const { id } = orThrow(await createCampaign(owner.accountId, { name: 'Q4', rejects: ['invalid'] }))
  const file =
    'Email,Email status\nana@good.test,\nbo@nowhere.test,\ncy@slow.test,\ndi@nowhere.test,valid\ninfo@nowhere.test,\n'
  const view = await runImportOf(owner, file, { campaignId: id })
  expect(view.report.campaign).toMatchObject({ offered: 5, added: 3, rejected: 2 })
  const leads = await db().lead.findMany({ where: { accountId: owner.accountId } })
  expect(Object.fromEntries(leads.map((lead) => [lead.email, lead.emailStatus]))).toEqual({
    'ana@good.test': 'not_verified',
    'bo@nowhere.test': 'invalid',
    'cy@slow.test': 'not_verified',
    'di@nowhere.test': 'valid',
    'info@nowhere.test': 'invalid',
  })
  const rejected = await db().importCampaignRow.findMany({
    where: { accountId: owner.accountId, outcome: 'rejected' },
    orderBy: { row: 'asc' },
    select: { row: true, cause: true, detail: true },
  })
  expect(rejected).toEqual([
    { row: 3, cause: 'invalid', detail: 'no_mail_server' },
    { row: 6, cause: 'invalid', detail: 'no_mail_server' },
  ])

  const other = await makeAccount()
  const same = orThrow(await createCampaign(other.accountId, { name: 'Q4', rejects: ['invalid'] }))
  const { facts } = view.file
  const forecast = await checkImport(other.accountId, {
    path: rowsPath(view.file.id, facts),
    facts,
    mapping: view.mapping,
    update: false,
    blankCells: 'keep',
    campaignId: same.id,
    tag: null,
  })
  expect(forecast.campaign).toEqual(view.report.campaign)
})
