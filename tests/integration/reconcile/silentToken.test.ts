import { expect, it } from 'vitest'
import { LOCAL_USDC } from '@/lib/chains/evm/localTokens'
import { ChainError } from '@/lib/chains/errors'
import { reconcileAll } from '@/lib/services/reconcile/reconcileAll'
import { withReader } from '@/tests/support/changedReader'
import { turnHostile } from '@/tests/support/hostileToken'
import { startWorld } from '@/tests/support/world'

const world = await startWorld()

/** A run in which nobody tells the balances of that token, as behind a provider whose answers are cut off. */
function reconcileWithout(token: string) {
  const ctx = withReader(world.ctx, (reader) => ({
    balances: (addresses, tokens, ...rest) => {
      if (tokens.includes(token)) throw new ChainError('bad_response', 'the answer is not whole JSON')
      return reader.balances(addresses, tokens, ...rest)
    },
  }))
  return reconcileAll(ctx, { budgetMs: 20_000 })
}

it('waits with what was paid in a token whose balances nobody tells, and holds up no other payment (S4)', async () => {
  const token = await turnHostile(world, LOCAL_USDC)
  await token.set('TakesFeeFromReceived')
  const silent = await world.invoice({ cryptoCurrency: 'USDC' })
  const other = await world.invoice({ cryptoCurrency: 'USDT' })
  await world.pay(silent.option.address, '16.49', 'USDC')
  await world.pay(other.option.address, '16.49', 'USDT')
  await world.mine(3)
  await reconcileWithout(LOCAL_USDC)
  expect((await world.read(silent.invoice.id)).payments).toMatchObject([{ confirmedAt: null }])
  expect((await world.read(other.invoice.id)).invoice.status).toBe('paid')

  await world.reconcile()
  await world.reconcile()
  const { payments } = await world.read(silent.invoice.id)
  // One in a hundred went to the token's own purse.
  expect(payments).toMatchObject([{ status: 'confirmed', amount: 16_325_100n }])
})
