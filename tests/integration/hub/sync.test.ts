import { describe, expect, it } from 'vitest'
import { payments } from '@/db/schema'
import type { Hex } from '@/lib/chains/port'
import { syncPayment } from '@/lib/services/hub/syncPayment'
import { accounts } from '@/scripts/local/accounts'
import { hubCustomer, hubOption, hubTermsIn } from '@/tests/support/hub'
import { startWorld } from '@/tests/support/world'

const world = await startWorld({ hub: true })
const ctx = { ...world.ctx, policy: { ...world.ctx.policy, rateLimitScale: 1_000 } }
const customer = hubCustomer(world)
const invoice = () => world.invoice({ offer: 'all' })
const sync = (id: string, txHash: Hex, optionId: string | null = null) =>
  syncPayment(ctx, id, { txHash, optionId }, '192.0.2.7')

async function facts(id: string) {
  const { invoice: row, payments: came, events } = await world.read(id)
  return { status: row.status, payments: came, events: events.length }
}

describe('a hash that is told by a browser (F5)', () => {
  it('is credited at once, once, by what the receipt says', async () => {
    const made = await invoice()
    const hash = await customer.pay(hubTermsIn(made, 'USDC'))
    expect(await sync(made.invoice.id, hash, hubOption(made, 'USDC').id)).toBe(true)
    expect(await facts(made.invoice.id)).toMatchObject({
      status: 'confirming',
      payments: [{ txHash: hash, amount: 16_490_000n }],
    })
    await sync(made.invoice.id, hash)
    await world.mine(3)
    await sync(made.invoice.id, hash)
    const paid = await world.read(made.invoice.id)
    expect(paid).toMatchObject({
      invoice: { status: 'paid' },
      payments: [{ txHash: hash, status: 'confirmed' }],
    })
    expect(paid.payments).toHaveLength(1)
  })

  const refusals: [string, string, (made: Awaited<ReturnType<typeof invoice>>) => Promise<Hex>][] = [
    [
      'forged',
      'TRANSACTION_UNRELATED',
      (made) => customer.pay({ ...hubTermsIn(made, 'USDC'), treasury: accounts.deployer.address }),
    ],
    ['replayed', 'TRANSACTION_OF_ANOTHER', async () => customer.pay(hubTermsIn(await invoice(), 'USDC'))],
    [
      'reverted',
      'TRANSACTION_FAILED',
      (made) => customer.send('0x12345678', { value: hubTermsIn(made, 'ETH').amount }),
    ],
    ['foreign', 'TRANSACTION_UNRELATED', () => world.pay(accounts.treasury.address, '16.49', 'USDC')],
    ['future', 'TRANSACTION_NOT_MINED', () => Promise.resolve<Hex>(`0x${'ab'.repeat(32)}`)],
  ]
  it.each(refusals)('that is %s is refused as %s, and changes nothing', async (_, code, hashOf) => {
    const made = await invoice()
    const hash = await hashOf(made)
    await world.reconcile()
    const before = await world.ctx.db.select().from(payments)
    await expect(sync(made.invoice.id, hash)).rejects.toMatchObject({ code })
    expect(await facts(made.invoice.id)).toMatchObject({ status: 'pending', payments: [], events: 1 })
    expect(await world.ctx.db.select().from(payments)).toEqual(before)
  })

  it('of another option, or of an invoice that is paid to an address alone, is refused', async () => {
    const made = await invoice()
    const hash = await customer.pay(hubTermsIn(made, 'USDC'))
    await expect(sync(made.invoice.id, hash, hubOption(made, 'USDT').id)).rejects.toMatchObject({
      code: 'TRANSACTION_OF_ANOTHER',
    })
    const plain = await world.invoice()
    await expect(sync(plain.invoice.id, hash)).rejects.toMatchObject({ code: 'VALIDATION_FAILED' })
    await expect(sync('inv_00000000000000000000000000', hash)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('is looked at so often for one invoice, and then not', async () => {
    const made = await invoice()
    const ask = () =>
      syncPayment(world.ctx, made.invoice.id, { txHash: `0x${'cd'.repeat(32)}`, optionId: null }, null)
    for (let time = 0; time < 6; time += 1) {
      await expect(ask()).rejects.toMatchObject({ code: 'TRANSACTION_NOT_MINED' })
    }
    expect(await ask()).toBe(false)
  })
})
