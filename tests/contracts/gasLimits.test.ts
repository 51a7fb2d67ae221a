import { encodeFunctionData, type Hex } from 'viem'
import { describe, expect, test } from 'vitest'
import { TestCaller } from '@/contracts/artifacts/TestCaller'
import { TestUSDC } from '@/contracts/artifacts/TestUSDC'
import { FACTORY_ADDRESS } from '@/lib/chains/evm/forwarder'
import { addressOf, freshAddress, NATIVE, startWorld, sweepCall, type Deposit } from './world'

const world = await startWorld()
const { usdc, usdt, hostile, recipient, treasury, client, give, balance, sweep, deposit } = world

type SimulatedCall = { from?: Hex; to: Hex; data: Hex; gas?: bigint }

/** More than the call data costs, and less than any sweep here. */
const FLOOR = 40_000n

/**
 * Simulates a sweep at every gas limit between what its call data alone costs and what suffices, in steps finer than
 * any one part of it, and unit by unit around the least that suffices. Each time either nothing happened or all
 * of it; gives the limits where it was otherwise.
 */
async function deviations(
  deposits: Deposit[],
  tokens: Hex[],
  holders: Hex[],
  readable: readonly Hex[] = tokens,
): Promise<unknown[]> {
  const reads: SimulatedCall[] = holders.flatMap((holder) => [
    ...readable.map((to) => ({ to, data: balanceCall(holder) })),
    { to: world.caller, data: coinCall(holder) },
  ])
  const sweep: SimulatedCall = {
    from: world.stranger,
    to: FACTORY_ADDRESS,
    data: sweepCall(deposits, tokens),
  }

  async function atLimit(gas: bigint): Promise<{ ok: boolean; holdings: string }> {
    const [block] = await client.simulateBlocks({ blocks: [{ calls: [{ ...sweep, gas }, ...reads] }] })
    const [swept, ...held] = block?.calls ?? []
    if (!swept) throw new Error('nothing was simulated')
    return { ok: swept.status === 'success', holdings: held.map(({ data }) => BigInt(data)).join() }
  }

  const none = await atLimit(FLOOR)
  const all = await atLimit(10_000_000n)
  expect([none.ok, all.ok]).toEqual([false, true])
  expect(all.holdings).not.toBe(none.holdings)
  const least = await leastGas(FLOOR, 10_000_000n, async (gas) => (await atLimit(gas)).ok)
  const step = least / 120n + 1n
  const otherwise: unknown[] = []
  const limits: bigint[] = []
  for (let gas = FLOOR; gas < least + 5n * step; gas += step) limits.push(gas)
  for (let gas = least - 8n; gas < least + 8n; gas++) limits.push(gas)
  for (const gas of limits) {
    const seen = await atLimit(gas)
    if (seen.holdings !== (seen.ok ? all : none).holdings) otherwise.push({ gas, ...seen })
  }
  return otherwise
}

/** The least gas at which it goes through, by halving. */
async function leastGas(
  low: bigint,
  high: bigint,
  works: (gas: bigint) => Promise<boolean>,
): Promise<bigint> {
  while (high - low > 1n) {
    const middle = (low + high) / 2n
    if (await works(middle)) high = middle
    else low = middle
  }
  return high
}

describe('at every gas limit a sweep does all or nothing', () => {
  test('of tokens and coin with a fee, at several addresses', async () => {
    const deposits = ['one', 'two', 'three'].map((name) => deposit(name))
    for (const each of deposits) {
      for (const token of [usdc, usdt, NATIVE]) await give(token, addressOf(each), 10_000n)
    }
    const holders = [treasury, world.feeRecipient, ...deposits.map(addressOf)]
    expect(await deviations(deposits, [usdc, usdt], holders)).toEqual([])
  })

  test('of coin to a fee recipient that needs gas of its own', async () => {
    const paid = deposit('needy', { feeRecipient: recipient })
    await give(NATIVE, addressOf(paid), 10_000n)
    expect(await deviations([paid], [], [treasury, recipient, addressOf(paid)])).toEqual([])
  })

  // The costly one leaves a starved caller enough to finish without the fee, were it not for the gas asked to be spare.
  test.each(['SwallowsWantOfGas', 'CostlyAndSwallows'] as const)(
    'with a token that says true when its own call ran out of gas: %s',
    async (mode) => {
      const paid = deposit(mode)
      await give(hostile, addressOf(paid), 10_000n)
      await world.setHostile(mode)
      expect(await deviations([paid], [hostile], [treasury, world.feeRecipient, addressOf(paid)])).toEqual([])
    },
  )

  test.each(['Reverts', 'BurnsGas', 'FalseNotMoved', 'BalanceBurnsGas'] as const)(
    'beside a token that fails anyway: %s',
    async (mode) => {
      const paid = deposit(`beside ${mode}`)
      for (const token of [hostile, usdc, NATIVE]) await give(token, addressOf(paid), 10_000n)
      await world.setHostile(mode)
      const watched = [treasury, world.feeRecipient, addressOf(paid)]
      const readable = mode === 'BalanceBurnsGas' ? [usdc] : [usdc, hostile]
      expect(await deviations([paid], [hostile, usdc], watched, readable)).toEqual([])
    },
  )

  test('beside a fee recipient that refuses coin', async () => {
    const paid = deposit('refused', { feeRecipient: recipient })
    for (const token of [usdc, NATIVE]) await give(token, addressOf(paid), 10_000n)
    await world.setRecipient('Refuses')
    expect(await deviations([paid], [usdc], [treasury, recipient, addressOf(paid)])).toEqual([])
  })
})

test('an estimate of gas is enough to move everything, fee included', async () => {
  const deposits = Array.from({ length: 8 }, (_, n) => deposit(`estimate ${n}`))
  for (const each of deposits) for (const token of [usdc, NATIVE]) await give(token, addressOf(each), 10_000n)
  await give(hostile, addressOf(deposits[7]!), 10_000n)
  await world.setHostile('Reverts')
  const data = sweepCall(deposits, [hostile, usdc])
  const gas = await client.estimateGas({ account: freshAddress('anyone'), to: FACTORY_ADDRESS, data })
  expect((await sweep(deposits, [hostile, usdc], { gas })).ok).toBe(true)
  expect(await balance(usdc, treasury)).toBe(79_200n)
  expect(await balance(usdc, world.feeRecipient)).toBe(800n)
  expect(await balance(NATIVE, world.feeRecipient)).toBe(800n)
})

function balanceCall(of: Hex): Hex {
  return encodeFunctionData({ abi: TestUSDC.abi, functionName: 'balanceOf', args: [of] })
}

function coinCall(of: Hex): Hex {
  return encodeFunctionData({ abi: TestCaller.abi, functionName: 'coinOf', args: [of] })
}
