import { expect, test } from 'vitest'
import { getCustomerCredit } from '@/lib/services/customers/getCustomerCredit'
import { listRefunds } from '@/lib/services/refunds/listRefunds'
import { prepareRefund, type PrepareRefundInput } from '@/lib/services/refunds/prepareRefund'
import type { Step } from '@/lib/services/testmode/steps'
import { customerAddress } from '@/tests/support/refunds'
import { startSandbox } from '@/tests/support/sandbox'

const box = await startSandbox()
const confirmed: Step = { type: 'wait', until: 'confirmed' }

async function overpaid(customer_id: string) {
  const { invoice } = await box.invoice({ metadata: { customer_id } })
  const pay: Step = { type: 'pay', amount: { of: 'exact', text: '21.49' }, token: null }
  await box.play(invoice.id, pay, confirmed)
  return (await box.read(invoice.id)).invoice
}

function prepare(id: string, amount: PrepareRefundInput['amount']) {
  const rest = { network: null, token: null, reason: null, expiresInSeconds: null }
  return prepareRefund(box.ctx, box.actor, id, { to: customerAddress(), amount, ...rest })
}

async function available(customerId: string | null) {
  const { balances } = await getCustomerCredit(box.ctx, box.actor, customerId ?? '')
  return balances[0]?.available
}

test('an excess is either credit or given back: what is prepared is no credit any more (F6, D8)', async () => {
  const invoice = await overpaid('cust_1')
  expect(await available(invoice.customerId)).toBe(5_000_000n)
  await prepare(invoice.id, { of: 'exact', text: '2' })
  expect(await available(invoice.customerId)).toBe(3_000_000n)
})

test('credit that another invoice has taken cannot be given back as well (F6, D8)', async () => {
  const invoice = await overpaid('cust_2')
  const next = await box.invoice({ metadata: { customer_id: 'cust_2' } })
  const { refundable } = await listRefunds(box.ctx, box.actor, invoice.id)
  expect(refundable).toMatchObject([
    { received: 21_490_000n, allotted: 5_000_000n, refundable: 16_490_000n, excess: 0n },
  ])
  await expect(prepare(invoice.id, { of: 'exact', text: '17' })).rejects.toMatchObject({
    code: 'REFUND_NOT_COVERED',
  })
  expect(await prepare(invoice.id, { of: 'full' })).toMatchObject({ amount: 16_490_000n })
  expect((await box.read(next.invoice.id)).option.creditApplied).toBe(5_000_000n)
})
