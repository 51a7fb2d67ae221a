import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { accountsOf, startModelWorld, type ModelWorld } from '@/tests/support/modelWorld'
import { anyStep, createPlay } from '@/tests/support/nativePlay'

/** Set to look for orders that break it: `NATIVE_ORDERS=200 NATIVE_SEED=1 npx vitest run ...` */
const RUNS = Number(process.env.NATIVE_ORDERS ?? 8)
const SEED = Number(process.env.NATIVE_SEED ?? 7_708)

/** No credit beyond what came by the proven block, and no transaction's value twice. */
async function expectNothingTwice(world: ModelWorld): Promise<void> {
  for (const { address, credited, arrived } of (await accountsOf(world)) ?? []) {
    expect({ address, credited: credited <= arrived ? 'what came' : `${credited} of ${arrived}` }).toEqual({
      address,
      credited: 'what came',
    })
  }
}

async function expectExactly(world: ModelWorld, attributed: boolean): Promise<void> {
  const accountsNow = await accountsOf(world)
  if (!accountsNow) throw new Error('the proven block is not on the chain')
  for (const { address, credited, arrived } of accountsNow) {
    expect({ address, credited }).toEqual({ address, credited: arrived })
  }
  if (!attributed) return
  // Attributed where there is a transaction: each that paid by itself is a credit of its own.
  const head = world.chain.head
  for (const { address, transactions } of accountsNow) {
    const plain = world.chain
      .branch(head, 0, head.number)
      .flatMap((block) => block.mined)
      .filter(({ transaction, succeeded }) => succeeded && transaction.value > 0n)
      .filter(({ transaction }) => transaction.to === address)
    for (const { transaction, logs } of plain) {
      const logged = logs.filter((log) => log.topics[2]?.endsWith(address.slice(2).toLowerCase())).length
      const credits = transactions.filter((hash) => hash === transaction.hash).length
      expect({ hash: transaction.hash, credits }).toEqual({ hash: transaction.hash, credits: logged || 1 })
    }
  }
}

describe('native coin (S4, S9)', () => {
  it('is credited once, in any order of transfers, polls, balance checks and reorganisations', async () => {
    expect.hasAssertions()
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyStep, { minLength: 8, maxLength: 24 }),
        fc.boolean(),
        async (steps, logs) => {
          const world = await startModelWorld('native')
          try {
            world.chain.logsNative = logs
            const play = createPlay(world, [await world.invoice(), await world.invoice()])
            for (const one of steps) {
              await play.play(one)
              if (one.do === 'poll') await expectNothingTwice(world)
            }
            await play.settle()
            // What a provider never showed has no transaction that could be told.
            const hidden = steps.some((one) => one.do === 'trouble' && one.with === 'blind')
            await expectExactly(world, !hidden)
          } finally {
            await world.stop()
          }
        },
      ),
      { numRuns: RUNS, seed: SEED, endOnFailure: process.env.NATIVE_ORDERS === undefined },
    )
  }, 600_000)
})
