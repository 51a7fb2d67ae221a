import { parseEther } from 'viem'
import { describe, expect, it } from 'vitest'
import { ChainError } from '@/lib/chains/errors'
import { reconcileAll } from '@/lib/services/reconcile/reconcileAll'
import { withReader } from '@/tests/support/changedReader'
import { payInternally } from '@/tests/support/internalTransfer'
import { strangerSweep } from '@/tests/support/strangerSweep'
import { startWorld } from '@/tests/support/world'

const world = await startWorld()

/** 16.49 USD at the tests' rate. */
const EXACT = '0.008245'

describe('a credit that only a balance shows is dated by the block in which it rose (S4, S6)', () => {
  it('each by its own, when several came between two runs: what was in time is paid', async () => {
    const { invoice, option } = await world.invoice({ cryptoCurrency: 'ETH', expiresInSeconds: 600 })
    const inTime = await payInternally(world, option.address, EXACT)
    await world.wait(700)
    const late = await payInternally(world, option.address, '0.000001')
    await world.mine(2)
    await world.reconcile()
    const detail = await world.read(invoice.id)
    expect(detail.payments).toMatchObject([
      { amount: parseEther(EXACT), ...inTime },
      { amount: parseEther('0.000001'), ...late },
    ])
    expect(detail.invoice.status).toBe('paid')
    expect(detail.exceptions.map((exception) => exception.kind)).toEqual(['late'])
  })

  it('its own and not that of money that was swept before it came', async () => {
    const { invoice, option } = await world.invoice({ cryptoCurrency: 'ETH' })
    await world.pay(option.address, EXACT, 'ETH')
    await world.mine(2)
    await strangerSweep(world, [option.address])
    const second = await payInternally(world, option.address, '0.002')
    await world.reconcile()
    const { payments } = await world.read(invoice.id)
    expect(payments).toMatchObject([
      { amount: parseEther(EXACT) },
      { amount: parseEther('0.002'), txHash: null, ...second },
    ])
  })

  it('is not guessed while the provider is in trouble: the next run credits it', async () => {
    const { invoice, option } = await world.invoice({ cryptoCurrency: 'ETH' })
    const { blockNumber } = await payInternally(world, option.address, EXACT)
    await world.mine(5)
    // Dating asks for one balance; the witness before it asks for all tokens.
    const busy = withReader(world.ctx, (reader) => ({
      balances: (addresses, tokens, at, signal) =>
        tokens.length === 1
          ? Promise.reject(new ChainError('rate_limited', 'slow down'))
          : reader.balances(addresses, tokens, at, signal),
    }))
    const { networks } = await reconcileAll(busy, { budgetMs: 20_000 })
    expect(networks).toMatchObject([{ outcome: 'delayed', error: 'rate_limited' }])
    expect((await world.read(invoice.id)).payments).toEqual([])
    await world.reconcile()
    expect((await world.read(invoice.id)).payments).toMatchObject([{ blockNumber }])
  })

  it('of a provider without old state: the first block that it can show', async () => {
    const { invoice, option } = await world.invoice({ cryptoCurrency: 'ETH' })
    await payInternally(world, option.address, EXACT)
    await world.mine(3)
    const kept = Number(await world.anvil.getBlockNumber({ cacheTime: 0 }))
    await world.mine(5)
    const pruned = withReader(world.ctx, (reader) => ({
      balances: (addresses, tokens, at, signal) =>
        at < kept
          ? Promise.reject(new ChainError('lagging', 'missing trie node'))
          : reader.balances(addresses, tokens, at, signal),
    }))
    await reconcileAll(pruned, { budgetMs: 20_000 })
    expect((await world.read(invoice.id)).payments).toMatchObject([{ blockNumber: kept }])
  })
})

describe('a balance that an undone block showed', () => {
  it('credits nothing (S4)', async () => {
    const { invoice, option } = await world.invoice({ cryptoCurrency: 'ETH' })
    await world.reconcile()
    await payInternally(world, option.address, EXACT)
    let undone = false
    const turning = withReader(world.ctx, (reader) => ({
      async balances(...args) {
        const seen = await reader.balances(...args)
        if (!undone) await world.anvil.request({ method: 'anvil_reorg' as never, params: [2, []] as never })
        undone = true
        return seen
      },
    }))
    await reconcileAll(turning, { budgetMs: 20_000 })
    expect((await world.read(invoice.id)).payments).toEqual([])
    await world.mine(3)
    await world.reconcile()
    const detail = await world.read(invoice.id)
    expect(detail.payments).toEqual([])
    expect(detail.invoice.status).toBe('pending')
  })
})
