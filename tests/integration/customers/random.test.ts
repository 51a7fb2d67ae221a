import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { creditEntries } from '@/db/schema'
import { isDomainError } from '@/lib/domain/errors'
import { getCustomerCredit } from '@/lib/services/customers/getCustomerCredit'
import { cancelInvoice } from '@/lib/services/invoices/cancelInvoice'
import type { Step } from '@/lib/services/testmode/steps'
import { startSandbox } from '@/tests/support/sandbox'
import { seededRandom } from '@/tests/support/seededRandom'

const box = await startSandbox()
const ACTIONS = 36

/** What can happen to one of a customer's invoices. */
const PLAYS: Record<string, Step[]> = {
  exactly: [{ type: 'pay', amount: { of: 'rest' }, token: null }],
  'too much': [{ type: 'pay', amount: { of: 'excess' }, token: null }],
  'far too much': [{ type: 'pay', amount: { of: 'exact', text: '55.5' }, token: null }],
  'a part': [{ type: 'pay', amount: { of: 'share', hundredths: 60_00n }, token: null }],
  confirmed: [{ type: 'wait', until: 'confirmed' }],
  'taken back': [{ type: 'undo', blocks: 'payment', again: false }],
  'mined again': [{ type: 'undo', blocks: 'payment', again: true }],
  expired: [{ type: 'wait', until: 'expired' }],
}

test.each([1, 2])(
  'D8: whatever happens to a customer’s invoices, credit is neither made nor lost (seed %i)',
  async (seed) => {
    const random = seededRandom(seed)
    const pick = <One>(all: readonly One[]): One => {
      const one = all[Math.floor(random() * all.length)]
      if (one === undefined) throw new Error('there is nothing to pick')
      return one
    }
    const metadata = { customer_id: `customer_${seed}` }
    const ids: string[] = []
    let customerId = ''
    for (let action = 0; action < ACTIONS; action++) {
      if (ids.length === 0 || random() < 0.25) {
        const total = pick(['16.49', '5.00', '80.00'])
        const made = await box.invoice({ metadata, total, confirmationsOverride: pick([null, 3]) })
        ids.push(made.invoice.id)
        customerId = made.invoice.customerId ?? ''
      } else if (random() < 0.1) {
        await cancelInvoice(box.ctx, box.actor, pick(ids), { reason: null }).catch(onlyRefused)
      } else {
        await box.play(pick(ids), ...(PLAYS[pick(Object.keys(PLAYS))] ?? [])).catch(onlyRefused)
      }
      if (action % 3 === 2) await expectSoundCredit(customerId, ids)
    }
    expect(ids.length).toBeGreaterThan(5)
  },
)

function onlyRefused(error: unknown): void {
  if (!isDomainError(error)) throw error
}

async function expectSoundCredit(customerId: string, ids: readonly string[]): Promise<void> {
  const { balances } = await getCustomerCredit(box.ctx, box.actor, customerId)
  const [balance] = balances
  const { available, reserved, spent } = balance ?? { available: 0n, reserved: 0n, spent: 0n }
  for (const amount of [available, reserved, spent]) expect(amount).toBeGreaterThanOrEqual(0n)

  const invoices = await Promise.all(ids.map((id) => box.read(id)))
  const added = (amounts: readonly bigint[]) => amounts.reduce((total, amount) => total + amount, 0n)
  const excess = added(invoices.map((one) => one.settlement?.settlement.excess ?? 0n))
  expect(available + reserved + spent).toBe(excess)
  expect(reserved + spent).toBe(added(invoices.map((one) => one.option.creditApplied)))
  const paid = invoices.filter((one) => one.invoice.status === 'paid')
  expect(spent).toBe(added(paid.map((one) => one.option.creditApplied)))
  for (const { invoice, option, progress, exceptions, settlement } of invoices) {
    expect(option.creditApplied).toBeLessThanOrEqual(option.quotedAmount)
    expect(settlement?.settlement.creditApplied ?? option.creditApplied).toBe(option.creditApplied)
    // Within the underpayment tolerance of what was to be sent, unless something was taken back.
    const isExcused = invoice.status !== 'paid' || exceptions.some((one) => one.closedAt === null)
    expect(isExcused || progress.remaining * 100n <= progress.required).toBe(true)
  }
  const { invoiceId, posting, amount } = creditEntries
  const unbalanced = box.ctx.db
    .select({ invoiceId, posting })
    .from(creditEntries)
    .where(eq(creditEntries.customerId, customerId))
    .groupBy(invoiceId, posting)
    .having(sql`sum(${amount}) <> 0`)
  expect(await unbalanced).toEqual([])
}
