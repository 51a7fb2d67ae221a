import { generateKeyPairSync } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { auditChains, auditEntries, auditLinks, events } from '@/db/schema'
import { openCheckpoint, signCheckpoint, type Checkpoint } from '@/lib/audit/checkpoint'
import type { Actor } from '@/lib/services/context'
import { chainLines } from '@/lib/services/audit/chainLines'
import { erasePersonalData } from '@/lib/services/audit/erasePersonalData'
import { pruneLog } from '@/lib/services/audit/pruneLog'
import { checkpointOf, verifyLog } from '@/lib/services/audit/verifyLog'
import { createInvoice } from '@/lib/services/invoices/createInvoice'
import { changeMerchant } from '@/lib/services/merchants/changeMerchant'
import { testApp, type TestApp } from '@/tests/support/app'
import { invoiceInput } from '@/tests/support/world'

const YEAR_MS = 366 * 24 * 60 * 60_000

function keyPair() {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519', {
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  })
  return { privateKey, publicKey }
}

/** A merchant with lines of both kinds, and a checkpoint of its log. */
async function checkpointed(world: TestApp) {
  const { app } = world
  const { id } = await world.merchant()
  const actor: Actor = {
    merchantId: id,
    mode: 'live',
    label: 'user:usr_1',
    ipAddress: '192.0.2.7',
    userAgent: 'Browser/1.0',
    requestId: 'req_1',
  }
  const fold = () => chainLines(app, { until: new Date(app.clock.now().getTime() + 60_000) })
  const act = async () => {
    await createInvoice(app, actor, invoiceInput())
    await changeMerchant(app, actor, { contactEmail: `${Math.random()}@shop.example`, settings: {} })
    await fold()
  }
  await act()
  const checkpoint = checkpointOf(
    await verifyLog(app, { checkpoints: [] }),
    'https://a.example',
    app.clock.now(),
  )
  const place = checkpoint.chains.find(({ chain }) => chain === id)!
  const broken = async (checkpoints: Checkpoint[]) =>
    (await verifyLog(app, { checkpoints })).flatMap((report) => report.broken ?? [])
  return { app, id, actor, act, fold, checkpoint, place, broken }
}

it('signs a checkpoint so that no byte of it can be changed, nor another key sign it', async () => {
  const { checkpoint } = await checkpointed(await testApp())
  const { privateKey, publicKey } = keyPair()
  const text = signCheckpoint(checkpoint, privateKey)
  expect(openCheckpoint(text, publicKey)).toEqual(checkpoint)
  const forged = [
    text.replace(/"position": \d+/, '"position": 1'),
    text.replace('https://a.example', 'https://b.example'),
    text.replace('"version": 1', '"version": 1, "more": true'),
    text.replace(/"signature": "../, '"signature": "AA'),
    signCheckpoint(checkpoint, keyPair().privateKey),
    '{}',
  ]
  for (const one of forged)
    expect(() => openCheckpoint(one, publicKey)).toThrow(/not signed with this key|invalid|Unrecognized/i)
  const rsa = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  })
  expect(() => signCheckpoint(checkpoint, rsa.privateKey)).toThrow('Ed25519')
})

it('agrees with a log that went on, from the beginning and from the checkpoint', async () => {
  const { app, act, checkpoint, broken } = await checkpointed(await testApp())
  await act()
  expect(await broken([checkpoint])).toEqual([])
  const quick = await verifyLog(app, { checkpoints: [checkpoint], quick: true })
  expect(quick.flatMap((report) => report.broken ?? [])).toEqual([])
  expect(quick.reduce((sum, report) => sum + report.lines, 0)).toBeLessThan(5)
})

it('shows an end that was cut off, with all that told of it', async () => {
  const { app, id, checkpoint, place, broken } = await checkpointed(await testApp())
  const cut = place.position - 1
  await app.db
    .execute(sql`with gone as (delete from audit_links where chain = ${id} and position > ${cut} returning line_id)
    delete from audit_entries where id in (select line_id from gone)`)
  await app.db.execute(sql`update audit_chains set position = ${cut},
    hash = (select hash from audit_links where chain = ${id} and position = ${cut}) where chain = ${id}`)
  expect(await broken([])).toEqual([])
  expect(await broken([checkpoint])).toMatchObject([
    { chain: id, position: place.position, problem: expect.stringContaining('missing') },
  ])
})

it('shows a chain that was computed anew after a change, and one that was thrown away', async () => {
  const { app, id, fold, checkpoint, broken } = await checkpointed(await testApp())
  await app.db.update(auditEntries).set({ actor: 'user:usr_other' }).where(eq(auditEntries.merchantId, id))
  expect(await broken([])).toMatchObject([{ chain: id }])
  await app.db.execute(
    sql`update audit_links set position = null, hash = null, salt = null, commitment = null where chain = ${id}`,
  )
  await app.db.delete(auditChains).where(eq(auditChains.chain, id))
  await fold()
  expect(await broken([])).toEqual([])
  expect(await broken([checkpoint])).toMatchObject([
    { chain: id, problem: expect.stringContaining('rewritten') },
  ])

  await app.db.delete(auditEntries).where(eq(auditEntries.merchantId, id))
  await app.db.delete(auditLinks).where(eq(auditLinks.chain, id))
  await app.db.delete(auditChains).where(eq(auditChains.chain, id))
  expect(await broken([checkpoint])).toMatchObject([
    { chain: id, problem: expect.stringContaining('missing') },
  ])
})

it('verifies after personal data was erased, of which nothing is left to try out (L7)', async () => {
  const { app, id, actor, act, fold, checkpoint, place, broken } = await checkpointed(await testApp())
  const other = { ...actor, label: 'user:usr_2' }
  await createInvoice(app, other, invoiceInput())
  await fold()
  const erased = await erasePersonalData(app, { chain: null, actor: actor.label, before: null })
  expect(erased).toBe(2)
  expect(await broken([checkpoint])).toEqual([])
  const reports = await verifyLog(app, { checkpoints: [checkpoint], chain: id })
  expect(reports[0]).toMatchObject({ erased: 2 })

  const rows = await app.db.select().from(auditEntries).where(eq(auditEntries.actor, actor.label))
  expect(rows.every((row) => row.ipAddress === null && row.userAgent === null && row.personal === null)).toBe(
    true,
  )
  const mine = eq(events.merchantId, id)
  const told = await app.db.select().from(events).where(mine).orderBy(events.actor)
  expect(told.map(({ actor: who, ipAddress }) => [who, ipAddress])).toEqual([
    ['user:usr_1', null],
    ['user:usr_2', '192.0.2.7'],
  ])
  const links = await app.db.select().from(auditLinks).where(eq(auditLinks.chain, id))
  expect(links.filter(({ commitment, salt }) => commitment && !salt)).toHaveLength(2)

  // Slipping another address in where one was erased shows.
  await app.db.update(events).set({ ipAddress: '203.0.113.1' }).where(eq(events.actor, actor.label))
  expect(await broken([checkpoint])).toMatchObject([
    { chain: id, problem: expect.stringContaining('personal') },
  ])
  await app.db.update(events).set({ ipAddress: null }).where(eq(events.actor, actor.label))
  await act()
  expect(
    await erasePersonalData(app, { chain: id, actor: null, before: new Date('9000-01-01T00:00:00Z') }),
  ).toBeGreaterThan(2)
  expect(await broken([checkpoint])).toEqual([])
  expect(place.position).toBeGreaterThan(0)
})

it('forgets what a checkpoint of two years ago covers, which then vouches for the beginning', async () => {
  const world = await testApp()
  const { app, id, act, fold, checkpoint, place, broken } = await checkpointed(world)
  await expect(pruneLog(app, checkpoint)).rejects.toThrow('younger')
  world.advance(2 * YEAR_MS)
  await act()
  const pruned = await pruneLog(app, checkpoint)
  expect(pruned.find(({ chain }) => chain === id)).toMatchObject({ through: place.position })
  await fold()
  const rows = await app.db.select().from(auditEntries).where(eq(auditEntries.merchantId, id))
  expect(rows.map(({ action }) => action).toSorted()).toEqual(['audit.pruned', 'merchant.changed'])
  expect(await app.db.select().from(events).where(eq(events.merchantId, id))).toHaveLength(2)
  expect(await broken([])).toEqual([])
  expect(await broken([checkpoint])).toEqual([])
  expect(await pruneLog(app, checkpoint)).toEqual([])

  // An anchor that somebody moved, or that nothing vouches for, shows.
  const later = checkpointOf(await verifyLog(app, { checkpoints: [] }), 'x', app.clock.now())
  expect(await broken([later])).toMatchObject(
    checkpoint.chains.map(({ chain }) => ({ chain, problem: expect.stringContaining('vouches') })),
  )
  await app.db.execute(sql`update audit_chains set anchor_hash = sha256('x') where chain = ${id}`)
  expect((await broken([checkpoint])).map(({ chain }) => chain)).toEqual([id])
})
