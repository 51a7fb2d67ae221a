import { describe, expect, it } from 'vitest'
import { ledgerOf } from '@/db/queries/settlements'
import type { Hex } from '@/lib/chains/port'
import type { RootContext } from '@/lib/services/context'
import { reconcileAll } from '@/lib/services/reconcile/reconcileAll'
import { startWorld } from '@/tests/support/world'

const world = await startWorld()

/** Replaces the last blocks by others with these raw transactions in the given block of the new ones. */
async function reorg(depth: number, transactions: readonly (readonly [Hex, number])[] = []): Promise<void> {
  await world.anvil.request({ method: 'anvil_reorg' as never, params: [depth, transactions] as never })
}

async function rawTransaction(hash: Hex): Promise<Hex> {
  const raw = await world.anvil.request({
    method: 'eth_getRawTransactionByHash' as never,
    params: [hash] as never,
  })
  return raw as Hex
}

async function types(id: string): Promise<string[]> {
  return (await world.read(id)).events.map((event) => event.type)
}

/** The services with a window of so few hashes. */
function withWindow(windowDepth: number): RootContext {
  const { networks } = world.ctx
  const all = () => networks.all().map((network) => ({ ...network, windowDepth }))
  return { ...world.ctx, networks: { ...networks, all } }
}

describe('when blocks are undone', () => {
  it('an unconfirmed payment is un-paid with an event, and paid once when it is mined again (S3)', async () => {
    const { invoice, option } = await world.invoice()
    const hash = await world.pay(option.address, '16.49')
    const raw = await rawTransaction(hash)
    await world.reconcile()
    expect((await world.read(invoice.id)).invoice.status).toBe('confirming')

    await reorg(1)
    await world.reconcile()
    const undone = await world.read(invoice.id)
    expect(undone.invoice.status).toBe('pending')
    expect(undone.payments).toMatchObject([{ status: 'orphaned', confirmations: 0 }])
    expect(undone.progress.received).toBe(0n)
    expect(await types(invoice.id)).toContain('payment.reverted')

    await world.anvil.sendRawTransaction({ serializedTransaction: raw })
    await world.mine(3)
    await world.reconcile()
    const paid = await world.read(invoice.id)
    expect(paid.invoice.status).toBe('paid')
    expect(paid.payments).toHaveLength(1)
    expect(paid.settlement?.settlement.gross).toBe(16_490_000n)
  })

  it('a transaction mined again behind another log is the same payment (S3)', async () => {
    const first = await world.invoice()
    const other = await world.invoice()
    const hash = await world.pay(first.option.address, '16.49')
    const before = await world.anvil.getTransactionReceipt({ hash })
    const raw = await rawTransaction(hash)
    await world.reconcile()

    const snapshot = await world.anvil.snapshot()
    const ahead = await rawTransaction(await worldPayFromDeployer(other.option.address))
    await world.anvil.revert({ id: snapshot })
    await reorg(1, [
      [ahead, 0],
      [raw, 0],
    ])
    const after = await world.anvil.getTransactionReceipt({ hash })
    expect(after.logs[0]?.logIndex).not.toBe(before.logs[0]?.logIndex)

    await world.mine(3)
    await world.reconcile()
    const paid = await world.read(first.invoice.id)
    expect(paid.invoice.status).toBe('paid')
    expect(paid.payments).toMatchObject([{ txHash: hash, blockHash: after.blockHash }])
  })

  it('deeper than the confirmations after settling: stays paid, flagged, told, reversed, nothing deleted (D1)', async () => {
    const { invoice, option } = await world.invoice()
    const hash = await world.pay(option.address, '16.49')
    const raw = await rawTransaction(hash)
    await world.mine(3)
    await world.reconcile()
    expect((await world.read(invoice.id)).invoice.status).toBe('paid')

    await reorg(4)
    await world.mine(1)
    await world.reconcile()
    const reverted = await world.read(invoice.id)
    expect(reverted.invoice.status).toBe('paid')
    expect(reverted.exceptions).toMatchObject([{ kind: 'reverted', closedAt: null }])
    expect(reverted.settlement?.settlement.gross).toBe(0n)
    expect(await types(invoice.id)).toEqual(
      expect.arrayContaining(['payment.reverted', 'settlement.reversed', 'invoice.exception_opened']),
    )
    const entries = await ledgerOf(world.ctx.db, invoice.id)
    expect(entries.map((entry) => entry.posting)).toContain(2)
    for (const account of ['deposits', 'suspense', 'merchant', 'platform_fee']) {
      const own = entries.filter((entry) => entry.account === account)
      expect(own.reduce((sum, entry) => sum + entry.amount, 0n)).toBe(0n)
    }

    await world.anvil.sendRawTransaction({ serializedTransaction: raw })
    await world.mine(4)
    await world.reconcile()
    const again = await world.read(invoice.id)
    expect(again.settlement?.settlement.gross).toBe(16_490_000n)
    expect(again.exceptions.filter((row) => !row.closedAt)).toEqual([])
    expect(again.payments).toHaveLength(1)
  })

  it('deeper than the window of hashes: everything is read again and comes out the same', async () => {
    const { invoice, option } = await world.invoice()
    await world.pay(option.address, '16.49')
    await world.mine(3)
    await world.reconcile()
    await world.ctx.db.execute("delete from network_blocks where network = 'local'")
    await world.ctx.db.execute(
      "insert into network_blocks (network, number, hash, parent_hash, time) select network, block_number - 5, '0xdead', '0xbeef', now() from network_cursors where network = 'local'",
    )
    await world.reconcile()
    await world.reconcile()
    const detail = await world.read(invoice.id)
    expect(detail.invoice.status).toBe('paid')
    expect(detail.payments).toMatchObject([{ status: 'confirmed' }])
    expect(detail.settlement?.settlement.gross).toBe(16_490_000n)
  })

  it('deeper than the window: a payment below it that the chain lost is undone too, and one that stands stays', async () => {
    const standing = await world.invoice()
    await world.pay(standing.option.address, '16.49')
    await world.mine(2)
    const lost = await world.invoice()
    await world.pay(lost.option.address, '16.49')
    await world.mine(3)
    await world.reconcile()
    expect((await world.read(lost.invoice.id)).invoice.status).toBe('paid')

    await reorg(4)
    await world.mine(4)
    // As after many more blocks: the window begins above both payments, and nothing of it is left.
    await world.ctx.db.execute("delete from network_blocks where network = 'local'")
    await world.ctx.db.execute(
      "insert into network_blocks (network, number, hash, parent_hash, time) select network, block_number, '0xdead', '0xbeef', now() from network_cursors where network = 'local'",
    )
    await reconcileAll(withWindow(1), { budgetMs: 20_000 })
    const undone = await world.read(lost.invoice.id)
    expect(undone.payments).toMatchObject([{ status: 'orphaned' }])
    expect(undone.exceptions).toMatchObject([{ kind: 'reverted', closedAt: null }])
    const kept = await world.read(standing.invoice.id)
    expect(kept.payments).toMatchObject([{ status: 'confirmed' }])
    expect(kept.events.map(({ type }) => type)).not.toContain('payment.reverted')
  })

  it('an invoice whose time was over does not come back to life because of it (S6)', async () => {
    const { invoice, option } = await world.invoice({ expiresInSeconds: 30 })
    await world.wait(31)
    await world.pay(option.address, '1')
    await world.reconcile()
    expect((await world.read(invoice.id)).invoice.status).toBe('expired')
    await reorg(2)
    await world.reconcile()
    expect((await world.read(invoice.id)).invoice.status).toBe('expired')
    expect(await types(invoice.id)).not.toContain('invoice.reopened')
  })
})

/** A transfer by another account, so that the payer's own transaction keeps its nonce. */
async function worldPayFromDeployer(address: string): Promise<Hex> {
  await world.mint(address, '1')
  const block = await world.anvil.getBlock()
  const hash = block.transactions[0]
  if (!hash) throw new Error('nothing was mined')
  return hash
}
