import { describe, expect, test } from 'vitest'
import { FACTORY_ADDRESS } from '@/lib/chains/evm/forwarder'
import { addressOf, freshAddress, NATIVE, startWorld, sweepCall } from './world'

const world = await startWorld()
const { usdc, recipient, treasury, give, balance, sweep, deposit, setRecipient } = world

describe('a fee recipient that is a contract', () => {
  const paying = (name: string) => deposit(name, { feeRecipient: recipient })

  test('gets its fee, with gas enough to note it', async () => {
    const paid = paying('accepts')
    await give(NATIVE, addressOf(paid), 10_000n)
    const { swept } = await sweep([paid], [])
    expect(swept).toMatchObject([{ net: 9_900n, fee: 100n }])
    expect(await balance(NATIVE, recipient)).toBe(100n)
  })

  test.each(['Refuses', 'BurnsGas'] as const)(
    'and %s forfeits the native fee to the treasury',
    async (mode) => {
      const paid = paying(mode)
      await give(NATIVE, addressOf(paid), 10_000n)
      await give(usdc, addressOf(paid), 10_000n)
      await setRecipient(mode)
      const { ok, swept, gasUsed } = await sweep([paid], [usdc])
      expect(ok).toBe(true)
      expect(swept).toMatchObject([
        { token: usdc, net: 9_900n, fee: 100n },
        { token: NATIVE, net: 10_000n, fee: 0n },
      ])
      expect(await balance(NATIVE, treasury)).toBe(10_000n)
      expect(gasUsed).toBeLessThan(300_000n)
    },
  )

  test('and returns megabytes is paid, and its answer is not copied', async () => {
    const paid = paying('megabytes')
    await give(NATIVE, addressOf(paid), 10_000n)
    await setRecipient('ReturnsMegabytes')
    const { ok, swept, gasUsed } = await sweep([paid], [])
    expect(ok).toBe(true)
    expect(swept).toMatchObject([{ net: 9_900n, fee: 100n }])
    expect(gasUsed).toBeLessThan(250_000n)
  })

  test('and calls the factory finds it locked', async () => {
    const paid = paying('calls')
    const other = deposit('calls next')
    for (const each of [paid, other]) await give(NATIVE, addressOf(each), 10_000n)
    await setRecipient('Calls', FACTORY_ADDRESS, sweepCall([other], []))
    expect((await sweep([paid], [])).ok).toBe(true)
    expect(await balance(NATIVE, addressOf(other))).toBe(10_000n)
    expect(await balance(NATIVE, treasury)).toBe(9_900n)
  })

  test('and sends the fee back leaves it to the treasury, and the report adds up', async () => {
    const paid = paying('sends back')
    await give(NATIVE, addressOf(paid), 10_000n)
    await setRecipient('SendsBack')
    expect((await sweep([paid], [])).swept).toMatchObject([{ net: 10_000n, fee: 0n }])
    expect(await balance(NATIVE, treasury)).toBe(10_000n)
  })
})

describe('a treasury that is a contract', () => {
  test.each(['Refuses', 'BurnsGas', 'Calls'] as const)(
    'and %s still gets its coin, running none of its code',
    async (mode) => {
      const paid = deposit(`treasury ${mode}`, { treasury: recipient })
      await give(NATIVE, addressOf(paid), 10_000n)
      await setRecipient(mode, FACTORY_ADDRESS, '0x')
      const { ok, swept } = await sweep([paid], [])
      expect(ok).toBe(true)
      expect(swept).toMatchObject([{ net: 9_900n, fee: 100n }])
      expect(await balance(NATIVE, recipient)).toBe(9_900n)
    },
  )

  test('may be the fee recipient too', async () => {
    const both = freshAddress('both')
    const paid = deposit('both', { treasury: both, feeRecipient: both })
    await give(usdc, addressOf(paid), 10_000n)
    await give(NATIVE, addressOf(paid), 10_000n)
    await sweep([paid], [usdc])
    expect([await balance(usdc, both), await balance(NATIVE, both)]).toEqual([10_000n, 10_000n])
  })
})
