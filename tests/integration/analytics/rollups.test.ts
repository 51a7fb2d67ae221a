import { expect, test } from 'vitest'
import { foldRollups } from '@/db/queries/rollups'
import { isDomainError } from '@/lib/domain/errors'
import { getAnalytics } from '@/lib/services/analytics/getAnalytics'
import { cancelInvoice } from '@/lib/services/invoices/cancelInvoice'
import { completeInvoice } from '@/lib/services/invoices/completeInvoice'
import { prepareRefund } from '@/lib/services/refunds/prepareRefund'
import { TEST_PAYMENT_KINDS, type Step } from '@/lib/services/testmode/steps'
import { driftOf } from '@/tests/support/rollups'
import { startSandbox } from '@/tests/support/sandbox'
import { seededRandom } from '@/tests/support/seededRandom'

const sandbox = await startSandbox()
const { ctx, database } = sandbox

test('what is given back was paid: its invoice counts as refunded, and the gross stays', async () => {
  const { invoice } = await sandbox.invoice()
  await sandbox.pay(invoice.id, 'exact')
  await giveBack(invoice.id)
  expect((await sandbox.read(invoice.id)).invoice.status).toBe('refunded')
  expect(await driftOf(database.db)).toEqual([])
  const asked = { asked: { period: '7d' }, grouping: 'day', timezone: 'UTC', currency: null } as const
  const { total } = await getAnalytics(ctx, sandbox.actor, asked)
  expect(total).toMatchObject({ refunded: 1n, paid: 0n, completed: 1n, gross: 1_649_000_000n })
})

test('a reorganisation and later money are counted where the payment was', async () => {
  const { invoice } = await sandbox.invoice()
  await sandbox.pay(invoice.id, 'exact')
  expect(await driftOf(database.db)).toEqual([])
  await foldRollups(database.db)
  await sandbox.play(invoice.id, { type: 'undo', blocks: 'payment', again: false })
  const reverted = await sandbox.read(invoice.id)
  expect(reverted.settlement?.settlement.gross).toBe(0n)
  expect(await driftOf(database.db)).toEqual([])
  await foldRollups(database.db)
  expect(await driftOf(database.db)).toEqual([])
})

/** Days of a shop drawn at random; whatever happened, the sums are what counting anew gives. */
test.each([1, 2, 3])('any sequence of changes (seed %i)', async (seed) => {
  const random = seededRandom(seed)
  const among = <Of>(all: readonly Of[]): Of => all[Math.floor(random() * all.length)] as Of
  const ids: string[] = []
  for (let turn = 0; turn < 30; turn++) {
    const roll = random()
    if (ids.length === 0 || roll < 0.25) {
      const metadata = { customer_id: among(['cust_1', 'cust_2']) }
      const confirmationsOverride = among([null, 1, 5])
      ids.push((await sandbox.invoice({ metadata, confirmationsOverride })).invoice.id)
    } else if (roll < 0.55) {
      await unlessRefused(sandbox.pay(among(ids), among(TEST_PAYMENT_KINDS)))
    } else if (roll < 0.7) {
      await unlessRefused(sandbox.play(among(ids), among(STEPS)))
    } else if (roll < 0.78) {
      await unlessRefused(cancelInvoice(ctx, sandbox.actor, among(ids), { reason: null }))
    } else if (roll < 0.82) {
      await unlessRefused(
        completeInvoice(ctx, sandbox.actor, among(ids), { reason: 'agreed', payments: null }),
      )
    } else if (roll < 0.88) {
      await unlessRefused(giveBack(among(ids)))
    } else if (roll < 0.93) {
      sandbox.advance(Math.floor(random() * 4000))
      await sandbox.reconcile()
    } else {
      await foldRollups(database.db)
    }
  }
  expect(await driftOf(database.db)).toEqual([])
  await foldRollups(database.db)
  expect(await driftOf(database.db)).toEqual([])
})

const STEPS: readonly Step[] = [
  { type: 'undo', blocks: 'payment', again: false },
  { type: 'undo', blocks: 2, again: true },
  { type: 'wait', until: 'expired' },
  { type: 'wait', until: { ms: 20_000 } },
  { type: 'pay', amount: { of: 'share', hundredths: 30_00n }, token: null },
]

/** All that arrived goes back, by the merchant's wallet. */
async function giveBack(id: string): Promise<void> {
  const to = `0x${'a1'.repeat(20)}`
  const which = { network: null, token: null, reason: null, expiresInSeconds: null }
  await prepareRefund(ctx, sandbox.actor, id, { to, amount: { of: 'full' }, ...which })
  await sandbox.play(id, { type: 'refund', refund: null }, { type: 'wait', until: 'confirmed' })
}

/** What cannot happen to an invoice in its state changes nothing. */
async function unlessRefused(work: Promise<unknown>): Promise<void> {
  try {
    await work
  } catch (error) {
    if (!isDomainError(error)) throw error
  }
}
