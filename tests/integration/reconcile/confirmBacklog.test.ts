import { expect, it } from 'vitest'
import { ChainError } from '@/lib/chains/errors'
import { reconcileAll } from '@/lib/services/reconcile/reconcileAll'
import { withReader } from '@/tests/support/changedReader'
import { startWorld } from '@/tests/support/world'

const world = await startWorld()

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

it('confirms some of a backlog in every run, however little it is answered (S7)', async () => {
  const { invoice, option } = await world.invoice({ confirmationsOverride: 1 })
  await world.payTogether(
    option.address,
    Array.from({ length: 20 }, () => '0.10'),
  )
  const confirmed = async () =>
    (await world.read(invoice.id)).payments.filter((payment) => payment.confirmedAt !== null).length

  expect((await answering(8)).networks).toMatchObject([{ outcome: 'delayed' }])
  expect(await confirmed()).toBe(8)
  await answering(8)
  expect(await confirmed()).toBe(16)
  await world.reconcile()
  expect(await confirmed()).toBe(20)
})
