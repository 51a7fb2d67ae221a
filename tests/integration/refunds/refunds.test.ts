import { describe, expect, it } from 'vitest'
import { ledgerOf } from '@/db/queries/settlements'
import type { Hex } from '@/lib/chains/port'
import { LOCAL_USDT } from '@/lib/chains/evm/localTokens'
import { cancelRefund } from '@/lib/services/refunds/cancelRefund'
import { listRefunds } from '@/lib/services/refunds/listRefunds'
import { reportRefund } from '@/lib/services/refunds/reportRefund'
import { declareWallet } from '@/lib/services/wallets/declareWallet'
import { forgetWallet } from '@/lib/services/wallets/forgetWallet'
import { accounts } from '@/scripts/local/accounts'
import { customerAddress, refunding } from '@/tests/support/refunds'
import { startWorld } from '@/tests/support/world'

const world = await startWorld()
const { prepare, sign, send, statuses, settle, paid } = refunding(world)
await world.mint(accounts.treasury.address, '100000')
await world.mint(accounts.gas.address, '100000')

async function types(id: string): Promise<string[]> {
  return (await world.read(id)).events.map((event) => event.type)
}

async function status(id: string): Promise<string> {
  return (await world.read(id)).invoice.status
}

async function books(id: string): Promise<Record<string, bigint>> {
  const sums: Record<string, bigint> = {}
  for (const { account, amount } of await ledgerOf(world.ctx.db, id))
    sums[account] = (sums[account] ?? 0n) + amount
  expect(Object.values(sums).reduce((sum, one) => sum + one, 0n)).toBe(0n)
  return sums
}

describe('a refund (F6)', () => {
  it('is the exact transfer that a wallet signs, seen on the chain, and ends the invoice', async () => {
    const { invoice } = await paid()
    const to = customerAddress()
    const refund = await prepare(invoice.id, { to, reason: 'out of stock' })
    expect(refund).toMatchObject({
      status: 'prepared',
      kind: 'full',
      amount: 16_490_000n,
      recipient: to,
      chainId: 31_337,
      tokenAddress: LOCAL_USDT,
      wallets: [accounts.treasury.address],
      call: {
        to: LOCAL_USDT,
        value: '0x0',
        uri: `ethereum:${LOCAL_USDT}@31337/transfer?address=${to}&uint256=16490000`,
      },
    })
    expect(await status(invoice.id)).toBe('paid')

    const hash = await sign(refund)
    expect(await world.balance(to)).toBe(16_490_000n)
    await world.reconcile()
    expect(await statuses(invoice.id)).toEqual(['sent'])
    expect(await status(invoice.id)).toBe('paid')

    await settle()
    const detail = await world.read(invoice.id)
    expect(detail.invoice).toMatchObject({ status: 'refunded', refundedAt: expect.any(Date) })
    expect(detail.refunds).toMatchObject([
      { status: 'completed', txHash: hash, fromAddress: accounts.treasury.address },
    ])
    expect((await types(invoice.id)).slice(-4)).toEqual([
      'refund.prepared',
      'refund.sent',
      'refund.completed',
      'invoice.refunded',
    ])
    expect(await books(invoice.id)).toMatchObject({ refunded: 16_490_000n, merchant_wallet: -16_490_000n })
  })

  it('of a part leaves it paid, and what is left can be given back as well', async () => {
    const { invoice } = await paid()
    await sign(await prepare(invoice.id, { amount: { of: 'exact', text: '6.49' } }))
    await settle()
    expect(await status(invoice.id)).toBe('paid')
    const { refundable } = await listRefunds(world.ctx, world.actor, invoice.id)
    expect(refundable).toMatchObject([
      { token: 'USDT', received: 16_490_000n, allotted: 6_490_000n, refundable: 10_000_000n },
    ])
    await sign(await prepare(invoice.id))
    await settle()
    expect(await status(invoice.id)).toBe('refunded')
  })

  it('of the excess closes overpaid', async () => {
    const { invoice } = await paid('20')
    const refund = await prepare(invoice.id, { amount: { of: 'excess' } })
    expect(refund.amount).toBe(3_510_000n)
    await sign(refund)
    await settle()
    const detail = await world.read(invoice.id)
    expect(detail.invoice.status).toBe('paid')
    expect(detail.exceptions).toMatchObject([{ kind: 'overpaid', closedAt: expect.any(Date) }])
  })

  it('of late money and of another token closes what asked about them', async () => {
    const { invoice, option } = await world.invoice({ expiresInSeconds: 30 })
    await world.wait(40)
    await world.pay(option.address, '16.49')
    await world.pay(option.address, '3', 'USDC')
    await settle()
    expect((await world.read(invoice.id)).exceptions.map((one) => one.kind).sort()).toEqual([
      'late',
      'wrong_asset',
    ])
    await expect(prepare(invoice.id)).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      detail: { constraints: { allowed: ['USDC on local', 'USDT on local'] } },
    })
    await world.mint(accounts.treasury.address, '10', 'USDC')
    await sign(await prepare(invoice.id, { token: 'USDT' }))
    await sign(await prepare(invoice.id, { token: 'USDC' }))
    await settle()
    const detail = await world.read(invoice.id)
    expect(detail.invoice.status).toBe('expired')
    expect(detail.exceptions.filter((one) => !one.closedAt)).toEqual([])
    expect(await books(invoice.id)).toMatchObject({ suspense: 0n })
  })

  it('of the coin of the network itself', async () => {
    const { invoice, option } = await world.invoice({ cryptoCurrency: 'ETH', total: '20.00' })
    await world.pay(option.address, '0.01', 'ETH')
    await settle()
    const refund = await prepare(invoice.id)
    expect(refund.call).toMatchObject({ to: refund.recipient, data: '0x', value: '0x2386f26fc10000' })
    await sign(refund)
    await settle()
    expect(await status(invoice.id)).toBe('refunded')
  })

  it('of what a cancelled invoice had received leaves nothing due', async () => {
    const { invoice } = await paid('6', '16.49')
    await sign(await prepare(invoice.id))
    await settle()
    expect(await status(invoice.id)).toBe('pending')
    expect((await world.read(invoice.id)).progress).toMatchObject({ received: 0n, remaining: 16_490_000n })
  })
})

describe('what is no refund', () => {
  it.each([
    ['from a wallet that nobody declared', (to: string) => send(to, '16.49', 'gas')],
    ['of another amount', (to: string) => send(to, '16.48')],
    ['to another address', () => send(customerAddress(), '16.49')],
  ])('a transfer %s', async (_, transfer) => {
    const { invoice } = await paid()
    const refund = await prepare(invoice.id)
    await transfer(refund.recipient)
    await settle()
    expect(await statuses(invoice.id)).toEqual(['prepared'])
  })

  it('a transfer from before it was prepared', async () => {
    const { invoice } = await paid()
    const to = customerAddress()
    await send(to, '16.49')
    await world.mine(20)
    await prepare(invoice.id, { to })
    await settle()
    expect(await statuses(invoice.id)).toEqual(['prepared'])
  })

  it('one log settles one of two equal refunds, and two logs settle both (S3)', async () => {
    const { invoice } = await paid()
    const half = { to: customerAddress(), amount: { of: 'exact', text: '5' } } as const
    const first = await prepare(invoice.id, half)
    const second = await prepare(invoice.id, half)
    await sign(first)
    await settle()
    expect(await statuses(invoice.id)).toEqual(['completed', 'prepared'])
    await sign(second)
    await settle()
    expect(await statuses(invoice.id)).toEqual(['completed', 'completed'])
    const { refunds } = await world.read(invoice.id)
    expect(new Set(refunds.map((one) => one.txHash)).size).toBe(2)
  })
})

describe('the recipient', () => {
  it.each([
    ['nothing an address', 'bc1qxy2kgdygjrsqtzq2n0yrf2493p83kkfjhx0wlh'],
    ['a wrong checksum', accounts.deployer.address.replace(/[a-f]/, (letter) => letter.toUpperCase())],
    ['the zero address', '0x0000000000000000000000000000000000000000'],
    ['a token', LOCAL_USDT],
    ['the factory', world.factory],
    ['the treasury', accounts.treasury.address],
  ])('is never %s', async (_, to) => {
    const { invoice } = await paid()
    await expect(prepare(invoice.id, { to })).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      detail: { field: 'to' },
    })
  })

  it('is never a deposit address, whoever it belongs to', async () => {
    const { invoice } = await paid()
    const other = await world.invoice()
    await expect(prepare(invoice.id, { to: other.option.address })).rejects.toMatchObject({
      detail: { field: 'to' },
    })
  })
})

describe('prepared and done never exceed what arrived', () => {
  it('however many ask at once', async () => {
    const { invoice } = await paid()
    const asked = Array.from({ length: 12 }, () =>
      prepare(invoice.id, { amount: { of: 'exact', text: '5' } }).then(
        () => 'prepared',
        (error: { code: string }) => error.code,
      ),
    )
    const outcomes = await Promise.all(asked)
    expect(outcomes.filter((one) => one === 'prepared')).toHaveLength(3)
    expect(outcomes.filter((one) => one === 'REFUND_NOT_COVERED')).toHaveLength(9)
  })

  it('nor after the payment was undone: what nobody has sent is withdrawn', async () => {
    const { invoice } = await paid()
    await prepare(invoice.id)
    await world.anvil.request({ method: 'anvil_reorg' as never, params: [5, []] as never })
    await world.mine(1)
    await world.reconcile()
    expect(await statuses(invoice.id)).toEqual(['cancelled'])
    expect(await types(invoice.id)).toContain('refund.cancelled')
    expect((await world.read(invoice.id)).exceptions.map((one) => one.kind)).toEqual(['reverted'])
  })

  it('unconfirmed money cannot be given back', async () => {
    const { invoice, option } = await world.invoice()
    await world.pay(option.address, '16.49')
    await world.reconcile()
    await expect(prepare(invoice.id)).rejects.toMatchObject({ code: 'REFUND_NOT_COVERED' })
  })
})

describe('when blocks are undone', () => {
  it('the refund is prepared again, the invoice paid again, the books as before; mined again it is the same one', async () => {
    const { invoice } = await paid()
    const refund = await prepare(invoice.id)
    const hash = await sign(refund)
    const raw = (await world.anvil.request({
      method: 'eth_getRawTransactionByHash' as never,
      params: [hash] as never,
    })) as Hex
    await settle()
    expect(await status(invoice.id)).toBe('refunded')

    await world.anvil.request({ method: 'anvil_reorg' as never, params: [4, []] as never })
    await world.reconcile()
    expect(await statuses(invoice.id)).toEqual(['prepared'])
    expect((await world.read(invoice.id)).invoice).toMatchObject({ status: 'paid', refundedAt: null })
    expect(await types(invoice.id)).toContain('refund.reverted')
    expect(await books(invoice.id)).toMatchObject({ refunded: 0n, merchant_wallet: 0n })

    await world.anvil.sendRawTransaction({ serializedTransaction: raw })
    await settle()
    expect(await statuses(invoice.id)).toEqual(['completed'])
    expect(await status(invoice.id)).toBe('refunded')
    const { refunds } = await world.read(invoice.id)
    expect(refunds).toMatchObject([{ txHash: hash }])
  })
})

describe('time', () => {
  it('a transfer shortly after it ended still counts, by its block', async () => {
    const { invoice } = await paid()
    const refund = await prepare(invoice.id, { expiresInSeconds: 600 })
    await world.wait(600 + 3_500)
    await sign(refund)
    await settle()
    expect(await statuses(invoice.id)).toEqual(['completed'])
  })

  it('after that it is expired, its share free, and a transfer is none of its any more', async () => {
    const { invoice } = await paid()
    const refund = await prepare(invoice.id, { expiresInSeconds: 600 })
    await world.wait(600 + 3_700)
    await world.reconcile()
    expect(await statuses(invoice.id)).toEqual(['expired'])
    expect(await types(invoice.id)).toContain('refund.expired')
    await prepare(invoice.id, { to: accounts.deployer.address })
    await sign(refund)
    await settle()
    expect(await statuses(invoice.id)).toEqual(['expired', 'prepared'])
  })

  it('called off and sent all the same, it counts where nothing else was promised the money', async () => {
    const { invoice } = await paid()
    const refund = await prepare(invoice.id)
    await cancelRefund(world.ctx, world.actor, invoice.id, refund.id)
    await sign(refund)
    await settle()
    expect(await statuses(invoice.id)).toEqual(['completed'])

    const other = await paid()
    const called = await prepare(other.invoice.id, { to: accounts.deployer.address })
    await cancelRefund(world.ctx, world.actor, other.invoice.id, called.id)
    await prepare(other.invoice.id, { amount: { of: 'exact', text: '10' } })
    await sign(called)
    await settle()
    expect((await statuses(other.invoice.id)).sort()).toEqual(['cancelled', 'prepared'])
  })

  it('is not called off once a block shows it', async () => {
    const { invoice } = await paid()
    const refund = await prepare(invoice.id)
    await sign(refund)
    await world.reconcile()
    await expect(cancelRefund(world.ctx, world.actor, invoice.id, refund.id)).rejects.toMatchObject({
      code: 'REFUND_NOT_OPEN',
    })
  })
})

describe('wallets', () => {
  it('a declared one counts; declared afterwards, the transaction is told of', async () => {
    const { invoice } = await paid()
    const refund = await prepare(invoice.id)
    const hash = await sign(refund, 'gas')
    await settle()
    expect(await statuses(invoice.id)).toEqual(['prepared'])
    const wallet = await declareWallet(world.ctx, world.actor, {
      address: accounts.gas.address.toLowerCase(),
      label: 'Refunds',
    })
    await reportRefund(world.ctx, world.actor, { invoice: invoice.id, refund: refund.id }, hash)
    await settle()
    expect(await statuses(invoice.id)).toEqual(['completed'])

    await forgetWallet(world.ctx, world.actor, wallet.id)
    const next = await paid()
    await sign(await prepare(next.invoice.id), 'gas')
    await settle()
    expect(await statuses(next.invoice.id)).toEqual(['prepared'])
  })

  it('a transaction that somebody only says they sent proves nothing', async () => {
    const { invoice } = await paid()
    const refund = await prepare(invoice.id)
    const other = await send(accounts.deployer.address, '16.49')
    await reportRefund(world.ctx, world.actor, { invoice: invoice.id, refund: refund.id }, other)
    await settle()
    expect(await statuses(invoice.id)).toEqual(['prepared'])
  })
})
