import fc from 'fast-check'
import { encodeFunctionData, type Hex } from 'viem'
import { expect, test } from 'vitest'
import { FACTORY_ADDRESS, forwarderAbi } from '@/lib/chains/evm/forwarder'
import {
  addressOf,
  feeOf,
  freshAddress,
  HOSTILE_MODES,
  NATIVE,
  saltOf,
  startWorld,
  sweepCall,
  type Deposit,
  type HostileMode,
} from './world'

const world = await startWorld()
const { usdc, usdt, hostile, client, give, balance, deposit, setHostile } = world

/** Two merchants, with and without a fee. */
const MERCHANTS = [
  { treasury: freshAddress('m1 treasury'), feeRecipient: freshAddress('operator'), feeBps: 250 },
  { treasury: freshAddress('m2 treasury'), feeRecipient: freshAddress('operator'), feeBps: 0 },
] as const
const DEPOSITS = MERCHANTS.map((terms, m) => [0, 1, 2].map((n) => deposit(`random ${m} ${n}`, terms)))
const HONEST = [usdc, usdt] as const
const CALLERS: readonly Hex[] = [freshAddress('caller 1'), freshAddress('caller 2'), freshAddress('caller 3')]

const amount = fc.oneof(fc.constant(0n), fc.bigInt({ min: 1n, max: 10n ** 12n }))
const funding = fc.array(
  fc.record({
    merchant: fc.nat(1),
    index: fc.nat(2),
    asset: fc.nat(3),
    amount,
  }),
  { maxLength: 5 },
)
const call = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('sweep' as const),
      merchant: fc.nat(1),
      indexes: fc.array(fc.nat(2), { minLength: 1, maxLength: 5 }),
      tokens: fc.array(fc.nat(3), { maxLength: 4 }),
      caller: fc.nat(2),
      gas: fc.oneof(fc.constant(8_000_000), fc.integer({ min: 60_000, max: 600_000 })),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('bytes' as const),
      data: fc.uint8Array({ maxLength: 260 }),
      caller: fc.nat(2),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('thief' as const),
      merchant: fc.nat(1),
      changed: fc.constantFrom('treasury' as const, 'feeRecipient' as const, 'feeBps' as const),
      caller: fc.nat(2),
    }),
  },
)
const round = fc.record({
  funding,
  mode: fc.constantFrom<HostileMode>(...HOSTILE_MODES),
  calls: fc.array(call, { minLength: 1, maxLength: 4 }),
})

test('whoever calls with whatever, value goes from deposit addresses to treasury and fee recipient alone', async () => {
  for (const caller of CALLERS) await give(NATIVE, caller, 10n ** 20n)
  const checked = fc.assert(
    fc.asyncProperty(fc.array(round, { minLength: 1, maxLength: 3 }), async (rounds) => {
      const id = await client.snapshot()
      try {
        await play(rounds)
      } finally {
        await client.revert({ id })
      }
    }),
    { numRuns: 30, seed: 20_240_613 },
  )
  await expect(checked).resolves.toBeUndefined()
}, 55_000)

type Round = typeof round extends fc.Arbitrary<infer T> ? T : never

async function play(rounds: Round[]): Promise<void> {
  const given = new Map<string, bigint>()
  for (const { funding: gifts, mode, calls } of rounds) {
    await setHostile('Honest')
    for (const { merchant, index, asset, amount: value } of gifts) {
      const token = [usdc, usdt, NATIVE, hostile][asset]!
      const paid = DEPOSITS[merchant]![index]!
      if (value === 0n) continue
      await give(token, addressOf(paid), value)
      const key = `${token} ${merchant}`
      given.set(key, (given.get(key) ?? 0n) + value)
    }
    const target = mode === 'Blacklists' ? MERCHANTS[0].treasury : FACTORY_ADDRESS
    await setHostile(mode, target, sweepCall(DEPOSITS[1]!, [usdc]))
    for (const each of calls) await perform(each)
  }
  await setHostile('Honest')
  await expectConserved(given)
  for (const deposits of DEPOSITS) {
    const { ok } = await world.sweep(deposits, [...HONEST, hostile])
    expect(ok).toBe(true)
  }
  await expectAllArrived(given)
}

type Call = typeof call extends fc.Arbitrary<infer T> ? T : never

async function perform(step: Call): Promise<void> {
  const from = CALLERS[step.caller]!
  if (step.kind === 'bytes') {
    const { ok, swept } = await world.send({
      from,
      to: FACTORY_ADDRESS,
      data: `0x${Buffer.from(step.data).toString('hex')}`,
      gas: 1_000_000n,
    })
    // Asking for the plan is the one thing anybody may do with bytes that are no call.
    expect({ ok, swept }).toEqual({ ok: step.data.length === 0, swept: [] })
    return
  }
  const deposits = DEPOSITS[step.merchant]!
  if (step.kind === 'thief') {
    const other: Deposit[] = deposits.map((paid) => ({
      ...paid,
      treasury: step.changed === 'treasury' ? from : paid.treasury,
      feeRecipient: step.changed === 'treasury' ? paid.feeRecipient : from,
      feeBps: step.changed === 'feeBps' ? 9_999 : paid.feeBps + 1,
    }))
    const { swept } = await world.sweep(other, [...HONEST, hostile], { from })
    expect(swept).toEqual([])
    return
  }
  // Tokens as they come: in any order, repeated, with things that are none.
  const tokens = step.tokens.map((index) => [usdc, usdt, hostile, freshAddress('no token')][index]!)
  const sorted = [...new Set(tokens.map((token) => token.toLowerCase() as Hex))].sort()
  const list = step.indexes.length % 2 === 0 ? tokens : sorted
  const { treasury, feeRecipient, feeBps } = MERCHANTS[step.merchant]!
  const data = encodeFunctionData({
    abi: forwarderAbi,
    functionName: 'sweep',
    args: [treasury, feeRecipient, feeBps, step.indexes.map((index) => deposits[index]!.ref), list],
  })
  const { swept } = await world.send({ from, to: FACTORY_ADDRESS, data, gas: BigInt(step.gas) })
  const salts = new Set(deposits.map(saltOf))
  for (const { salt, token, net, fee } of swept) {
    expect(salts.has(salt)).toBe(true)
    if (token !== hostile) expect(fee).toBe(feeOf(net + fee, feeBps))
  }
}

/** Nothing got lost on the way, and nobody else got anything. */
async function expectConserved(given: Map<string, bigint>): Promise<void> {
  for (const token of [...HONEST, NATIVE]) {
    let total = 0n
    for (const [key, value] of given) if (key.startsWith(token)) total += value
    const holders = [
      ...MERCHANTS.map(({ treasury }) => treasury),
      MERCHANTS[0].feeRecipient,
      ...DEPOSITS.flat().map(addressOf),
    ]
    const held = await Promise.all(holders.map((holder) => balance(token, holder)))
    expect(held.reduce((sum, each) => sum + each, 0n)).toBe(total)
  }
  for (const token of [...HONEST, hostile]) {
    for (const caller of [...CALLERS, FACTORY_ADDRESS]) expect(await balance(token, caller)).toBe(0n)
  }
  expect(await balance(NATIVE, FACTORY_ADDRESS)).toBe(0n)
}

/** After a last sweep nothing honest is left at any address, and the second merchant paid no fee. */
async function expectAllArrived(given: Map<string, bigint>): Promise<void> {
  for (const token of [...HONEST, NATIVE]) {
    for (const paid of DEPOSITS.flat()) expect(await balance(token, addressOf(paid))).toBe(0n)
    expect(await balance(token, MERCHANTS[1].treasury)).toBe(given.get(`${token} 1`) ?? 0n)
    const owed = given.get(`${token} 0`) ?? 0n
    const [net, fee] = [
      await balance(token, MERCHANTS[0].treasury),
      await balance(token, MERCHANTS[0].feeRecipient),
    ]
    expect(net + fee).toBe(owed)
    // A floor for each sweep of each address: never more than the fee, and less than a unit short each time.
    expect(fee <= feeOf(owed, MERCHANTS[0].feeBps)).toBe(true)
    expect(feeOf(owed, MERCHANTS[0].feeBps) - fee).toBeLessThan(40n)
  }
}
