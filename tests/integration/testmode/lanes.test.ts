import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { findLane, updateLane } from '@/db/queries/sandbox'
import { getPublicInvoice } from '@/lib/services/invoices/getPublicInvoice'
import { cancelInvoice } from '@/lib/services/invoices/cancelInvoice'
import { playPublicTest, playTest } from '@/lib/services/testmode/playTest'
import { reconcileLanes } from '@/lib/services/testmode/reconcileLanes'
import { stepsOf, type Step } from '@/lib/services/testmode/steps'
import { startSandbox, stateOf, told } from '@/tests/support/sandbox'

const sandbox = await startSandbox()
const stranger = await sandbox.register('other@example.com')
const dueAt = async (id: string) => (await findLane(sandbox.ctx.db, id))?.dueAt ?? null

test('an invoice that nobody plays on expires by itself, and its lane rests until then and afterwards', async () => {
  const { invoice } = await sandbox.invoice()
  await sandbox.reconcile()
  expect(await dueAt(invoice.id)).toEqual(new Date(invoice.expiresAt.getTime() + 2_000))
  sandbox.advance(25 * 60)
  const page = await getPublicInvoice(sandbox.ctx, invoice.id)
  expect(page.networks).toMatchObject([{ delayed: false }])
  sandbox.advance(5 * 60 + 2)
  await sandbox.reconcile()
  expect(told(await sandbox.read(invoice.id))).toEqual(['invoice.created', 'invoice.expired'])
  expect(await dueAt(invoice.id)).toBeNull()
})

test('a scheduler that does not run is said to be late', async () => {
  const { invoice } = await sandbox.invoice()
  sandbox.advance(180)
  expect((await getPublicInvoice(sandbox.ctx, invoice.id)).networks).toMatchObject([{ delayed: true }])
})

test('what happens on one lane is seen on no other, and each has its own clock', async () => {
  const [one, two] = [await sandbox.invoice(), await sandbox.invoice()]
  await sandbox.play(one.invoice.id, { type: 'wait', until: 'expired' })
  await sandbox.pay(two.invoice.id, 'under')
  await sandbox.reconcile()
  expect(stateOf(await sandbox.read(one.invoice.id))).toEqual(['expired', []])
  expect(stateOf(await sandbox.read(two.invoice.id))).toEqual(['partial', []])
  const clocks = await Promise.all(
    [one, two].map(async ({ invoice }) => (await getPublicInvoice(sandbox.ctx, invoice.id)).now.getTime()),
  )
  expect((clocks[0] ?? 0) - (clocks[1] ?? 0)).toBeGreaterThan(29 * 60_000)
})

test('a stranger’s invoice is not found, and a live key plays nothing', async () => {
  const { invoice } = await sandbox.invoice()
  const steps = stepsOf('exact')
  await expect(playTest(sandbox.ctx, stranger, invoice.id, steps)).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
  const live = { ...sandbox.actor, mode: 'live' as const }
  await expect(playTest(sandbox.ctx, live, invoice.id, steps)).rejects.toMatchObject({
    code: 'TEST_MODE_ONLY',
  })
  await expect(playPublicTest(sandbox.ctx, 'inv_nobody', 'exact')).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
})

test('two plays at once: one plays, the other is told that the invoice is busy', async () => {
  const { invoice } = await sandbox.invoice()
  const steps = [...stepsOf('under'), ...stepsOf('exact')]
  const plays = await Promise.allSettled([1, 2, 3].map(() => sandbox.play(invoice.id, ...steps)))
  const ends = plays.map((one) =>
    one.status === 'rejected' ? (one.reason as { code?: string }).code : 'played',
  )
  expect(ends.filter((end) => end === 'played')).toHaveLength(1)
  expect(ends.filter((end) => end === 'TEST_INVOICE_BUSY')).toHaveLength(2)
  const after = await sandbox.read(invoice.id)
  expect([stateOf(after), after.payments.length]).toEqual([['paid', []], 2])
})

test('plays, the scheduler and cancellations at once neither wait for each other in a circle nor lose anything', async () => {
  const invoices = await Promise.all(Array.from({ length: 6 }, () => sandbox.invoice()))
  const ids = invoices.map(({ invoice }) => invoice.id)
  const plays = ids.map((id) => sandbox.pay(id, 'exact'))
  const runs = Array.from({ length: 3 }, () => reconcileLanes(sandbox.ctx, { budgetMs: 20_000 }))
  const cancels = ids.map((id) => cancelInvoice(sandbox.ctx, sandbox.actor, id, { reason: null }))
  const ends = await Promise.allSettled([...plays, ...runs, ...cancels])
  const reasons = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as { code?: string }] : []))
  expect(new Set(reasons.map((reason) => reason.code))).toEqual(
    new Set(reasons.length > 0 ? ['INVOICE_NOT_CANCELLABLE'] : []),
  )
  for (const id of ids) {
    const [status] = stateOf(await sandbox.read(id))
    expect(['paid', 'cancelled']).toContain(status)
  }
})

test('a play that breaks off never was', async () => {
  const { invoice } = await sandbox.invoice()
  const steps: Step[] = [
    ...stepsOf('exact'),
    { type: 'pay', amount: { of: 'exact', text: 'x' }, token: null },
  ]
  await expect(sandbox.play(invoice.id, ...steps)).rejects.toMatchObject({ code: 'VALIDATION_FAILED' })
  expect(told(await sandbox.read(invoice.id))).toEqual(['invoice.created'])
  await sandbox.pay(invoice.id, 'exact')
  expect((await sandbox.read(invoice.id)).invoice.status).toBe('paid')
})

test('a lane holds so many payments and reorganisations, and no more', async () => {
  const { invoice } = await sandbox.invoice()
  await sandbox.pay(invoice.id, 'under')
  await sandbox.ctx.db.execute(sql`
    insert into sandbox_transfers (network, tx_hash, position, block_number, branch, kind, from_address, to_address, amount, created_at)
    select network, 'made up ' || n, 0, 1, 9, 'transfer', '', '', 1, created_at
    from sandbox_transfers, generate_series(1, 99) n where network = ${`sandbox:${invoice.id}`} and kind = 'transfer'`)
  await expect(sandbox.pay(invoice.id, 'exact')).rejects.toMatchObject({ code: 'TEST_INVOICE_FULL' })

  await updateLane(sandbox.ctx.db, `sandbox:${invoice.id}`, { forks: Array.from({ length: 50 }, () => 1) })
  const undo: Step = { type: 'undo', blocks: 1, again: false }
  await expect(sandbox.play(invoice.id, undo)).rejects.toMatchObject({ code: 'TEST_INVOICE_FULL' })
})

test('a cancelled invoice and its late money go by the invoice’s clock', async () => {
  const { invoice } = await sandbox.invoice()
  await sandbox.play(invoice.id, { type: 'wait', until: { ms: 600_000 } })
  const { invoice: cancelled } = await cancelInvoice(sandbox.ctx, sandbox.actor, invoice.id, { reason: null })
  expect(cancelled.cancelledAt?.getTime()).toBe(invoice.createdAt.getTime() + 600_000)
  await sandbox.pay(invoice.id, 'exact')
  expect(stateOf(await sandbox.read(invoice.id))).toEqual(['cancelled', ['late']])
})
