import { getAddress, keccak256, toHex } from 'viem'
import { describe, expect, test } from 'vitest'
import { TestUSDC } from '@/contracts/artifacts/TestUSDC'
import { FACTORY_ADDRESS, forwarderAbi, sweepCalldata } from '@/lib/chains/evm/forwarder'
import { addressOf, coins, freshAddress, mintCall, NATIVE, saltOf, startWorld, sweepCall } from './world'

const world = await startWorld()
const { usdc, usdt, treasury, feeRecipient, client, give, balance, sweep, deposit } = world

describe('a deposit address', () => {
  test('is the same in TypeScript, in the factory and on chain (F3)', async () => {
    const paid = deposit('same')
    const { ref } = paid
    const address = addressOf(paid)
    const seen = await client.readContract({
      address: FACTORY_ADDRESS,
      abi: forwarderAbi,
      functionName: 'depositAddress',
      args: [paid.treasury, paid.feeRecipient, paid.feeBps, ref],
    })
    expect(seen).toBe(address)
    expect(getAddress(address)).toBe(address)
    await give(usdc, address, 1_000_000n)
    expect((await sweep([paid], [usdc])).ok).toBe(true)
    expect(await balance(usdc, address)).toBe(0n)
    expect(await balance(usdc, treasury)).toBe(990_000n)
  })

  test('differs for another treasury, fee recipient, fee or reference, and cannot be swept under them', async () => {
    const paid = deposit('committed')
    await give(usdc, addressOf(paid), 1_000_000n)
    const others = [
      { ...paid, treasury: freshAddress('thief') },
      { ...paid, feeRecipient: freshAddress('thief') },
      { ...paid, feeBps: 9_999 },
      { ...paid, ref: keccak256('0x01') },
    ]
    expect(new Set([paid, ...others].map(addressOf)).size).toBe(5)
    for (const other of others) {
      const { ok, swept } = await sweep([other], [usdc])
      expect({ ok, swept }).toEqual({ ok: true, swept: [] })
    }
    expect(await balance(usdc, addressOf(paid))).toBe(1_000_000n)
  })

  test('takes native coin for 21,000 gas before and after a sweep', async () => {
    const paid = deposit('plain')
    const to = addressOf(paid)
    const before = await world.send({ to, value: coins('1'), gas: 21_000n })
    await sweep([paid], [])
    const after = await world.send({ to, value: coins('1'), gas: 21_000n })
    expect([before, after].map(({ ok, gasUsed }) => [ok, gasUsed])).toEqual([
      [true, 21_000n],
      [true, 21_000n],
    ])
  })

  test('holds no code, before and after', async () => {
    const paid = deposit('codeless')
    await give(NATIVE, addressOf(paid), 1n)
    await sweep([paid], [])
    expect(await client.getCode({ address: addressOf(paid) })).toBeUndefined()
    expect(await client.getTransactionCount({ address: addressOf(paid) })).toBe(0)
  })
})

describe('a sweep', () => {
  test('moves several addresses and assets at once, and says what left', async () => {
    const deposits = [deposit(1), deposit(2), deposit(3)]
    const [first, second, third] = deposits.map(addressOf)
    await give(usdc, first!, 16_490_000n)
    await give(NATIVE, first!, 1_001n)
    await give(usdt, second!, 99n)
    const { ok, swept, left } = await sweep(deposits, [usdc, usdt])
    expect(ok).toBe(true)
    expect(left).toEqual([])
    expect(swept).toEqual([
      { salt: saltOf(deposits[0]!), token: usdc, net: 16_325_100n, fee: 164_900n },
      { salt: saltOf(deposits[0]!), token: NATIVE, net: 991n, fee: 10n },
      { salt: saltOf(deposits[1]!), token: usdt, net: 99n, fee: 0n },
    ])
    expect(await balance(usdc, treasury)).toBe(16_325_100n)
    expect(await balance(usdc, feeRecipient)).toBe(164_900n)
    expect(await balance(NATIVE, treasury)).toBe(991n)
    expect(await balance(NATIVE, feeRecipient)).toBe(10n)
    expect(await balance(usdt, treasury)).toBe(99n)
    expect(await balance(usdc, third!)).toBe(0n)
  })

  test('by a stranger who runs ahead changes nothing but who pays the gas', async () => {
    const paid = deposit('ahead')
    await give(usdc, addressOf(paid), 1_000_000n)
    const ahead = await sweep([paid], [usdc], { from: world.stranger })
    const behind = await sweep([paid], [usdc])
    expect(ahead.swept).toHaveLength(1)
    expect(behind).toMatchObject({ ok: true, swept: [] })
    expect(await balance(usdc, treasury)).toBe(990_000n)
    expect(await balance(usdc, feeRecipient)).toBe(10_000n)
    expect(await balance(usdc, world.stranger)).toBe(0n)
  })

  test('that leaves a token out only delays it', async () => {
    const paid = deposit('left out')
    await give(usdc, addressOf(paid), 1_000_000n)
    await give(NATIVE, addressOf(paid), 5n)
    await sweep([paid], [], { from: world.stranger })
    expect(await balance(NATIVE, treasury)).toBe(5n)
    await sweep([paid], [usdc])
    expect(await balance(usdc, treasury)).toBe(990_000n)
  })

  test('can be repeated for late deposits, again and again', async () => {
    const paid = deposit('late')
    for (let round = 1n; round <= 3n; round++) {
      await give(usdc, addressOf(paid), 1_000n)
      await give(NATIVE, addressOf(paid), 1_000n)
      expect((await sweep([paid], [usdc])).swept).toHaveLength(2)
      expect(await balance(usdc, treasury)).toBe(990n * round)
      expect(await balance(NATIVE, treasury)).toBe(990n * round)
    }
  })

  test('of the same salt twice in a batch is done once, at no cost', async () => {
    const paid = deposit('twice')
    await give(usdc, addressOf(paid), 1_000n)
    const once = await sweep([paid], [usdc])
    await give(usdc, addressOf(paid), 1_000n)
    const twice = await sweep([paid, paid, paid], [usdc])
    expect(twice.ok).toBe(true)
    expect(twice.swept).toHaveLength(1)
    expect(twice.gasUsed - once.gasUsed).toBeLessThan(5_000n)
  })

  test('of the same salt in two calls of one transaction is a no-op, and what came between stays', async () => {
    const paid = deposit('two calls')
    const address = addressOf(paid)
    await give(usdc, address, 1_000n)
    const call = { to: FACTORY_ADDRESS, data: sweepCall([paid], [usdc]) } as const
    const again = await world.atOnce([call, { to: usdc, data: mintCall(address, 500n) }, call])
    expect(again.ok).toBe(true)
    expect(again.swept).toHaveLength(1)
    expect(await balance(usdc, address)).toBe(500n)
    await sweep([paid], [usdc])
    expect(await balance(usdc, address)).toBe(0n)
  })

  test('takes two batches of other addresses in one transaction', async () => {
    const one = deposit('batch one')
    const two = deposit('batch two', { feeBps: 0 })
    await give(usdc, addressOf(one), 1_000n)
    await give(usdc, addressOf(two), 1_000n)
    const both = await world.atOnce([
      { to: FACTORY_ADDRESS, data: sweepCall([one], [usdc]) },
      { to: FACTORY_ADDRESS, data: sweepCall([two], [usdc]) },
    ])
    expect(both.swept.map(({ net }) => net)).toEqual([990n, 1_000n])
  })

  test('never pays into an address that was destroyed earlier in the transaction', async () => {
    const inner = deposit('inner')
    const outer = deposit('outer', { treasury: addressOf(inner), feeBps: 0 })
    await give(NATIVE, addressOf(inner), 1n)
    await give(NATIVE, addressOf(outer), 1_000n)
    const calls = [inner, outer].map(
      (each) => ({ to: FACTORY_ADDRESS, data: sweepCall([each], []) }) as const,
    )
    expect((await world.atOnce(calls)).ok).toBe(false)
    expect(await balance(NATIVE, addressOf(outer))).toBe(1_000n)
    expect((await world.atOnce(calls.toReversed())).ok).toBe(true)
    expect(await balance(NATIVE, treasury)).toBe(991n)
  })

  test('skips empty addresses cheaply', async () => {
    const empties = Array.from({ length: 20 }, (_, index) => deposit(`empty ${index}`))
    const { ok, gasUsed, swept } = await sweep(empties, [usdc])
    expect(ok).toBe(true)
    expect(swept).toEqual([])
    expect(Number(gasUsed) / 20).toBeLessThan(9_000)
  })
})

describe('the factory refuses', () => {
  const paid = deposit('refused')
  const args = [paid.treasury, paid.feeRecipient, paid.feeBps, [paid.ref], [usdc]] as const
  const call = (changed: {
    treasury?: `0x${string}`
    feeRecipient?: `0x${string}`
    feeBps?: number
    refs?: readonly `0x${string}`[]
    tokens?: readonly `0x${string}`[]
  }) =>
    client.simulateContract({
      address: FACTORY_ADDRESS,
      abi: forwarderAbi,
      functionName: 'sweep',
      args: [
        changed.treasury ?? args[0],
        changed.feeRecipient ?? args[1],
        changed.feeBps ?? args[2],
        changed.refs ?? args[3],
        changed.tokens ?? args[4],
      ],
    })
  const ascending = [usdc, usdt].sort() as [`0x${string}`, `0x${string}`]

  test.each([
    ['no treasury', { treasury: NATIVE }, 'BadTerms'],
    ['a fee for nobody', { feeRecipient: NATIVE }, 'BadTerms'],
    ['a fee of all', { feeBps: 10_000 }, 'BadTerms'],
    ['a token twice', { tokens: [usdc, usdc] }, 'TokensNotAscending'],
    ['tokens that descend', { tokens: ascending.toReversed() }, 'TokensNotAscending'],
    ['the zero address as a token', { tokens: [NATIVE, usdc] }, 'TokensNotAscending'],
    ['301 addresses', { refs: Array.from({ length: 301 }, (_, n) => keccak256(toHex(n))) }, 'TooMany'],
  ])('%s', async (_, changed, error) => {
    await expect(call(changed)).rejects.toThrow(error)
  })

  test('a report by anyone but the forwarder, and coin', async () => {
    const report = `0x${'00'.repeat(128)}` as const
    expect((await world.send({ to: FACTORY_ADDRESS, data: report })).ok).toBe(false)
    expect((await world.send({ to: FACTORY_ADDRESS, data: '0x12345678' })).ok).toBe(false)
    expect((await world.send({ to: FACTORY_ADDRESS, value: 1n })).ok).toBe(false)
  })

  test('nothing of what TypeScript lets through', async () => {
    const data = sweepCalldata({ ...paid, refs: [paid.ref], tokens: [usdt, usdc, usdt] })
    expect((await world.send({ to: FACTORY_ADDRESS, data })).ok).toBe(true)
    for (const bad of [{ treasury: NATIVE }, { feeRecipient: NATIVE }, { feeBps: 10_000 }, { feeBps: 0.5 }]) {
      expect(() => saltOf({ ...paid, ...bad })).toThrow(RangeError)
      expect(() => sweepCalldata({ ...paid, ...bad, refs: [], tokens: [] })).toThrow(RangeError)
    }
  })
})

describe('the fee', () => {
  test.each([0n, 1n, 99n, 100n, 9_999n, 10_000n, 2n ** 255n, 2n ** 256n - 1n])(
    'of %s units is its floor, to the last unit',
    async (amount) => {
      for (const feeBps of [0, 1, 100, 9_999]) {
        const paid = deposit(`fee ${amount} ${feeBps}`, {
          feeBps,
          treasury: freshAddress(`treasury ${feeBps}`),
          feeRecipient: freshAddress(`fees ${feeBps}`),
        })
        const token = await world.deploy(TestUSDC)
        if (amount > 0n) await give(token, addressOf(paid), amount)
        await sweep([paid], [token])
        const fee = (amount * BigInt(feeBps)) / 10_000n
        expect(await balance(token, paid.feeRecipient)).toBe(fee)
        expect(await balance(token, paid.treasury)).toBe(amount - fee)
      }
    },
  )
})
