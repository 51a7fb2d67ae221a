import { expect, it } from 'vitest'
import { ChainError } from '@/lib/chains/errors'
import { reconcileAll } from '@/lib/services/reconcile/reconcileAll'
import { withReader } from '@/tests/support/changedReader'
import { startWorld } from '@/tests/support/world'

const world = await startWorld()

/** A provider that answers so many receipts in a run, and no more before the run's time is over. */
function answering(receipts: number) {
  let left = receipts
  const slow = withReader(world.ctx, (reader) => ({
    receipt: (...args) => {
      if (left > 0) {
        left -= 1
        return reader.receipt(...args)
      }
      const [, signal] = args
      return new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(new ChainError('timeout', 'stopped by the caller')))
      })
    },
  }))
  return reconcileAll(slow, { budgetMs: 1_500 })
}

it('confirms some of a backlog in every run, however short its time is (S7)', async () => {
  const { invoice, option } = await world.invoice({ confirmationsOverride: 1 })
  await world.payTogether(
    option.address,
    Array.from({ length: 20 }, () => '0.10'),
  )
  const confirmed = async () =>
    (await world.read(invoice.id)).payments.filter((payment) => payment.confirmedAt !== null).length

  expect((await answering(8)).networks).toMatchObject([{ outcome: 'out_of_time' }])
  expect(await confirmed()).toBe(8)
  await answering(8)
  expect(await confirmed()).toBe(16)
  await world.reconcile()
  expect(await confirmed()).toBe(20)
})
