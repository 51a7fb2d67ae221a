import { afterAll, describe, expect, it } from 'vitest'
import { openDatabase, type OpenDatabase } from '@/db/client'
import { lockCursor, networkState } from '@/db/queries/networks'
import type { Hex } from '@/lib/chains/port'
import type { RootContext } from '@/lib/services/context'
import { reconcileAll } from '@/lib/services/reconcile/reconcileAll'
import { expectSoundBooks } from '@/tests/support/books'
import { startDatabaseProxy, type Cut } from '@/tests/support/databaseProxy'
import { pausedAt } from '@/tests/support/pausedReader'
import { testServices } from '@/tests/support/services'
import { startWorld } from '@/tests/support/world'

const world = await startWorld()
const pools: OpenDatabase[] = []
afterAll(() => Promise.all(pools.map(({ sql }) => sql.end({ timeout: 0 }))))

/** A lease's life and a second. */
const LEASE_OVER_MS = 11_000

/** The services of another process: a pool of its own, on the clock as it is now and `aheadMs`. */
function process(aheadMs = 0, databaseUrl = world.database.url): RootContext {
  const pool = openDatabase(databaseUrl, { max: 4 })
  pools.push(pool)
  const now = new Date(world.ctx.clock.now().getTime() + aheadMs)
  return testServices({
    db: pool.db,
    clock: { now: () => now },
    networks: [{ id: 'local', rpcUrls: [world.rpcUrl] }],
  })
}

async function reconcile(ctx: RootContext) {
  const { networks } = await reconcileAll(ctx, { budgetMs: 20_000 })
  return networks[0]
}

async function expectPaidOnce(id: string): Promise<void> {
  const detail = await world.read(id)
  expect(detail.invoice.status).toBe('paid')
  expect(detail.payments).toHaveLength(1)
  expect(detail.settlement?.settlement.gross).toBe(16_490_000n)
  await expectSoundBooks(world)
}

describe('several reconcilers on one database', () => {
  it('at once: one reads, the others leave; everything is credited exactly once (S2)', async () => {
    const all = [process(), process(), process()]
    for (let round = 0; round < 4; round += 1) {
      const { invoice, option } = await world.invoice()
      await world.pay(option.address, '16.49')
      await world.mine(3)
      const outcomes = (await Promise.all(all.map(reconcile))).map((network) => network?.outcome)
      expect(outcomes).toContain('done')
      expect(outcomes.filter((outcome) => outcome !== 'done' && outcome !== 'leased')).toEqual([])
      await expectPaidOnce(invoice.id)
    }
  })

  it.each(['head', 'scan', 'receipt'] as const)(
    'one that lost its lease after reading the %s writes nothing more (S2)',
    async (where) => {
      const { invoice, option } = await world.invoice()
      await world.pay(option.address, '16.49')
      await world.mine(3)
      const overslept = pausedAt(process(), 'after', where)
      const first = reconcile(overslept.ctx)
      await overslept.reached
      expect(await reconcile(process())).toMatchObject({ outcome: 'leased' })

      expect(await reconcile(process(LEASE_OVER_MS))).toMatchObject({ outcome: 'done' })
      const [after, state] = [await world.read(invoice.id), await networkState(world.ctx.db, 'local')]
      overslept.resume()
      expect(await first).toMatchObject({ outcome: 'leased', payments: 0 })
      expect(await world.read(invoice.id)).toEqual(after)
      expect(await networkState(world.ctx.db, 'local')).toEqual(state)
      await expectPaidOnce(invoice.id)
    },
  )

  it('a transaction mined again behind another log while a lease runs out is one payment (S3)', async () => {
    const { invoice, option } = await world.invoice()
    const other = await world.invoice()
    const hash = await world.pay(option.address, '16.49')
    const raw = await rawTransaction(hash)
    const overslept = pausedAt(process(), 'after', 'scan')
    const first = reconcile(overslept.ctx)
    await overslept.reached

    const snapshot = await world.anvil.snapshot()
    await world.mint(other.option.address, '1')
    const ahead = await rawTransaction((await world.anvil.getBlock()).transactions[0] as Hex)
    await world.anvil.revert({ id: snapshot })
    await reorg(1, [
      [ahead, 0],
      [raw, 0],
    ])
    await world.mine(3)
    expect((await world.anvil.getTransactionReceipt({ hash })).logs[0]?.logIndex).toBe(1)
    await reconcile(process(LEASE_OVER_MS))
    overslept.resume()
    await first
    await reconcile(process(2 * LEASE_OVER_MS))
    await expectPaidOnce(invoice.id)
  })
})

describe('what happens while a run reads', () => {
  it('an invoice is made while a run writes: nobody waits for the cursor (Q5)', async () => {
    await world.ctx.db.transaction(async (tx) => {
      const { fence } = (await networkState(tx, 'local')) ?? { fence: 0n }
      expect(await lockCursor(tx, { network: 'local', fence })).not.toBeNull()
      expect((await world.invoice()).invoice.status).toBe('pending')
    })
  })

  it('an invoice made and paid after the head was read is credited (S1)', async () => {
    const paused = pausedAt(process(), 'after', 'head')
    const run = reconcile(paused.ctx)
    await paused.reached
    const { invoice, option } = await world.invoice()
    await world.pay(option.address, '16.49')
    await world.mine(3)
    paused.resume()
    expect(await run).toMatchObject({ outcome: 'done' })
    await reconcile(process())
    await expectPaidOnce(invoice.id)
  })

  it('an invoice made and paid just before the head was read is credited in that run (S1)', async () => {
    const paused = pausedAt(process(), 'before', 'head')
    const run = reconcile(paused.ctx)
    await paused.reached
    const { invoice, option } = await world.invoice()
    await world.pay(option.address, '16.49')
    await world.mine(3)
    paused.resume()
    expect(await run).toMatchObject({ outcome: 'done', payments: 1 })
    await expectPaidOnce(invoice.id)
  })

  it('blocks undone between the look at the window and the scan leave no stale payment (S3)', async () => {
    const { invoice, option } = await world.invoice()
    const hash = await world.pay(option.address, '16.49')
    const raw = await rawTransaction(hash)
    await reconcile(process())
    await world.mine(1)
    const paused = pausedAt(process(), 'before', 'scan')
    const run = reconcile(paused.ctx)
    await paused.reached
    await reorg(2, [[raw, 1]])
    paused.resume()
    expect(await run).toMatchObject({ outcome: 'delayed', payments: 0 })
    await world.mine(3)
    await reconcile(process())
    await reconcile(process())
    await expectPaidOnce(invoice.id)
  })
})

describe('the database connection is lost at commit', () => {
  // What was scanned, what the balances agreed with, what is confirmed.
  const cuts: Cut[] = [1, 2, 3].flatMap((commit) => [
    { commit, when: 'before' as const },
    { commit, when: 'after' as const },
  ])
  it.each(cuts)('$when commit $commit: credited exactly once after the next run', async (cut) => {
    const { invoice, option } = await world.invoice()
    await world.pay(option.address, '16.49')
    await world.mine(3)
    const proxy = await startDatabaseProxy(world.database.url, { cut })
    try {
      await reconcile(process(0, proxy.url)).catch(() => undefined)
      expect(proxy.commits()).toBeGreaterThanOrEqual(cut.commit)
    } finally {
      await proxy.stop()
    }
    const detail = await world.read(invoice.id)
    const written = cut.commit > 1 || cut.when === 'after'
    expect(detail.payments).toHaveLength(written ? 1 : 0)
    expect(detail.invoice.status).toBe(
      written ? (cut.commit === 3 && cut.when === 'after' ? 'paid' : 'confirming') : 'pending',
    )
    expect(await reconcile(process(LEASE_OVER_MS))).toMatchObject({ outcome: 'done' })
    await expectPaidOnce(invoice.id)
  })
})

async function reorg(depth: number, transactions: readonly (readonly [Hex, number])[]): Promise<void> {
  await world.anvil.request({ method: 'anvil_reorg' as never, params: [depth, transactions] as never })
}

async function rawTransaction(hash: Hex): Promise<Hex> {
  const raw = await world.anvil.request({
    method: 'eth_getRawTransactionByHash' as never,
    params: [hash] as never,
  })
  return raw as Hex
}
