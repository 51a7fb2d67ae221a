import { describe, expect, it } from 'vitest'
import { cancelInvoice } from '@/lib/services/invoices/cancelInvoice'
import { startWorld } from '@/tests/support/world'

const world = await startWorld()

async function settledView(id: string) {
  const detail = await world.read(id)
  return {
    status: detail.invoice.status,
    exceptions: detail.exceptions.filter((row) => !row.closedAt).map((row) => row.kind),
    arrived: detail.payments.reduce((sum, payment) => sum + payment.amount, 0n),
    gross: detail.settlement?.settlement.gross ?? null,
  }
}

async function confirmAll(): Promise<void> {
  await world.mine(3)
  await world.reconcile()
}

describe('what was paid decides status and exception (D10)', () => {
  it('exact: paid, nothing open', async () => {
    const { invoice, option } = await world.invoice()
    await world.pay(option.address, '16.49')
    await confirmAll()
    expect(await settledView(invoice.id)).toEqual({
      status: 'paid',
      exceptions: [],
      arrived: 16_490_000n,
      gross: 16_490_000n,
    })
  })

  it('split in two: partial, then paid, settled once on both', async () => {
    const { invoice, option } = await world.invoice({ total: '9.99' })
    await world.pay(option.address, '5')
    await world.reconcile()
    const half = await world.read(invoice.id)
    expect(half.invoice.status).toBe('partial')
    expect(half.progress).toMatchObject({
      remaining: 4_990_000n,
      percentHundredths: 5005,
      coverage: 'partial',
    })
    await world.pay(option.address, '4.99')
    await confirmAll()
    expect(await settledView(invoice.id)).toEqual({
      status: 'paid',
      exceptions: [],
      arrived: 9_990_000n,
      gross: 9_990_000n,
    })
  })

  it('short within the tolerance: paid', async () => {
    const { invoice, option } = await world.invoice({ total: '100' })
    await world.pay(option.address, '99')
    await confirmAll()
    expect(await settledView(invoice.id)).toMatchObject({
      status: 'paid',
      exceptions: [],
      gross: 99_000_000n,
    })
  })

  it('short beyond the tolerance: partial, and underpaid once its time is over', async () => {
    const { invoice, option } = await world.invoice({ total: '100', expiresInSeconds: 600 })
    await world.pay(option.address, '98.99')
    await confirmAll()
    expect(await settledView(invoice.id)).toMatchObject({ status: 'partial', exceptions: [], gross: null })
    await world.wait(601)
    await world.reconcile()
    expect(await settledView(invoice.id)).toMatchObject({
      status: 'partial',
      exceptions: ['underpaid'],
      gross: null,
    })
  })

  it('over within the tolerance: paid; beyond it: paid and overpaid, all of it settled', async () => {
    const within = await world.invoice()
    const beyond = await world.invoice()
    await world.pay(within.option.address, '17.49')
    await world.pay(beyond.option.address, '17.50')
    await confirmAll()
    expect(await settledView(within.invoice.id)).toMatchObject({ status: 'paid', exceptions: [] })
    expect(await settledView(beyond.invoice.id)).toEqual({
      status: 'paid',
      exceptions: ['overpaid'],
      arrived: 17_500_000n,
      gross: 17_500_000n,
    })
  })

  it('late: stays expired, opens late, is credited and not settled', async () => {
    const { invoice, option } = await world.invoice({ expiresInSeconds: 60 })
    await world.wait(61)
    await world.reconcile()
    expect((await world.read(invoice.id)).invoice.status).toBe('expired')
    await world.pay(option.address, '16.49')
    await confirmAll()
    expect((await world.read(invoice.id)).progress).toMatchObject({ received: 16_490_000n, coverage: 'none' })
    expect(await settledView(invoice.id)).toEqual({
      status: 'expired',
      exceptions: ['late'],
      arrived: 16_490_000n,
      gross: null,
    })
  })

  it('after cancelling: stays cancelled, opens late', async () => {
    const { invoice, option } = await world.invoice()
    await cancelInvoice(world.ctx, world.actor, invoice.id, { reason: 'out of stock' })
    await world.wait(1)
    await world.pay(option.address, '16.49')
    await confirmAll()
    expect(await settledView(invoice.id)).toEqual({
      status: 'cancelled',
      exceptions: ['late'],
      arrived: 16_490_000n,
      gross: null,
    })
  })

  it('sent before it was cancelled and found afterwards: reopens and is paid', async () => {
    const { invoice, option } = await world.invoice()
    await world.pay(option.address, '16.49')
    await cancelInvoice(world.ctx, world.actor, invoice.id, { reason: null })
    await confirmAll()
    const detail = await world.read(invoice.id)
    expect(detail.invoice.status).toBe('paid')
    expect(detail.events.map((event) => event.type)).toContain('invoice.reopened')
  })

  it('twice in one block: paid and overpaid, both kept', async () => {
    const { invoice, option } = await world.invoice()
    await world.payTogether(option.address, ['16.49', '16.49'])
    await confirmAll()
    expect(await settledView(invoice.id)).toEqual({
      status: 'paid',
      exceptions: ['overpaid'],
      arrived: 32_980_000n,
      gross: 32_980_000n,
    })
  })

  it('a second payment after settlement adjusts the books, it does not settle twice (D6)', async () => {
    const { invoice, option } = await world.invoice()
    await world.pay(option.address, '16.49')
    await confirmAll()
    await world.pay(option.address, '2')
    await confirmAll()
    const detail = await world.read(invoice.id)
    expect(detail.settlement?.settlement).toMatchObject({
      gross: 18_490_000n,
      fee: 184_900n,
      net: 18_305_100n,
    })
    expect(detail.events.map((event) => event.type).filter((type) => type.startsWith('settlement.'))).toEqual(
      ['settlement.completed', 'settlement.adjusted'],
    )
  })

  it('another listed asset: wrong_asset, credited, not counted', async () => {
    const { invoice, option } = await world.invoice()
    await world.pay(option.address, '16.49', 'USDC')
    await confirmAll()
    expect(await settledView(invoice.id)).toEqual({
      status: 'pending',
      exceptions: ['wrong_asset'],
      arrived: 16_490_000n,
      gross: null,
    })
  })

  it('native coin: quoted, paid and settled like a token', async () => {
    const { invoice, option } = await world.invoice({ total: '100', cryptoCurrency: 'ETH' })
    expect(option.quotedAmount).toBe(5n * 10n ** 16n)
    await world.pay(option.address, '0.05', 'ETH')
    await confirmAll()
    expect(await settledView(invoice.id)).toMatchObject({
      status: 'paid',
      exceptions: [],
      gross: 5n * 10n ** 16n,
    })
  })
})

describe('the time of the block decides (S6)', () => {
  it.each([
    { second: -1, status: 'paid' },
    { second: 0, status: 'paid' },
    { second: 1, status: 'expired' },
  ])('a payment mined at expiry $second s is $status', async ({ second, status }) => {
    const { invoice, option } = await world.invoice({ expiresInSeconds: 120 })
    const at = BigInt(Math.floor(invoice.expiresAt.getTime() / 1000) + second)
    await world.anvil.setNextBlockTimestamp({ timestamp: at })
    await world.pay(option.address, '16.49')
    await confirmAll()
    expect((await world.read(invoice.id)).invoice.status).toBe(status)
  })

  it('an in-time payment that is found after the timer reopens the invoice', async () => {
    const { invoice, option } = await world.invoice({ expiresInSeconds: 120 })
    await world.pay(option.address, '16.49')
    await world.wait(121)
    await world.mine(3)
    await world.reconcile()
    const detail = await world.read(invoice.id)
    expect(detail.invoice.status).toBe('paid')
  })

  it('does not expire on the clock alone: the network must have proven a later block', async () => {
    const { invoice } = await world.invoice({ expiresInSeconds: 60 })
    const clock = world.ctx.clock.now()
    world.setClock(new Date(clock.getTime() + 3_600_000))
    await world.reconcile()
    expect((await world.read(invoice.id)).invoice.status).toBe('pending')
    await world.wait(61)
    await world.reconcile()
    expect((await world.read(invoice.id)).invoice.status).toBe('expired')
  })
})
