import { expect, test } from 'vitest'
import { getCustomerCredit } from '@/lib/services/customers/getCustomerCredit'
import { cancelInvoice } from '@/lib/services/invoices/cancelInvoice'
import type { Step } from '@/lib/services/testmode/steps'
import { startSandbox, stateOf, told } from '@/tests/support/sandbox'

const box = await startSandbox()

/** A customer of the test's own. */
let customers = 0
const somebody = () => ({ customer_id: `cust_${++customers}` })
const pay = (text: string): Step => ({ type: 'pay', amount: { of: 'exact', text }, token: null })
const confirmed: Step = { type: 'wait', until: 'confirmed' }
const undone: Step = { type: 'undo', blocks: 'payment', again: false }

/** An invoice over 16.49 that its customer paid with so much. */
async function overpaid(metadata: Record<string, string>, amount = '21.49') {
  const { invoice } = await box.invoice({ metadata, confirmationsOverride: 3 })
  await box.play(invoice.id, pay(amount), confirmed)
  return box.read(invoice.id)
}

async function creditOf(customerId: string | null) {
  const { balances } = await getCustomerCredit(box.ctx, box.actor, customerId ?? '')
  const [balance] = balances
  return balance && [balance.available, balance.reserved, balance.spent]
}

test('D8: an excess becomes the customer’s credit, and nobody has to look at it', async () => {
  const paid = await overpaid(somebody())
  expect(stateOf(paid)).toEqual(['paid', []])
  expect(paid.overpayment).toMatchObject({ amount: 5_000_000n, status: 'credited' })
  expect(await creditOf(paid.invoice.customerId)).toEqual([5_000_000n, 0n, 0n])
  expect(paid.events.find((event) => event.type === 'invoice.overpaid')?.data).toEqual({
    amount: '5.00',
    currency: 'USDT',
    action: 'credit_account',
    status: 'credited',
    customer: paid.invoice.customerId,
  })
})

test('D8: the next invoice asks for so much less, and takes the credit when it is paid', async () => {
  const who = somebody()
  const { invoice: source } = await overpaid(who)
  const next = await box.invoice({ metadata: who })
  expect(next.option).toMatchObject({ quotedAmount: 16_490_000n, creditApplied: 5_000_000n })
  expect(next.progress).toMatchObject({ required: 11_490_000n, remaining: 11_490_000n, coverage: 'none' })
  expect(told(next)).toEqual(['invoice.created', 'invoice.credit_applied'])
  expect(await creditOf(source.customerId)).toEqual([0n, 5_000_000n, 0n])

  await box.play(next.invoice.id, pay('11.49'), confirmed)
  const paid = await box.read(next.invoice.id)
  expect(stateOf(paid)).toEqual(['paid', []])
  expect(paid.settlement?.settlement).toMatchObject({ gross: 11_490_000n, creditApplied: 5_000_000n })
  expect(await creditOf(source.customerId)).toEqual([0n, 0n, 5_000_000n])
})

test('an invoice that credit pays whole is paid at once', async () => {
  const who = somebody()
  const { invoice: source } = await overpaid(who, '40.00')
  const next = await box.invoice({ metadata: who })
  expect(stateOf(next)).toEqual(['paid', []])
  expect(told(next)).toEqual([
    'invoice.created',
    'invoice.credit_applied',
    'invoice.paid',
    'settlement.completed',
  ])
  expect(next.settlement?.settlement).toMatchObject({ gross: 0n, fee: 0n, creditApplied: 16_490_000n })
  expect(await creditOf(source.customerId)).toEqual([7_020_000n, 0n, 16_490_000n])
})

test('an invoice that ends unpaid gives the credit back', async () => {
  const who = somebody()
  const { invoice: source } = await overpaid(who)
  const expired = await box.invoice({ metadata: who })
  await box.play(expired.invoice.id, { type: 'wait', until: 'expired' })
  expect(stateOf(await box.read(expired.invoice.id))).toEqual(['expired', []])
  expect(await creditOf(source.customerId)).toEqual([5_000_000n, 0n, 0n])

  const cancelled = await box.invoice({ metadata: who })
  expect(await creditOf(source.customerId)).toEqual([0n, 5_000_000n, 0n])
  await cancelInvoice(box.ctx, box.actor, cancelled.invoice.id, { reason: null })
  expect(await creditOf(source.customerId)).toEqual([5_000_000n, 0n, 0n])
  expect(told(await box.read(cancelled.invoice.id))).toContain('invoice.credit_released')
})

test('who sends the whole all the same keeps the credit', async () => {
  const who = somebody()
  const { invoice: source } = await overpaid(who)
  const next = await box.invoice({ metadata: who })
  await box.play(next.invoice.id, pay('16.49'), confirmed)
  expect(stateOf(await box.read(next.invoice.id))).toEqual(['paid', []])
  expect(await creditOf(source.customerId)).toEqual([5_000_000n, 0n, 0n])
})

test('D1: what a reorganisation takes back is missing where it was spent, and comes back with it', async () => {
  const who = somebody()
  const { invoice: source } = await overpaid(who, '40.00')
  const { invoice: spent } = await box.invoice({ metadata: who })
  await box.play(source.id, { ...undone, again: true })
  expect(await creditOf(source.customerId)).toEqual([0n, 0n, 0n])
  expect(stateOf(await box.read(spent.id))).toEqual(['paid', ['reverted']])

  await box.play(source.id, confirmed)
  expect(await creditOf(source.customerId)).toEqual([7_020_000n, 0n, 16_490_000n])
  expect(stateOf(await box.read(spent.id))).toEqual(['paid', []])
})

test('an open invoice asks for the whole again when its credit is taken back', async () => {
  const who = somebody()
  const { invoice: source } = await overpaid(who)
  const { invoice: open } = await box.invoice({ metadata: who })
  await box.play(source.id, undone)
  const now = await box.read(open.id)
  expect(stateOf(now)).toEqual(['pending', []])
  expect(now.progress.required).toBe(16_490_000n)
  expect(stateOf(await box.read(source.id))).toEqual(['paid', ['reverted']])
})

test('without a customer the excess waits for a person', async () => {
  const paid = await overpaid({})
  expect(stateOf(paid)).toEqual(['paid', ['overpaid']])
  expect(paid.overpayment).toMatchObject({ status: 'needs_attention', credit: null })
})

test('Q5, D8: twenty invoices made at once never take the same credit twice', async () => {
  const who = somebody()
  const { invoice: source } = await overpaid(who, '60.00')
  const made = await Promise.all(Array.from({ length: 20 }, () => box.invoice({ metadata: who })))
  const taken = made.map((one) => one.option.creditApplied)
  expect(taken.reduce((sum, amount) => sum + amount, 0n)).toBe(43_510_000n)
  expect(taken.toSorted((a, b) => (a > b ? -1 : 1)).slice(0, 4)).toEqual([
    16_490_000n,
    16_490_000n,
    10_530_000n,
    0n,
  ])
  expect(await creditOf(source.customerId)).toEqual([0n, 10_530_000n, 32_980_000n])
})
