import { afterEach, describe, expect, it } from 'vitest'
import type { ChainReader, Hex, Transfer } from '@/lib/chains/port'
import { reconcileAll } from '@/lib/services/reconcile/reconcileAll'
import { cancelRefund } from '@/lib/services/refunds/cancelRefund'
import type { RefundDetail } from '@/lib/services/refunds/refundDetail'
import { accounts } from '@/scripts/local/accounts'
import { withReader } from '@/tests/support/changedReader'
import { refunding } from '@/tests/support/refunds'
import { startWorld } from '@/tests/support/world'

const world = await startWorld({
  secondRpcUrl: (anvil) => Promise.resolve(anvil.replace('127.0.0.1', 'localhost')),
})
const { prepare, sign, statuses, settle, paid } = refunding(world)
await world.mint(accounts.treasury.address, '100000')

let changed: (honest: ChainReader) => Partial<ChainReader> = () => ({})
afterEach(() => {
  changed = () => ({})
})
const reconcile = () =>
  reconcileAll(
    withReader(world.ctx, (reader) => changed(reader)),
    { budgetMs: 20_000 },
  )

async function undo(blocks: number, raw: readonly Hex[] = []): Promise<void> {
  const again = raw.map((one) => [one, 0])
  await world.anvil.request({ method: 'anvil_reorg' as never, params: [blocks, again] as never })
}

async function rawOf(hash: Hex): Promise<Hex> {
  const raw = await world.anvil.request({
    method: 'eth_getRawTransactionByHash' as never,
    params: [hash] as never,
  })
  return raw as Hex
}

async function statusOf({ id, invoiceId }: RefundDetail): Promise<string | undefined> {
  return (await world.read(invoiceId)).refunds.find((refund) => refund.id === id)?.status
}

/** Tells of a transfer that is in no block, with its receipt. */
function makingUp(refund: RefundDetail) {
  const txHash: Hex = `0x${'5e'.repeat(32)}`
  let block: Transfer['block'] | null = null
  const transfer = (within: Transfer['block']): Transfer => ({
    token: refund.tokenAddress,
    from: accounts.treasury.address,
    to: refund.recipient,
    amount: refund.amount,
    txHash,
    position: 0,
    block: within,
  })
  return (honest: ChainReader): Partial<ChainReader> => ({
    async scan(...args) {
      const scan = await honest.scan(...args)
      block ??= scan.through
      return { ...scan, transfers: [...scan.transfers, transfer(block)] }
    },
    async receipt(hash, signal) {
      if (hash !== txHash || !block) return honest.receipt(hash, signal)
      return { succeeded: true, block, transfers: [transfer(block)], accepted: [] }
    },
  })
}

describe('a transfer that settled nothing when it was read (F6)', () => {
  it('settles a refund that was called off, once there is room for it', async () => {
    const { invoice } = await paid()
    const sent = await prepare(invoice.id)
    await cancelRefund(world.ctx, world.actor, invoice.id, sent.id)
    const other = await prepare(invoice.id)
    await sign(sent)
    await settle()
    expect(await statusOf(sent)).toBe('cancelled')

    await cancelRefund(world.ctx, world.actor, invoice.id, other.id)
    await settle()
    expect([await statusOf(sent), await statusOf(other)]).toEqual(['completed', 'cancelled'])
  })

  it('settles a refund that was withdrawn because the payment was undone with it, once that is deep enough again', async () => {
    const { invoice, option } = await world.invoice()
    const payment = await rawOf(await world.pay(option.address, '16.49'))
    await settle()
    const refund = await prepare(invoice.id)
    const transfer = await rawOf(await sign(refund))
    await undo(5, [payment, transfer])
    await settle()
    const { invoice: ended, events } = await world.read(invoice.id)
    expect(events.map((event) => event.type)).toContain('refund.cancelled')
    expect(await statuses(invoice.id)).toEqual(['completed'])
    expect(ended.status).toBe('refunded')
  })

  it('is found in a block of a number that was proven on a branch that is gone', async () => {
    const { invoice } = await paid()
    await world.mine(4)
    await world.reconcile()
    const refund = await prepare(invoice.id)
    const transfer = await rawOf(await sign(refund))
    await undo(3, [transfer])
    await settle()
    expect(await statuses(invoice.id)).toEqual(['completed'])
  })
})

describe('a refund that one provider made up (S5)', () => {
  it('is never completed, undone when its block is shown without it, and settled by its real transfer', async () => {
    const { invoice } = await paid('5000', '5000')
    const refund = await prepare(invoice.id)
    changed = makingUp(refund)
    await world.mine(1)
    await reconcile()
    await sign(refund)
    await world.mine(8)
    await reconcile()
    expect(await statuses(invoice.id)).toEqual(['sent'])

    changed = () => ({})
    await reconcile()
    expect(await statuses(invoice.id)).toEqual(['prepared'])
    await settle()
    await settle()
    expect(await statuses(invoice.id)).toEqual(['completed'])
  })
})
