import { eq, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { auditChains, auditEntries, auditLinks, events } from '@/db/schema'
import { INSTANCE_CHAIN } from '@/lib/audit/line'
import type { Actor } from '@/lib/services/context'
import { chainLines } from '@/lib/services/audit/chainLines'
import { OPERATOR, recordAudit } from '@/lib/services/audit/recordAudit'
import { verifyChain } from '@/lib/services/audit/verifyChain'
import { createInvoice } from '@/lib/services/invoices/createInvoice'
import { changeMerchant } from '@/lib/services/merchants/changeMerchant'
import { testApp } from '@/tests/support/app'
import { invoiceInput } from '@/tests/support/world'

const world = await testApp()
const { app } = world
const { db } = app
const soon = () => ({ until: new Date(app.clock.now().getTime() + 60_000) })

function actorOf(merchantId: string): Actor {
  return {
    merchantId,
    mode: 'live',
    label: 'api_key:sk_live_***abc',
    ipAddress: '192.0.2.7',
    userAgent: 'Shop/1.0',
    requestId: 'req_1',
  }
}

function links(chain: string) {
  return db.select().from(auditLinks).where(eq(auditLinks.chain, chain)).orderBy(auditLinks.position)
}

/** A merchant with some lines of both kinds, folded in. */
async function chained() {
  const { id } = await world.merchant()
  await createInvoice(app, actorOf(id), invoiceInput())
  await changeMerchant(app, actorOf(id), { businessName: 'Another', settings: { overpaymentMinor: 5n } })
  await createInvoice(app, actorOf(id), invoiceInput())
  await chainLines(app, soon())
  return id
}

describe('folding lines in', () => {
  it('gives every line of every merchant a place, without a gap, and each merchant a chain of its own', async () => {
    const [one, other] = [await chained(), await chained()]
    for (const chain of [one, other]) {
      const placed = await links(chain)
      expect(placed.map(({ position }) => position)).toEqual(placed.map((_, index) => index + 1))
      expect(new Set(placed.map(({ source }) => source))).toEqual(new Set(['event', 'entry']))
      expect(await verifyChain(app, chain)).toMatchObject({ lines: placed.length, waiting: 0, broken: null })
    }
    expect(await chainLines(app, soon())).toBe(0)
  })

  it('never skips a line that commits late', async () => {
    const { id } = await world.newMerchant()
    await chainLines(app, soon())
    const before = (await links(id)).length
    const record = (executor: typeof db, subject: string) =>
      recordAudit({ ...app, db: executor }, { ...actorOf(id) }, { action: 'api_key.created', subject })
    let commit = () => {}
    let written = () => {}
    const isWritten = new Promise<void>((resolve) => (written = resolve))
    const late = db.transaction(async (tx) => {
      await recordAudit({ ...app, db: tx }, actorOf(id), { action: 'api_key.created', subject: 'late' })
      written()
      await new Promise<void>((resolve) => (commit = resolve))
    })
    await isWritten
    await record(db, 'early')
    expect(await chainLines(app, soon())).toBe(1)
    commit()
    await late
    expect(await chainLines(app, soon())).toBe(1)
    const rows = await db.select().from(auditEntries).where(eq(auditEntries.merchantId, id))
    const subjects = new Map(rows.map((row) => [row.id, row.subject]))
    const placed = (await links(id)).slice(before)
    expect(placed.map(({ lineId, position }) => [subjects.get(lineId), position])).toEqual([
      ['early', before + 1],
      ['late', before + 2],
    ])
    expect((await verifyChain(app, id)).broken).toBeNull()
  })

  it('has no place twice, however many do it at once', async () => {
    const { id } = await world.newMerchant()
    await Promise.all(
      Array.from({ length: 40 }, async (_, index) => {
        await recordAudit(app, actorOf(id), { action: 'api_key.created', subject: `key_${index}` })
        await chainLines(app, soon())
      }),
    )
    await chainLines(app, soon())
    const placed = await links(id)
    expect(placed.map(({ position }) => position)).toEqual(placed.map((_, index) => index + 1))
    expect((await verifyChain(app, id)).broken).toBeNull()
  })

  it('keeps what concerns the instance in a chain of its own', async () => {
    const instance = { ...OPERATOR, merchantId: null, mode: null }
    await recordAudit(app, instance, { action: 'operator.appointed', subject: 'usr_1' })
    await chainLines(app, soon())
    expect(await verifyChain(app, INSTANCE_CHAIN)).toMatchObject({ lines: 1, broken: null })
  })
})

describe('what somebody with the database could do is found', () => {
  let id = ''
  let line = ''
  let end = 0
  beforeAll(async () => {
    id = await chained()
    const placed = await links(id)
    end = placed.length
    line = placed[2]?.lineId ?? ''
  })

  /** Does harm in a transaction that is taken back, and says what verifying says of it. */
  async function after(...statements: ReturnType<typeof sql>[]) {
    const undone = new Error('undone')
    let report: Awaited<ReturnType<typeof verifyChain>> | null = null
    await db
      .transaction(async (tx) => {
        for (const statement of statements) await tx.execute(statement)
        report = await verifyChain({ db: tx as unknown as typeof db }, id)
        throw undone
      })
      .catch((error: unknown) => {
        if (error !== undone) throw error
      })
    return (
      report as { broken: { position: number | null; line: string | null; problem: string } | null } | null
    )?.broken
  }

  it.each([
    ['the action', sql`action = 'api_key.revoked'`],
    ['the subject', sql`subject = 'somebody'`],
    ['the author', sql`actor = 'user:usr_other'`],
    ['the request', sql`request_id = 'req_other'`],
    ['the time', sql`created_at = created_at + interval '1 millisecond'`],
    ['the mode', sql`mode = null`],
    ['what changed', sql`changes = '{"a":1}'`],
    ['whose it is', sql`merchant_id = (select m.id from merchants m where m.id <> merchant_id limit 1)`],
  ])('changing %s of a line', async (_name, set) => {
    const broken = await after(sql`update audit_entries set ${set} where id = ${line}`)
    expect(broken).toMatchObject({ position: 3, line, problem: expect.stringContaining('changed') })
  })

  it.each([
    ['where it came from', sql`ip_address = '203.0.113.1'`],
    ['with what', sql`user_agent = 'Other'`],
    ['a personal change', sql`personal = '{"contact_email":"a@b.example"}'`],
  ])('changing %s', async (_name, set) => {
    const { lineId } = (await links(id)).findLast(({ source, salt }) => source === 'entry' && salt)!
    expect(await after(sql`update audit_entries set ${set} where id = ${lineId}`)).toMatchObject({
      line: lineId,
      problem: expect.stringContaining('personal data'),
    })
  })

  it('changing an event', async () => {
    const { lineId } = (await links(id)).find(({ source }) => source === 'event')!
    expect(await after(sql`update events set data = '{}' where id = ${lineId}`)).toMatchObject({
      line: lineId,
    })
  })

  it('deleting a line, with its link or without', async () => {
    const entry = sql`delete from audit_entries where id = ${line}`
    const link = sql`delete from audit_links where line_id = ${line}`
    expect(await after(entry)).toMatchObject({ position: 3, line, problem: 'was removed from the log' })
    expect(await after(entry, link)).toMatchObject({
      position: 3,
      problem: expect.stringContaining('removed'),
    })
  })

  it('deleting a link alone, so that the line stands in no chain', async () => {
    const last = (await links(id)).at(-1)!
    const cut = sql`update audit_chains set position = position - 1,
      hash = (select hash from audit_links where chain = ${id} and position = ${end - 1}) where chain = ${id}`
    const link = sql`delete from audit_links where line_id = ${last.lineId}`
    expect(await after(link, cut)).toMatchObject({ position: null, line: last.lineId })
  })

  it('putting lines in another order', async () => {
    const swapped = sql`update audit_links set position = case position when 2 then 3 else 2 end
      where chain = ${id} and position in (2, 3)`
    const unique = sql`drop index audit_links_position`
    expect(await after(unique, swapped)).toMatchObject({ position: 2 })
  })

  it('cutting off the end', async () => {
    const entry = sql`delete from events where id in (select line_id from audit_links where chain = ${id} and position > 4)`
    const link = sql`delete from audit_links where chain = ${id} and position > 4`
    expect(
      await after(
        sql`set constraints all deferred`,
        sql`delete from webhook_attempts`,
        sql`delete from webhook_deliveries`,
        entry,
        link,
      ),
    ).toMatchObject({
      position: 5,
      problem: expect.stringContaining('missing'),
    })
  })

  it('slipping a line in', async () => {
    expect(
      await after(sql`insert into audit_entries (id, merchant_id, action, changes, actor, created_at)
        values ('aud_slipped', ${id}, 'api_key.created', '{}', 'x', now())`),
    ).toMatchObject({ line: 'aud_slipped', problem: expect.stringContaining('no chain') })
  })
})

it('takes no lock that a create waits for (Q5)', async () => {
  const { id } = await world.merchant()
  await db.transaction(async (tx) => {
    await tx.insert(auditChains).values({
      chain: id,
      position: 0,
      hash: new Uint8Array(32),
      anchorPosition: 0,
      anchorHash: new Uint8Array(32),
    })
    await tx.select().from(auditChains).where(eq(auditChains.chain, id)).for('update')
    // Another connection makes invoices meanwhile.
    const made = await Promise.all([1, 2, 3].map(() => createInvoice(app, actorOf(id), invoiceInput())))
    expect(made).toHaveLength(3)
  })
  const rows = await db.select().from(events).where(eq(events.merchantId, id))
  expect(rows).toHaveLength(3)
})
