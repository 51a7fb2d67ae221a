import { describe, expect, it } from 'vitest'
import { accounts } from '@/scripts/local/accounts'
import { startWorld } from '@/tests/support/world'

const world = await startWorld()

describe('the way of one payment', () => {
  it('is seen, confirmed, settled and swept to the treasury, the fee to its recipient', async () => {
    const invoice = await world.invoice()
    expect(invoice.invoice.status).toBe('pending')
    expect(invoice.option).toMatchObject({ quotedAmount: 16_490_000n, requiredConfirmations: 3 })
    const treasuryBefore = await world.balance(accounts.treasury.address)
    const feesBefore = await world.balance(accounts.feeRecipient.address)

    await world.pay(invoice.option.address, '16.49')
    await world.reconcile()
    const seen = await world.read(invoice.invoice.id)
    expect(seen.invoice.status).toBe('confirming')
    expect(seen.payments).toMatchObject([{ status: 'detected', confirmations: 1, amount: 16_490_000n }])

    await world.mine(2)
    await world.reconcile()
    const paid = await world.read(invoice.invoice.id)
    expect(paid.invoice.status).toBe('paid')
    expect(paid.settlement?.settlement).toMatchObject({
      gross: 16_490_000n,
      fee: 164_900n,
      net: 16_325_100n,
      status: 'completed',
    })
    expect(paid.settlement?.payout).toBeNull()

    await world.reconcileAndSweep()
    await world.mine(1)
    await world.reconcileAndSweep()
    const swept = await world.read(invoice.invoice.id)
    expect(swept.settlement?.payout).toMatchObject({ net: 16_325_100n, fee: 164_900n })
    expect((await world.balance(accounts.treasury.address)) - treasuryBefore).toBe(16_325_100n)
    expect((await world.balance(accounts.feeRecipient.address)) - feesBefore).toBe(164_900n)
    expect(swept.events.map((event) => event.type)).toEqual([
      'invoice.created',
      'payment.detected',
      'invoice.confirming',
      'payment.confirmed',
      'invoice.paid',
      'settlement.completed',
      'settlement.swept',
    ])
    expect(swept.events.map((event) => event.seq)).toEqual([1, 2, 3, 4, 5, 6, 7])
  })
})
