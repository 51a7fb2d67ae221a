import { parseUnits } from 'viem'
import { expect, it } from 'vitest'
import { reconcileAll } from '@/lib/services/reconcile/reconcileAll'
import { withReader } from '@/tests/support/changedReader'
import { startWorld } from '@/tests/support/world'

const world = await startWorld()

/** The services on a provider that shows the logs of these blocks only. */
function showing(isShown: (block: number) => boolean) {
  const ctx = withReader(world.ctx, (reader) => ({
    async scan(...args) {
      const found = await reader.scan(...args)
      return { ...found, transfers: found.transfers.filter(({ block }) => isShown(block.number)) }
    },
  }))
  return () => reconcileAll(ctx, { budgetMs: 20_000 })
}

const head = async () => Number(await world.anvil.getBlockNumber({ cacheTime: 0 }))
/** Longer than the patience with tokens that have no logs. */
const waitLong = () => world.wait(660)

it.each(['1', '16.49', '20'])(
  'a balance that grows by %s hides no credit that its own block does not hold, and is dated by its block (S4, S6)',
  async (growth) => {
    const { invoice, option } = await world.invoice({ confirmationsOverride: 8, expiresInSeconds: 86_400 })
    await world.reconcile()
    await world.payTogether(option.address, ['10', '6.49'])
    const paidIn = await head()
    await showing(() => false)()
    await waitLong()
    await showing(() => false)()
    expect((await world.read(invoice.id)).payments).toMatchObject([{ amount: 16_490_000n, txHash: null }])

    // What a balance grows by is in no log; that of the payments shows by now.
    await world.mint(option.address, growth)
    const grownIn = await head()
    await world.mine(6)
    for (let run = 0; run < 4; run += 1) {
      await showing((block) => block === paidIn)()
      await waitLong()
    }
    const { payments } = await world.read(invoice.id)
    const arrivedIn = (block: number) =>
      payments
        .filter(({ blockNumber }) => blockNumber === block)
        .reduce((sum, { amount }) => sum + amount, 0n)
    expect(arrivedIn(paidIn)).toBe(16_490_000n)
    expect(arrivedIn(grownIn)).toBe(parseUnits(growth, 6))
    expect(payments.map(({ status }) => status)).not.toContain('confirming')
  },
)
