import { expect, it } from 'vitest'
import { ChainError } from '@/lib/chains/errors'
import { reconcileAll } from '@/lib/services/reconcile/reconcileAll'
import { accounts } from '@/scripts/local/accounts'
import { withReader } from '@/tests/support/changedReader'
import { refunding } from '@/tests/support/refunds'
import { startWorld } from '@/tests/support/world'

const world = await startWorld()
const { prepare, sign, statuses, paid } = refunding(world)
await world.mint(accounts.treasury.address, '100000')

/** A run on a provider that answers so many receipts and refuses more. */
function answering(receipts: number) {
  let left = receipts
  const busy = withReader(world.ctx, (reader) => ({
    receipt: (...args) => {
      left -= 1
      if (left >= 0) return reader.receipt(...args)
      return Promise.reject(new ChainError('rate_limited', 'too many requests'))
    },
  }))
  return reconcileAll(busy, { budgetMs: 20_000 })
}

it('completes some of a backlog of refunds in every run, however little it is answered (S7, F6)', async () => {
  const { invoice } = await paid()
  for (let index = 0; index < 6; index += 1)
    await sign(await prepare(invoice.id, { amount: { of: 'exact', text: '1' } }))
  await world.mine(3)
  const completed = async () => (await statuses(invoice.id)).filter((one) => one === 'completed').length

  expect((await answering(3)).networks).toMatchObject([{ outcome: 'delayed' }])
  expect(await completed()).toBe(3)
  await answering(3)
  expect(await completed()).toBe(6)
})
