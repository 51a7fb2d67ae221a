import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { networkState } from '@/db/queries/networks'
import { depositAddresses, payments } from '@/db/schema'
import { startModelWorld, type ModelWorld } from '@/tests/support/modelWorld'
import { anyStep, createPlay, type Step } from '@/tests/support/nativePlay'
import { testWallet } from '@/tests/support/wallet'

/** Set to look for orders that break it: `NATIVE_ORDERS=200 NATIVE_SEED=1 npx vitest run ...` */
const RUNS = Number(process.env.NATIVE_ORDERS ?? 7)
const SEED = Number(process.env.NATIVE_SEED ?? 31)

const wallet = testWallet(44)
const addresses = [wallet.account(0).address, wallet.account(1).address]
/** Longer than a block may be older than its invoice (S1), and short enough for a difference to be looked for still. */
const LONG = 90

type OwnStep =
  | Step
  /** The second address gets its invoice; it may have been paid before. */
  | { do: 'open' }
  | { do: 'wait' }
  /** The provider has no state any more of what lies so deep. */
  | { do: 'prune'; blocks: number }

const step: fc.Arbitrary<OwnStep> = fc.oneof(
  { weight: 16, arbitrary: anyStep.filter((one) => one.do !== 'sweep') },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('gas' as const),
      to: fc.integer({ min: 0, max: 1 }),
      amount: fc.integer({ min: 1, max: 3 }),
    }),
  },
  { weight: 1, arbitrary: fc.constant<OwnStep>({ do: 'open' }) },
  { weight: 1, arbitrary: fc.constant<OwnStep>({ do: 'wait' }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('prune' as const), blocks: fc.integer({ min: 0, max: 3 }) }),
  },
)

const earlier: OwnStep = { do: 'pay', way: 'internal', to: 1, amount: 2 }
const mined: OwnStep = { do: 'mine', blocks: 2, all: true }
const poll: OwnStep = { do: 'poll' }
const open: OwnStep = { do: 'open' }
/** Money that comes before its invoice: in blocks that nobody has read; of which there is no state any more; and undone with the invoice's. */
const KNOWN: OwnStep[][] = [
  [earlier, mined, { do: 'wait' }, open, mined, poll, earlier, mined, poll],
  [earlier, mined, poll, { do: 'prune', blocks: 0 }, open, mined, poll, earlier, mined, poll],
  [
    earlier,
    mined,
    poll,
    open,
    mined,
    poll,
    { do: 'reorganise', depth: 5, again: 'all', later: true },
    poll,
    mined,
    poll,
  ],
]

function createOwnPlay(world: ModelWorld, steps: readonly OwnStep[]) {
  const native = createPlay(world, addresses)
  // What comes from a transaction that nobody shows is anybody's.
  const isHidden = steps.some((one) => one.do === 'trouble' && one.with === 'blind')
  let [isOpen, waits] = [false, 0]
  const openSecond = async () => {
    if (!isOpen && (await world.invoice()) !== addresses[1]) throw new Error('another address')
    isOpen = true
  }
  return {
    async play(one: OwnStep): Promise<void> {
      if (one.do === 'open') await openSecond()
      else if (one.do === 'prune') world.kept.blocks = one.blocks
      else if (one.do === 'wait') world.wait(++waits > 2 ? 0 : LONG)
      else if (one.do !== 'gas' || !isHidden) await native.play(one)
    },
    async settle(): Promise<void> {
      await openSecond()
      world.kept.blocks = Infinity
      await native.settle()
    },
  }
}

/** What is credited to each address, beside what came for its invoice by the chain itself; null while the proven block is not on it. */
async function booksOf(world: ModelWorld) {
  const state = await networkState(world.db, 'local')
  const proven = state?.blockHash ? world.chain.byHash(state.blockHash) : undefined
  if (!proven || !world.chain.isCanonical(proven)) return null
  const rows = await world.db.select().from(depositAddresses)
  const standing = (await world.db.select().from(payments)).filter(
    (row) => !row.orphanedAt && row.blockNumber <= proven.number,
  )
  return rows.map((row) => {
    const since = world.chain
      .branch(proven, (row.issuedBlock ?? 0) + 1, proven.number)
      .filter((block) => block.time * 1_000 >= row.createdAt.getTime() - 60_000)
    const came = since
      .flatMap((block) => block.mined)
      .filter(({ succeeded }) => succeeded)
      .flatMap(({ transaction }) => [
        { ...transaction, amount: transaction.from === world.declared ? 0n : transaction.value },
        ...transaction.actions.flatMap((action) => (action.kind === 'internal' ? [action] : [])),
      ])
    const own = standing.filter((credit) => credit.depositAddressId === row.id)
    return {
      address: row.address,
      credited: own.reduce((sum, credit) => sum + credit.amount, 0n),
      due: came.reduce((sum, { to, amount }) => (to === row.address ? sum + amount : sum), 0n),
    }
  })
}

describe('native coin at a merchant’s own addresses (S1, S4)', () => {
  it('is credited once, and nothing else is, in any order of payments, gas money, looks and reorganisations', async () => {
    expect.hasAssertions()
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 24 }), fc.boolean(), async (steps, logs) => {
        const world = await startModelWorld('own', { wallet })
        try {
          world.chain.logsNative = logs
          expect(await world.invoice()).toBe(addresses[0])
          const play = createOwnPlay(world, steps)
          for (const one of steps) {
            await play.play(one)
            const over = (await booksOf(world))?.filter(({ credited, due }) => credited > due)
            expect(over ?? []).toEqual([])
          }
          await play.settle()
          const books = await booksOf(world)
          expect(books).toEqual(books?.map((one) => ({ ...one, credited: one.due })))
          expect(books).toHaveLength(2)
        } finally {
          await world.stop()
        }
      }),
      {
        examples: KNOWN.map((steps) => [steps, false]),
        numRuns: RUNS,
        seed: SEED,
        endOnFailure: process.env.NATIVE_ORDERS === undefined,
      },
    )
  }, 600_000)
})
