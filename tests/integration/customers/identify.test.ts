import { expect, test } from 'vitest'
import { eraseCustomer } from '@/lib/services/customers/eraseCustomer'
import { getCustomerCredit } from '@/lib/services/customers/getCustomerCredit'
import { listCustomers } from '@/lib/services/customers/listCustomers'
import { startSandbox } from '@/tests/support/sandbox'

const box = await startSandbox()

async function customerOf(metadata: Record<string, string>) {
  const { customer } = await box.invoice({ metadata })
  return customer && [customer.id, customer.reference, customer.email]
}

test('the same e-mail is the same customer, however it is typed', async () => {
  const first = await customerOf({ customer_email: 'Ann@Example.com ' })
  expect(first?.slice(1)).toEqual([null, 'ann@example.com'])
  expect(await customerOf({ customer_email: 'ann@example.COM' })).toEqual(first)
})

test('the merchant’s id decides, and takes an e-mail that is nobody’s', async () => {
  const bob = await customerOf({ customer_id: 'bob', customer_email: 'bob@example.com' })
  expect(bob?.slice(1)).toEqual(['bob', 'bob@example.com'])
  expect(await customerOf({ customer_id: 'bob' })).toEqual(bob)
  expect(await customerOf({ customer_id: 'bob', customer_email: 'other@example.com' })).toEqual(bob)
  expect(await customerOf({ customer_email: 'bob@example.com' })).toEqual(bob)
})

test('an id that is new is another customer, even with an e-mail that is known', async () => {
  const carol = await customerOf({ customer_id: 'carol', customer_email: 'carol@example.com' })
  const thief = await customerOf({ customer_id: 'thief', customer_email: 'carol@example.com' })
  expect(thief?.slice(1)).toEqual(['thief', null])
  expect(thief?.[0]).not.toBe(carol?.[0])
})

test('a customer known by e-mail alone gets the id, and one by id alone the e-mail', async () => {
  const guest = await customerOf({ customer_email: 'guest@example.com' })
  const named = await customerOf({ customer_id: 'guest', customer_email: 'guest@example.com' })
  expect(named).toEqual([guest?.[0], 'guest', 'guest@example.com'])
  const plain = await customerOf({ customer_id: 'plain' })
  await customerOf({ customer_id: 'plain', customer_email: 'plain@example.com' })
  expect(await customerOf({ customer_email: 'plain@example.com' })).toEqual([
    plain?.[0],
    'plain',
    'plain@example.com',
  ])
})

test('nobody is named by nothing, by spaces, and by what is no e-mail', async () => {
  const nobody: Record<string, string>[] = [{}, { customer_id: '  ' }, { customer_email: 'call me' }]
  for (const metadata of nobody) expect(await customerOf(metadata)).toBeNull()
})

test('one customer comes of many invoices that are made at once', async () => {
  const metadata = { customer_id: 'dave', customer_email: 'dave@example.com' }
  const made = await Promise.all(Array.from({ length: 10 }, () => customerOf(metadata)))
  expect(new Set(made.map((one) => one?.[0])).size).toBe(1)
})

test('another merchant’s customers are their own (Q1)', async () => {
  const stranger = await box.register('stranger@example.com')
  const own = await box.invoice({ metadata: { customer_id: 'erin' } })
  const theirs = await box.invoiceOf(stranger, { metadata: { customer_id: 'erin' } })
  expect(theirs.customer?.id).not.toBe(own.customer?.id)
  await expect(getCustomerCredit(box.ctx, stranger, own.customer?.id ?? '')).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
  expect((await listCustomers(box.ctx, stranger, { limit: 10, after: null })).total).toBe(1)
})

test('an erased customer leaves no name behind, and the books as they were (L7)', async () => {
  const metadata = { order_id: 'A-1', customer_id: 'frank', customer_email: 'frank@example.com', note: 'x' }
  const { invoice } = await box.invoice({ metadata })
  await box.pay(invoice.id, 'over')
  const id = invoice.customerId ?? ''
  const { balances } = await getCustomerCredit(box.ctx, box.actor, id)
  await eraseCustomer(box.ctx, box.actor, id)

  const after = await getCustomerCredit(box.ctx, box.actor, id)
  expect(after.balances).toEqual(balances)
  expect(after.customer).toMatchObject({ email: null, reference: null })
  const read = await box.read(invoice.id)
  expect(Object.entries(read.invoice.metadata)).toEqual([
    ['order_id', 'A-1'],
    ['note', 'x'],
  ])
  // Whoever comes with the same name is somebody new, without the credit.
  const again = await box.invoice({ metadata })
  expect(again.customer?.id).not.toBe(id)
  expect(again.option.creditApplied).toBe(0n)
})
