import { expect, it } from 'vitest'
import { ChainError } from '@/lib/chains/errors'
import { LOCAL_USDC } from '@/lib/chains/evm/localTokens'
import type { ChainReader } from '@/lib/chains/port'
import { reconcileAll } from '@/lib/services/reconcile/reconcileAll'
import { withReader } from '@/tests/support/changedReader'
import { turnHostile } from '@/tests/support/hostileToken'
import { startWorld } from '@/tests/support/world'

const world = await startWorld()
const PAYMENTS = 20

/** A run on a provider with its own answer to what lowering asks, one token at a time; the witness before it asks for all. */
function asking(balances: (honest: ChainReader) => ChainReader['balances'], budgetMs: number) {
  const ctx = withReader(world.ctx, (reader) => ({
    balances: (addresses, tokens, ...rest) =>
      tokens.length === 1
        ? balances(reader)(addresses, tokens, ...rest)
        : reader.balances(addresses, tokens, ...rest),
  }))
  return reconcileAll(ctx, { budgetMs })
}

/** An invoice with a payment in each of many blocks, all of which delivered less than they said. */
async function backlog() {
  const token = await turnHostile(world, LOCAL_USDC)
  await token.set('TakesFeeFromReceived')
  const { invoice, option } = await world.invoice({ cryptoCurrency: 'USDC', confirmationsOverride: 1 })
  for (let index = 0; index < PAYMENTS; index += 1) await world.pay(option.address, '1.00', 'USDC')
  await token.restore()
  const payments = async () => (await world.read(invoice.id)).payments
  return {
    lowered: async () => (await payments()).filter(({ amount }) => amount === 990_000n).length,
    confirmed: async () => (await payments()).filter(({ confirmedAt }) => confirmedAt !== null).length,
  }
}

it('lowers some of a backlog in every run, however little it is answered, and confirms none before (S4)', async () => {
  const { lowered, confirmed } = await backlog()
  for (const most of [8, 16]) {
    let left = 16
    await asking(
      (honest) =>
        (...args) => {
          left -= 1
          return left >= 0
            ? honest.balances(...args)
            : Promise.reject(new ChainError('rate_limited', 'too many requests'))
        },
      20_000,
    )
    expect(await lowered()).toBe(most)
    expect(await confirmed()).toBe(0)
  }
  await world.reconcile()
  await world.reconcile()
  expect(await lowered()).toBe(PAYMENTS)
  expect(await confirmed()).toBe(PAYMENTS)
})

it('holds up no payment of another address while it takes long (S7)', async () => {
  const { confirmed } = await backlog()
  const other = await world.invoice({ confirmationsOverride: 1 })
  await world.pay(other.option.address, '16.49')
  const hanging: ChainReader['balances'] = (_addresses, _tokens, _at, signal) =>
    new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(new ChainError('timeout', 'stopped by the caller')))
    })
  await asking(() => hanging, 6_000)
  expect((await world.read(other.invoice.id)).invoice.status).toBe('paid')
  expect(await confirmed()).toBe(0)
})
