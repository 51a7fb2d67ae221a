import { describe, expect, test } from 'vitest'
import type { Actor } from '@/lib/services/context'
import { needsAttention } from '@/lib/services/dashboard/needsAttention'
import { showInvoice } from '@/lib/services/dashboard/showInvoice'
import { cancelInvoice } from '@/lib/services/invoices/cancelInvoice'
import { createInvoiceOnce } from '@/lib/services/invoices/createInvoiceOnce'
import type { InvoiceFilter } from '@/lib/services/invoices/input'
import { listInvoices } from '@/lib/services/invoices/listInvoices'
import { playTest } from '@/lib/services/testmode/playTest'
import { startSandbox } from '@/tests/support/sandbox'
import { invoiceInput } from '@/tests/support/world'

const sandbox = await startSandbox()
const { ctx, actor } = sandbox
const stranger = await sandbox.register('else@example.com')

const ALL: InvoiceFilter = {
  limit: 20,
  after: null,
  status: null,
  createdAfter: null,
  createdBefore: null,
  amountAtLeastMinor: null,
  amountAtMostMinor: null,
  currency: null,
  search: null,
  exception: null,
  named: null,
}

async function listed(filter: Partial<InvoiceFilter>, as: Actor = actor): Promise<string[]> {
  const page = await listInvoices(ctx, as, { ...ALL, ...filter })
  expect(page.total).toBe(page.invoices.length)
  return page.invoices.map(({ invoice }) => invoice.id)
}

async function played(kind: Parameters<typeof sandbox.pay>[1]): Promise<string> {
  const { invoice } = await sandbox.invoice()
  await sandbox.pay(invoice.id, kind)
  return invoice.id
}

test('an invoice is found by what belongs to it alone, and by nobody else', async () => {
  const id = await played('exact')
  const { invoice, option, payments } = await sandbox.read(id)
  const names: NonNullable<InvoiceFilter['named']>[] = [
    { by: 'id', value: id },
    { by: 'id', value: invoice.uuid },
    { by: 'address', value: option.address },
    { by: 'address', value: option.address.toLowerCase() },
    { by: 'transaction', value: payments[0]?.txHash ?? '' },
  ]
  for (const named of names) {
    expect(await listed({ named })).toEqual([id])
    expect(await listed({ named }, stranger)).toEqual([])
    expect(await listed({ named }, { ...actor, mode: 'live' })).toEqual([])
  }
  expect(await listed({ named: { by: 'address', value: '0x1234' } })).toEqual([])
  expect(await listed({ named: { by: 'transaction', value: '' } })).toEqual([])
})

test('exceptions narrow the list while they are open, and say what they are', async () => {
  const over = await played('over')
  sandbox.advance(1)
  const late = await played('late')
  expect(await listed({ exception: 'overpaid' })).toEqual([over])
  expect(await listed({ exception: 'late' })).toEqual([late])
  expect(await listed({ exception: 'any' })).toEqual([late, over])
  expect(await listed({ exception: 'any', status: 'paid' })).toEqual([over])
  expect(await listed({ exception: 'any' }, stranger)).toEqual([])
  const [first] = (await listInvoices(ctx, actor, { ...ALL, exception: 'late' })).invoices
  expect(first?.open).toEqual(['late'])
})

test('what needs attention is this merchant’s, in this mode', async () => {
  const attention = await needsAttention(ctx, actor)
  expect(attention.exceptions.total).toBe(2)
  expect(attention.exceptions.shown.map((one) => one.kind)).toEqual(['late', 'overpaid'])
  expect(attention.networks).toEqual([])
  for (const other of [stranger, { ...actor, mode: 'live' as const }]) {
    expect(await needsAttention(ctx, other)).toMatchObject({
      exceptions: { shown: [], total: 0 },
      unswept: [],
    })
  }
})

test('money that has not left its addresses is added up as it lies on the chain', async () => {
  const mine = await sandbox.register('unswept@example.com')
  const made = [1, 2].map(() =>
    createInvoiceOnce(ctx, mine, crypto.randomUUID(), invoiceInput({ confirmationsOverride: null })),
  )
  const expected = new Map<string, bigint>()
  for (const id of await Promise.all(made)) {
    await playTest(ctx, mine, id, [
      { type: 'pay', amount: { of: 'exact', text: '16.49' }, token: null },
      { type: 'wait', until: 'confirmed' },
    ])
    const { option, payments, settlement } = await showInvoice(ctx, mine, id)
    if (settlement?.payout) continue
    const amount = payments.reduce((sum, payment) => sum + payment.amount, 0n)
    expected.set(option.token, (expected.get(option.token) ?? 0n) + amount)
  }
  const { unswept } = await needsAttention(ctx, mine)
  expect(new Map(unswept.map((one) => [one.token, one.amount]))).toEqual(expected)
  expect(unswept.every((one) => one.network === 'sandbox')).toBe(true)
})

describe('a form that is sent twice', () => {
  test('makes one invoice, also at the same moment', async () => {
    const request = crypto.randomUUID()
    const input = invoiceInput({ title: 'Once' })
    const ids = await Promise.all([1, 2, 3].map(() => createInvoiceOnce(ctx, actor, request, input)))
    expect(new Set(ids).size).toBe(1)
    expect(await listed({ search: 'Once' })).toEqual([ids[0]])
  })

  test('makes another where something else was filled in, or by somebody else', async () => {
    const request = crypto.randomUUID()
    const first = await createInvoiceOnce(ctx, actor, request, invoiceInput({ title: 'A' }))
    const second = await createInvoiceOnce(ctx, actor, request, invoiceInput({ title: 'B' }))
    const third = await createInvoiceOnce(ctx, stranger, request, invoiceInput({ title: 'A' }))
    expect(new Set([first, second, third]).size).toBe(3)
  })

  test('leaves nothing behind when it is refused', async () => {
    const request = crypto.randomUUID()
    const wrong = invoiceInput({ title: 'Refused', cryptoCurrency: 'DOGE' })
    for (const _ of [1, 2]) {
      await expect(createInvoiceOnce(ctx, actor, request, wrong)).rejects.toMatchObject({
        code: 'UNSUPPORTED_CRYPTO_CURRENCY',
      })
    }
    expect(await listed({ search: 'Refused' })).toEqual([])
  })
})

describe('roles', () => {
  test('who only looks makes nothing and cancels nothing', async () => {
    const { invoice } = await sandbox.invoice()
    const viewer: Actor = { ...actor, role: 'viewer' }
    await expect(createInvoiceOnce(ctx, viewer, crypto.randomUUID(), invoiceInput())).rejects.toMatchObject({
      code: 'NOT_PERMITTED',
    })
    await expect(cancelInvoice(ctx, viewer, invoice.id, { reason: null })).rejects.toMatchObject({
      code: 'NOT_PERMITTED',
    })
    expect((await showInvoice(ctx, viewer, invoice.id)).invoice.status).toBe('pending')
  })

  test('a stranger’s invoice does not exist', async () => {
    const { invoice } = await sandbox.invoice()
    for (const other of [stranger, { ...actor, mode: 'live' as const }]) {
      await expect(showInvoice(ctx, other, invoice.id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
      await expect(cancelInvoice(ctx, other, invoice.id, { reason: null })).rejects.toMatchObject({
        code: 'NOT_FOUND',
      })
    }
  })
})
