import { encodeFunctionData, maxUint256 } from 'viem'
import { describe, expect, test } from 'vitest'
import { FACTORY_ADDRESS, type ForwarderTerms } from '@/lib/chains/evm/forwarder'
import {
  addressOf,
  freshAddress,
  NATIVE,
  saltOf,
  startWorld,
  sweepCall,
  type Deposit,
  type HostileMode,
} from './world'

const world = await startWorld()
const { usdc, usdt, hostile, treasury, feeRecipient, give, balance, sweep, deposit, setHostile } = world

/** An address that holds 10,000 of the hostile token, of both honest ones, and of the native coin. */
async function mixed(name: string, terms: Partial<ForwarderTerms> = {}): Promise<Deposit> {
  const paid = deposit(name, terms)
  for (const token of [hostile, usdc, usdt, NATIVE]) await give(token, addressOf(paid), 10_000n)
  return paid
}

/** Whatever the hostile token did, the rest went where it belongs. */
async function expectTheRestMoved(paid: Deposit): Promise<void> {
  for (const token of [usdc, usdt, NATIVE]) {
    expect(await balance(token, paid.treasury)).toBe(9_900n)
    expect(await balance(token, paid.feeRecipient)).toBe(100n)
    expect(await balance(token, addressOf(paid))).toBe(0n)
  }
}

/** What a mode leaves to treasury and fee recipient out of 10,000, and what it keeps at the address. */
const OUTCOMES: Record<
  Exclude<HostileMode, 'Blacklists' | 'Calls' | 'BalanceGrows'>,
  { net: bigint; fee: bigint; kept: bigint; reported?: { net: bigint; fee: bigint } }
> = {
  Honest: { net: 9_900n, fee: 100n, kept: 0n },
  FalseThoughMoved: { net: 9_900n, fee: 100n, kept: 0n },
  FalseNotMoved: { net: 0n, fee: 0n, kept: 10_000n },
  TrueNotMoved: { net: 0n, fee: 0n, kept: 10_000n },
  Reverts: { net: 0n, fee: 0n, kept: 10_000n },
  BurnsGas: { net: 0n, fee: 0n, kept: 10_000n },
  ReturnsMegabytes: { net: 9_900n, fee: 100n, kept: 0n },
  RevertsWithMegabytes: { net: 0n, fee: 0n, kept: 10_000n },
  // What is reported is what left the address; 1 % of it never arrives.
  TakesFeeFromReceived: { net: 9_801n, fee: 99n, kept: 0n, reported: { net: 9_900n, fee: 100n } },
  // 0.1 % more leaves than was asked, so that less than the whole fee is there.
  TakesFeeFromSender: { net: 9_900n, fee: 91n, kept: 0n, reported: { net: 9_909n, fee: 91n } },
  // Half of 9,900 to the treasury, then half of the fee on that.
  MovesHalf: { net: 4_950n, fee: 25n, kept: 5_025n },
  SwallowsWantOfGas: { net: 9_900n, fee: 100n, kept: 0n },
  CostlyAndSwallows: { net: 9_900n, fee: 100n, kept: 0n },
  BalanceReverts: { net: 0n, fee: 0n, kept: 10_000n },
  BalanceBurnsGas: { net: 0n, fee: 0n, kept: 10_000n },
  BalanceReturnsMegabytes: { net: 9_900n, fee: 100n, kept: 0n },
  BalanceReturnsNothing: { net: 0n, fee: 0n, kept: 10_000n },
}

describe('one bad token does not block the others, and moves only to treasury and fee recipient', () => {
  test.each(Object.keys(OUTCOMES) as (keyof typeof OUTCOMES)[])('%s', async (mode) => {
    const paid = await mixed(mode)
    const { net, fee, kept, reported = { net, fee } } = OUTCOMES[mode]
    await setHostile(mode)
    const mined = await sweep([paid], [hostile, usdc, usdt])
    expect(mined.ok).toBe(true)
    await setHostile('Honest')
    expect(await balance(hostile, treasury)).toBe(net)
    expect(await balance(hostile, feeRecipient)).toBe(fee)
    expect(await balance(hostile, addressOf(paid))).toBe(kept)
    await expectTheRestMoved(paid)
    expect(mined.swept.filter(({ token }) => token === hostile)).toEqual(
      reported.net === 0n ? [] : [{ salt: saltOf(paid), token: hostile, ...reported }],
    )
    const answers = !mode.startsWith('Balance') || mode === 'BalanceReturnsMegabytes'
    expect(mined.left).toEqual(
      kept > 0n && answers ? [{ salt: saltOf(paid), token: hostile, left: kept }] : [],
    )
  })

  test('what it kept is swept once it behaves', async () => {
    const paid = await mixed('reformed')
    await setHostile('Reverts')
    await sweep([paid], [hostile])
    await setHostile('Honest')
    await sweep([paid], [hostile])
    expect(await balance(hostile, treasury)).toBe(9_900n)
    expect(await balance(hostile, feeRecipient)).toBe(100n)
  })

  test('a balance that grows from look to look counts as nothing that left', async () => {
    const paid = await mixed('grows')
    await setHostile('BalanceGrows')
    const mined = await sweep([paid], [hostile, usdc, usdt])
    expect(mined.ok).toBe(true)
    await setHostile('Honest')
    expect(await balance(hostile, feeRecipient)).toBe(0n)
    await expectTheRestMoved(paid)
  })

  test('a balance of 2^256 - 1 that lies does not overflow', async () => {
    const paid = deposit('all there is', { feeBps: 9_999 })
    await give(hostile, addressOf(paid), maxUint256)
    await setHostile('MovesHalf')
    expect((await sweep([paid], [hostile])).ok).toBe(true)
    const [net, fee] = [await balance(hostile, treasury), await balance(hostile, feeRecipient)]
    const asked = (net * 9_999n) / 1n
    // The fee never outgrows its share of what reached the treasury, and half of it stays.
    expect(fee).toBe((asked + 1n) / 2n)
  })

  test.each(['BurnsGas', 'BalanceBurnsGas', 'RevertsWithMegabytes', 'ReturnsMegabytes'] as const)(
    '%s costs no more than half a million gas or so',
    async (mode) => {
      const paid = await mixed(`bomb ${mode}`)
      await setHostile(mode)
      const { gasUsed, ok } = await sweep([paid], [hostile, usdc, usdt])
      expect(ok).toBe(true)
      expect(Number(gasUsed)).toBeLessThan(mode === 'ReturnsMegabytes' ? 1_250_000 : 850_000)
    },
  )

  test('accounts without code, precompiles and the factory itself are no tokens', async () => {
    const paid = await mixed('no token')
    const precompile = '0x0000000000000000000000000000000000000004'
    const mined = await sweep([paid], [freshAddress('nobody'), precompile, FACTORY_ADDRESS, usdc, usdt])
    expect(mined.ok).toBe(true)
    await expectTheRestMoved(paid)
  })
})

describe('a blacklist', () => {
  test('of the treasury leaves all at the address, and the fee recipient gets nothing', async () => {
    const paid = await mixed('blocked treasury')
    await setHostile('Blacklists', treasury)
    for (let round = 0; round < 3; round++) await sweep([paid], [hostile, usdc, usdt])
    expect(await balance(hostile, addressOf(paid))).toBe(10_000n)
    expect(await balance(hostile, feeRecipient)).toBe(0n)
    await expectTheRestMoved(paid)
  })

  test('of the fee recipient does not block the treasury', async () => {
    const paid = await mixed('blocked fee')
    await setHostile('Blacklists', feeRecipient)
    const { swept, left } = await sweep([paid], [hostile])
    expect(swept[0]).toMatchObject({ token: hostile, net: 9_900n, fee: 0n })
    expect(left).toEqual([{ salt: saltOf(paid), token: hostile, left: 100n }])
    expect(await balance(hostile, treasury)).toBe(9_900n)
  })

  test('of one address does not block the batch', async () => {
    const [one, two] = [deposit('clean'), deposit('dirty', { treasury: freshAddress('dirty') })]
    for (const each of [one, two]) await give(hostile, addressOf(each), 100n)
    await setHostile('Blacklists', two.treasury)
    const { ok, swept } = await world.atOnce(
      [one, two].map((each) => ({ to: FACTORY_ADDRESS, data: sweepCall([each], [hostile]) })),
    )
    expect(ok).toBe(true)
    expect(swept.map(({ salt }) => salt)).toEqual([saltOf(one)])
  })
})

describe('a token that calls back during its transfer', () => {
  const evil = freshAddress('evil')

  test.each([
    [
      'sweep for itself',
      (paid: Deposit) => sweepCall([{ ...paid, treasury: evil, feeRecipient: evil }], [usdc]),
    ],
    ['sweep the same address', (paid: Deposit) => sweepCall([paid], [usdc])],
    ['sweep the next address', () => sweepCall([deposit('reentered next')], [usdc])],
    ['a false report', () => `0x${'00'.repeat(31)}01${'00'.repeat(95)}07` as const],
  ])('cannot %s', async (_, data) => {
    const paid = await mixed('reentered')
    const next = await mixed('reentered next', { treasury: freshAddress('next treasury') })
    await setHostile('Calls', FACTORY_ADDRESS, data(paid))
    const mined = await sweep([paid], [hostile, usdc, usdt])
    expect(mined.ok).toBe(true)
    expect(await called()).toBe(false)
    await expectTheRestMoved(paid)
    expect(await balance(usdc, addressOf(next))).toBe(10_000n)
    for (const token of [hostile, usdc, usdt, NATIVE]) expect(await balance(token, evil)).toBe(0n)
    expect(mined.swept.map(({ salt }) => salt)).toEqual(Array(4).fill(saltOf(paid)))
  })

  test('reads nothing but the plan, and changes nothing by that', async () => {
    const paid = await mixed('curious')
    await setHostile('Calls', FACTORY_ADDRESS, '0x')
    expect((await sweep([paid], [hostile, usdc, usdt])).ok).toBe(true)
    expect(await called()).toBe(true)
    await expectTheRestMoved(paid)
    expect(await balance(hostile, treasury)).toBe(9_900n)
  })

  test('and mints to the address leaves a rest for the next sweep', async () => {
    const paid = await mixed('minted')
    const mint = encodeFunctionData({
      abi: [
        {
          type: 'function',
          name: 'mint',
          stateMutability: 'nonpayable',
          inputs: [{ type: 'address' }, { type: 'uint256' }],
          outputs: [],
        },
      ],
      functionName: 'mint',
      args: [addressOf(paid), 1_000n],
    })
    await setHostile('Calls', usdc, mint)
    await sweep([paid], [hostile, usdc, usdt])
    await setHostile('Honest')
    await sweep([paid], [usdc])
    expect(await balance(usdc, addressOf(paid))).toBe(0n)
    expect((await balance(usdc, treasury)) + (await balance(usdc, feeRecipient))).toBeGreaterThanOrEqual(
      11_000n,
    )
  })

  async function called(): Promise<boolean> {
    const { HostileToken } = await import('@/contracts/artifacts/HostileToken')
    return world.client.readContract({ address: hostile, abi: HostileToken.abi, functionName: 'called' })
  }
})
