import fc from 'fast-check'
import { toHex, type Hex } from 'viem'
import { expect, test } from 'vitest'
import { HUB_ADDRESS, payCalldata, type HubTerms } from '@/lib/chains/evm/paymentHub'
import { FOREVER, startHubWorld } from './hubWorld'
import { freshAddress, HOSTILE_MODES, NATIVE, type HostileMode } from './world'

const world = await startHubWorld()
const { usdc, usdt, hostile, client, give, balance, setHostile, payer } = world

const TREASURIES = [freshAddress('treasury 1'), freshAddress('treasury 2'), payer.address] as const
const FEE_RECIPIENT = freshAddress('operator')
const STRANGERS = [freshAddress('stranger 1'), freshAddress('stranger 2')] as const
const HONEST = [usdc, usdt, NATIVE] as const
const TOKENS = [usdc, usdt, NATIVE, hostile] as const
const PLENTY = 10n ** 12n

/** Mostly what is right: a call of which each part is as likely wrong as not pays hardly ever. */
const rarely = <T>(usual: T, other: T) =>
  fc.oneof({ weight: 8, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constant(other) })
const drawnTerms = fc.record({
  name: fc.nat(2),
  token: fc.constantFrom(...TOKENS),
  amount: fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(1_000n, 1_001n, PLENTY / 8n) },
    { weight: 1, arbitrary: fc.constantFrom(0n, 1n, PLENTY * 100n) },
  ),
  fee: fc.constantFrom(0n, 1n, 999n),
  treasury: fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(TREASURIES[0], TREASURIES[1]) },
    { weight: 1, arbitrary: fc.constantFrom(payer.address, HUB_ADDRESS as Hex) },
  ),
  late: rarely(false, true),
})
const call = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('pay' as const),
      terms: drawnTerms,
      wrongValue: rarely(false, true),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('authorization' as const),
      terms: drawnTerms,
      changed: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('permit' as const), terms: drawnTerms }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('stranger' as const), terms: drawnTerms, who: fc.nat(1) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('bytes' as const),
      data: fc.uint8Array({ maxLength: 420 }),
      who: fc.nat(1),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('gift' as const), token: fc.constantFrom(usdc, usdt, hostile) }),
  },
)
type Call = typeof call extends fc.Arbitrary<infer T> ? T : never

/** What arrived by the events alone: each says that `amount` left a payer, and its terms where to. */
type Accepted = { terms: HubTerms; payer: Hex }

test('F5: whoever calls with whatever, money moves by accepted terms alone, from whoever agreed to them, once', async () => {
  const happened = { accepted: 0, refused: 0 }
  const checked = fc.assert(
    fc.asyncProperty(
      fc.array(call, { minLength: 1, maxLength: 8 }),
      fc.constantFrom<HostileMode>(...HOSTILE_MODES),
      async (calls, mode) => {
        const id = await client.snapshot()
        try {
          const accepted = await play(calls, mode)
          happened.accepted += accepted
          happened.refused += calls.length - accepted
        } finally {
          await client.revert({ id })
        }
      },
    ),
    { numRuns: 25, seed: 20_261_121 },
  )
  await expect(checked).resolves.toBeUndefined()
  // Both do happen, or the test would show nothing.
  expect(Math.min(happened.accepted, happened.refused)).toBeGreaterThan(20)
}, 55_000)

/** Plays them, compares balances with events, and gives how many payments were accepted. */
async function play(calls: Call[], mode: HostileMode): Promise<number> {
  for (const token of [usdc, usdt, hostile]) {
    await give(token, payer.address, PLENTY)
    // As careless as customers are: whatever the hub is called with, it could take all of this.
    await world.approve(token, 2n ** 256n - 1n)
  }
  for (const who of STRANGERS) await give(NATIVE, who, 10n ** 19n)
  await setHostile(mode)
  const holders = [...TREASURIES, FEE_RECIPIENT, HUB_ADDRESS as Hex]
  const before = await balances(holders)
  const gifts = new Map<Hex, bigint>()
  const accepted: Accepted[] = []
  let coinSpent = 0n
  for (const one of calls) {
    if (one.kind === 'gift') {
      await give(one.token, HUB_ADDRESS, 7n)
      gifts.set(one.token, (gifts.get(one.token) ?? 0n) + 7n)
      continue
    }
    const result = await perform(one)
    coinSpent += result.gasCost
    for (const event of result.accepted) {
      const terms = result.known.find((each) => world.hashOf(each) === event.terms)
      if (!terms) throw new Error('an event of terms that nobody gave')
      expect(event).toMatchObject({ invoiceId: terms.invoiceId, token: terms.token, amount: terms.amount })
      expect(event.payer).toBe(result.from)
      accepted.push({ terms, payer: event.payer })
    }
  }
  const hashes = accepted.map(({ terms }) => world.hashOf(terms))
  expect(new Set(hashes).size).toBe(hashes.length)
  const after = await balances(holders)
  for (const token of HONEST) {
    for (const holder of holders) {
      const moved = accepted
        .filter(({ terms }) => terms.token === token)
        .reduce((sum, { terms, payer: from }) => sum + change(terms, from, holder), 0n)
      const other = holder === payer.address && token === NATIVE ? -coinSpent : 0n
      const gift = holder === HUB_ADDRESS ? (gifts.get(token) ?? 0n) : 0n
      expect({ token, holder, now: after.get(`${token} ${holder}`) }).toEqual({
        token,
        holder,
        now: before.get(`${token} ${holder}`)! + moved + other + gift,
      })
    }
  }
  return accepted.length
}

/** By how much the holder's balance changed by that payment. */
function change(terms: HubTerms, from: Hex, holder: Hex): bigint {
  let sum = 0n
  if (holder === from) sum -= terms.amount
  if (holder === terms.treasury) sum += terms.amount - terms.fee
  if (holder === terms.feeRecipient) sum += terms.fee
  return sum
}

async function perform(one: Exclude<Call, { kind: 'gift' }>) {
  if (one.kind === 'bytes') {
    const from = STRANGERS[one.who]!
    const { accepted } = await world.call({ from, data: toHex(one.data) })
    return { accepted, known: [], from, gasCost: 0n }
  }
  const terms = termsOf(one.terms)
  const [usedTerms, from, tx] = await transactionOf(one, terms)
  const mined = await world.call(tx)
  const receipt = await client.getTransactionReceipt({ hash: mined.hash })
  const sender = tx.from ?? payer.address
  const gasCost = sender === payer.address ? receipt.gasUsed * receipt.effectiveGasPrice : 0n
  return { accepted: mined.accepted, known: [usedTerms], from, gasCost }
}

type Transaction = { from?: Hex; data: Hex; value?: bigint }

/** The terms that are handed in, whose money they are to move, and the transaction. */
async function transactionOf(
  one: Exclude<Call, { kind: 'gift' | 'bytes' }>,
  terms: HubTerms,
): Promise<[HubTerms, Hex, Transaction]> {
  const coin = terms.token === NATIVE ? terms.amount : 0n
  switch (one.kind) {
    case 'pay':
      return [terms, payer.address, { data: payCalldata(terms), value: one.wrongValue ? coin + 1n : coin }]
    case 'permit':
      return [terms, payer.address, { data: (await world.permitted(terms)).data }]
    case 'authorization': {
      const used = one.changed ? { ...terms, treasury: freshAddress('thief') } : terms
      return [used, payer.address, { from: STRANGERS[0], data: await world.authorized(terms, used) }]
    }
    case 'stranger': {
      const from = STRANGERS[one.who]!
      return [terms, from, { from, data: payCalldata(terms), value: coin > 10n ** 18n ? 0n : coin }]
    }
  }
}

function termsOf({
  name,
  token,
  amount,
  fee,
  treasury,
  late,
}: typeof drawnTerms extends fc.Arbitrary<infer T> ? T : never) {
  return world.terms(`random ${name}`, {
    token,
    amount,
    fee,
    treasury,
    feeRecipient: FEE_RECIPIENT,
    deadline: late ? 1n : FOREVER,
  })
}

async function balances(holders: readonly Hex[]): Promise<Map<string, bigint>> {
  const found = HONEST.flatMap((token) =>
    holders.map(async (holder) => [`${token} ${holder}`, await balance(token, holder)] as const),
  )
  return new Map(await Promise.all(found))
}
