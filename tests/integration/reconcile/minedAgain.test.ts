import { describe, expect, it } from 'vitest'
import { ledgerOf } from '@/db/queries/settlements'
import type { Hex } from '@/lib/chains/port'
import { reconcileAll } from '@/lib/services/reconcile/reconcileAll'
import { expectSoundBooks } from '@/tests/support/books'
import { withReader } from '@/tests/support/changedReader'
import { strangerSweep } from '@/tests/support/strangerSweep'
import { startWorld } from '@/tests/support/world'

const world = await startWorld()

async function rawTransaction(hash: Hex): Promise<Hex> {
  const raw = await world.anvil.request({
    method: 'eth_getRawTransactionByHash' as never,
    params: [hash] as never,
  })
  return raw as Hex
}

/** What the ledger says lies at an invoice's address. */
async function lyingAt(id: string): Promise<bigint> {
  const entries = await ledgerOf(world.ctx.db, id)
  return entries.filter(({ account }) => account === 'deposits').reduce((sum, { amount }) => sum + amount, 0n)
}

describe('a sweep that is mined again', () => {
  it('may empty another address by the log at the same position: the books follow it (S3, S4)', async () => {
    const first = await world.invoice()
    const other = await world.invoice()
    const snapshot = await world.anvil.snapshot()
    const instead = await rawTransaction(await world.pay(other.option.address, '16.49'))
    await world.anvil.revert({ id: snapshot })

    await world.pay(first.option.address, '16.49')
    const sweep = await rawTransaction(
      await strangerSweep(world, [first.option.address, other.option.address]),
    )
    await world.mine(2)
    await world.reconcile()
    expect((await world.read(first.invoice.id)).events.map(({ type }) => type)).toContain('settlement.swept')

    // The same sweep in another history, where the other invoice was paid.
    const transactions = [
      [instead, 0],
      [sweep, 1],
    ]
    await world.anvil.request({ method: 'anvil_reorg' as never, params: [4, transactions] as never })
    await world.mine(3)
    await world.reconcile()
    expect(await world.balance(other.option.address)).toBe(0n)
    const { invoice, payments } = await world.read(other.invoice.id)
    expect(payments).toMatchObject([{ amount: 16_490_000n, status: 'confirmed' }])
    expect(invoice.status).toBe('paid')
    expect(await lyingAt(first.invoice.id)).toBe(0n)
    expect(await lyingAt(other.invoice.id)).toBe(0n)
    await expectSoundBooks(world)
  })
})

describe('a payment that is mined again', () => {
  it('may pay another invoice by the log at the same position: the first one has lost it (S3, D1)', async () => {
    const first = await world.invoice()
    const other = await world.invoice()
    await world.pay(first.option.address, '16.49')
    await world.reconcile()
    expect((await world.read(first.invoice.id)).invoice.status).toBe('confirming')

    // Between the look at the window of hashes and the scan the chain was reorganised.
    const meanwhile = withReader(world.ctx, (reader) => ({
      async scan(from, to, watch, signal) {
        const found = await reader.scan(0, to, watch, signal)
        const moved = found.transfers
          .filter((transfer) => transfer.to === first.option.address)
          .map((transfer) => ({
            ...transfer,
            to: other.option.address,
            block: { ...transfer.block, hash: `0x${'7'.repeat(64)}` as Hex },
          }))
        return { ...found, transfers: moved }
      },
    }))
    await world.mine(1)
    await reconcileAll(meanwhile, { budgetMs: 20_000 })
    expect((await world.read(first.invoice.id)).invoice.status).toBe('pending')
    expect((await world.read(first.invoice.id)).payments).toEqual([])
  })
})
