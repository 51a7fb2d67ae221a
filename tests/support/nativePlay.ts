import fc from 'fast-check'
import type { Hex } from 'viem'
import { depositAddresses } from '@/db/schema'
import { accounts } from '@/scripts/local/accounts'
import { hashOf, type ModelTransaction } from '@/tests/simulation/chain/modelChain'
import { honest, type ProviderFaults } from '@/tests/simulation/chain/provider'
import type { Action } from '@/tests/simulation/chain/state'
import type { ModelWorld } from './modelWorld'

/** What may happen while native coin is paid. */
export type Step =
  | { do: 'pay'; way: 'plain' | 'internal' | 'both' | 'twice' | 'shared'; to: number; amount: number }
  | { do: 'mine'; blocks: number; all: boolean }
  | { do: 'reorganise'; depth: number; again: 'all' | 'some' | 'none'; later: boolean }
  | { do: 'poll' }
  /** The provider hides, refuses or lags until told otherwise. */
  | { do: 'trouble'; with: 'blind' | 'no balances' | 'lags' | 'errors' | 'none' }
  | { do: 'sweep'; to: number }
  /** The merchant's declared wallet sends gas money. */
  | { do: 'gas'; to: number; amount: number }
  | { do: 'log native transfers' }

const place = fc.integer({ min: 0, max: 1 })

/** Steps in any order, of two addresses. */
export const anyStep: fc.Arbitrary<Step> = fc.oneof(
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
export function createPlay(world: ModelWorld, addresses: readonly string[]) {
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
      else if (one.do === 'gas')
        waiting.push(transaction({ from: world.declared, to: at(one.to), value: BigInt(one.amount) }))
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
