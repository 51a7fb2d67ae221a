import fc from 'fast-check'
import type { Hex } from 'viem'
import { describe, expect, it } from 'vitest'
import { depositAddresses } from '@/db/schema'
import { accounts } from '@/scripts/local/accounts'
import { hashOf, type ModelTransaction } from '@/tests/simulation/chain/modelChain'
import { honest, type ProviderFaults } from '@/tests/simulation/chain/provider'
import type { Action } from '@/tests/simulation/chain/state'
import { accountsOf, startModelWorld, type ModelWorld } from '@/tests/support/modelWorld'

/** Set to look for orders that break it: `NATIVE_ORDERS=200 NATIVE_SEED=1 npx vitest run ...` */
const RUNS = Number(process.env.NATIVE_ORDERS ?? 8)
const SEED = Number(process.env.NATIVE_SEED ?? 7_708)

type Step =
  | { do: 'pay'; way: 'plain' | 'internal' | 'both' | 'twice' | 'shared'; to: number; amount: number }
  | { do: 'mine'; blocks: number; all: boolean }
  | { do: 'reorganise'; depth: number; again: 'all' | 'some' | 'none'; later: boolean }
  | { do: 'poll' }
  /** The provider hides, refuses or lags until told otherwise. */
  | { do: 'trouble'; with: 'blind' | 'no balances' | 'lags' | 'errors' | 'none' }
  | { do: 'sweep'; to: number }
  | { do: 'log native transfers' }

const place = fc.integer({ min: 0, max: 1 })
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('pay' as const),
      way: fc.constantFrom('plain', 'internal', 'both', 'twice', 'shared'),
      to: place,
      amount: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('mine' as const),
      blocks: fc.integer({ min: 1, max: 3 }),
      all: fc.boolean(),
    }),
  },
  { weight: 4, arbitrary: fc.constant<Step>({ do: 'poll' }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('reorganise' as const),
      depth: fc.integer({ min: 1, max: 6 }),
      again: fc.constantFrom('all', 'some', 'none'),
      later: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('trouble' as const),
      with: fc.constantFrom('blind', 'no balances', 'lags', 'errors', 'none'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('sweep' as const), to: place }) },
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'log native transfers' }) },
)

/** Plays steps on a world; what was sent and not mined waits. */
function createPlay(world: ModelWorld, addresses: readonly string[]) {
  let waiting: ModelTransaction[] = []
  let numbers = 0
  const at = (index: number) => addresses[index] ?? ''
  const transaction = (parts: Partial<ModelTransaction>): ModelTransaction => ({
    hash: hashOf(`transaction ${++numbers}`),
    from: accounts.payer.address,
    to: accounts.deployer.address,
    value: 0n,
    actions: [],
    ...parts,
  })
  const internal = (to: string, amount: bigint): Action => ({ kind: 'internal', to, amount })

  const pay = ({ way, to, amount: small }: Extract<Step, { do: 'pay' }>) => {
    const amount = BigInt(small)
    const [own, other] = [at(to), at(1 - to)]
    const ways: Record<typeof way, Partial<ModelTransaction>> = {
      plain: { to: own, value: amount },
      internal: { actions: [internal(own, amount)] },
      // A transaction that pays by itself, and once more by what it calls.
      both: { to: own, value: amount, actions: [internal(own, amount)] },
      twice: { actions: [internal(own, amount), internal(own, amount)] },
      shared: { actions: [internal(own, amount), internal(other, amount)] },
    }
    waiting.push(transaction(ways[way]))
  }

  const mine = ({ blocks, all }: Extract<Step, { do: 'mine' }>) => {
    for (let block = 0; block < blocks; block += 1) {
      const now = all ? waiting : waiting.slice(0, 1)
      waiting = waiting.slice(now.length)
      world.mine(now)
    }
  }

  const reorganise = ({ depth, again, later }: Extract<Step, { do: 'reorganise' }>) => {
    // Not below what the first run began at: before it there was nothing to see.
    const undone = world.chain.undo(Math.min(depth, world.chain.head.number - 4))
    const back = again === 'none' ? [] : undone.filter((_, index) => again === 'all' || index % 2 === 0)
    if (later) waiting.push(...back)
    else world.mine(back.toReversed())
    for (let block = 0; block <= depth; block += 1) world.mine()
  }

  const sweep = async (to: number) => {
    const rows = await world.db.select().from(depositAddresses)
    const row = rows.find((one) => one.address === at(to))
    const terms = {
      treasury: accounts.treasury.address,
      feeRecipient: accounts.feeRecipient.address,
      feeBps: 100,
    }
    const call = { ...terms, refs: row ? [row.ref as Hex] : [], tokens: [] }
    waiting.push(transaction({ actions: [{ kind: 'sweep', call }] }))
  }

  const trouble = (kind: Extract<Step, { do: 'trouble' }>['with']) => {
    const faults: Record<typeof kind, Partial<ProviderFaults>> = {
      none: {},
      // Shows neither transactions nor logs, so that only balances tell.
      blind: { blind: true },
      'no balances': { noBalances: true },
      lags: { lags: true },
      errors: { errors: 0.2 },
    }
    world.provider.faults = { ...honest(), ...faults[kind] }
    if (kind === 'none') world.provider.catchUp()
  }

  return {
    async play(one: Step): Promise<void> {
      if (one.do === 'pay') pay(one)
      else if (one.do === 'mine') mine(one)
      else if (one.do === 'reorganise') reorganise(one)
      else if (one.do === 'sweep') await sweep(one.to)
      else if (one.do === 'trouble') trouble(one.with)
      else if (one.do === 'log native transfers') world.chain.logsNative = true
      else {
        world.wait(7)
        await world.reconcile()
      }
    },
    /** Everything that was sent is mined, deep, and the provider is well. */
    async settle(): Promise<void> {
      trouble('none')
      mine({ do: 'mine', blocks: 1, all: true })
      for (let round = 0; round < 4; round += 1) {
        for (let block = 0; block < 3; block += 1) world.mine()
        await world.reconcile()
      }
    },
  }
}

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
      fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 24 }), fc.boolean(), async (steps, logs) => {
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
      }),
      { numRuns: RUNS, seed: SEED, endOnFailure: process.env.NATIVE_ORDERS === undefined },
    )
  }, 600_000)
})
