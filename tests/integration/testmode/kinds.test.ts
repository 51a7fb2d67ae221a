import { describe, expect, test } from 'vitest'
import { startSandbox, stateOf, told } from '@/tests/support/sandbox'

const sandbox = await startSandbox()

describe('a payment of each kind', () => {
  test.each([
    ['exact', 'paid', [], 16_490_000n],
    ['under', 'partial', [], 9_894_000n],
    // What is tolerated twice, and half the total.
    ['over', 'paid', ['overpaid'], 26_735_000n],
    ['late', 'expired', ['late'], 16_490_000n],
    ['reverted', 'paid', ['reverted'], 0n],
    ['wrong_asset', 'pending', ['wrong_asset'], 0n],
  ] as const)('%s: %s %j', async (kind, status, exceptions, received) => {
    const { invoice } = await sandbox.invoice()
    await sandbox.pay(invoice.id, kind)
    const after = await sandbox.read(invoice.id)
    expect([...stateOf(after), after.progress.received]).toEqual([status, [...exceptions], received])
  })

  test('with an amount or a token of its own', async () => {
    const { invoice } = await sandbox.invoice()
    const first = await sandbox.pay(invoice.id, 'exact', { amount: '1.5' })
    const second = await sandbox.pay(invoice.id, 'wrong_asset', { amount: '0.25', token: 'ETH' })
    expect([...first.steps, ...second.steps].map((one) => one.payment)).toMatchObject([
      { token: 'USDT', amount: 1_500_000n },
      { token: 'ETH', amount: 250_000_000_000_000_000n },
    ])
    expect(stateOf(await sandbox.read(invoice.id))).toEqual(['partial', ['wrong_asset']])
  })

  test.each([
    ['0', 'USDT'],
    ['1.1234567', 'USDT'],
    ['many', 'USDT'],
    ['1', 'DOGE'],
  ])('refuses %s %s, and nothing has happened then', async (amount, token) => {
    const { invoice } = await sandbox.invoice()
    await expect(sandbox.pay(invoice.id, 'late', { amount, token })).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
    })
    expect(told(await sandbox.read(invoice.id))).toEqual(['invoice.created'])
  })
})

test('a payment goes the whole way: confirmed, settled, swept, and in the books', async () => {
  const { invoice } = await sandbox.invoice()
  const [played] = (await sandbox.pay(invoice.id, 'exact')).steps
  expect(played?.events.map((event) => event.type)).toEqual([
    'payment.detected',
    'invoice.confirming',
    'payment.confirmed',
    'invoice.paid',
    'settlement.completed',
    'settlement.swept',
  ])
  const { settlement, payments } = await sandbox.read(invoice.id)
  expect(settlement?.settlement).toMatchObject({ gross: 16_490_000n, fee: 164_900n, status: 'completed' })
  expect(settlement?.payout).toMatchObject({ net: 16_325_100n, fee: 164_900n })
  expect(payments).toMatchObject([{ txHash: played?.payment?.txHash, status: 'confirmed' }])
})

test('an invoice that asks for confirmations confirms by itself, a block a second', async () => {
  const { invoice } = await sandbox.invoice({ confirmationsOverride: 12 })
  await sandbox.pay(invoice.id, 'exact')
  const depth = async () => (await sandbox.read(invoice.id)).payments[0]?.confirmations
  expect([await depth(), (await sandbox.read(invoice.id)).invoice.status]).toEqual([1, 'confirming'])
  sandbox.advance(5)
  await sandbox.reconcile()
  expect(await depth()).toBe(6)
  sandbox.advance(6)
  await sandbox.reconcile()
  expect((await sandbox.read(invoice.id)).invoice.status).toBe('paid')
})
