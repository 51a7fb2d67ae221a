import { readFileSync, writeFileSync } from 'node:fs'
import type { Hex } from 'viem'
import { expect, test } from 'vitest'
import { MinimalToken } from '@/contracts/artifacts/MinimalToken'
import { addressOf, NATIVE, startWorld } from './world'

/** Gas of a whole sweep, shared among its addresses; UPDATE_GAS=1 writes it anew. */
const SNAPSHOT = new URL('../../contracts/gas-snapshot.json', import.meta.url)
const SIZES = [1, 10, 50]

const world = await startWorld()
const { usdc, usdt, treasury, feeRecipient, give, sweep, deposit } = world

/** Nothing but balances; what a token does beside that is its own cost. */
const minimal = await world.deploy(MinimalToken)

const CASES: { name: string; feeBps: number; tokens: Hex[]; coin: boolean }[] = [
  { name: 'minimal ERC-20', feeBps: 0, tokens: [minimal], coin: false },
  { name: 'minimal ERC-20 + fee', feeBps: 100, tokens: [minimal], coin: false },
  { name: 'USDC', feeBps: 0, tokens: [usdc], coin: false },
  { name: 'USDC + fee', feeBps: 100, tokens: [usdc], coin: false },
  { name: 'USDT', feeBps: 0, tokens: [usdt], coin: false },
  { name: 'USDT + fee', feeBps: 100, tokens: [usdt], coin: false },
  { name: 'native', feeBps: 0, tokens: [], coin: true },
  { name: 'native + fee', feeBps: 100, tokens: [], coin: true },
  { name: 'USDC, USDT + fee', feeBps: 100, tokens: [usdc, usdt], coin: false },
]

test('gas per address is what the snapshot says', async () => {
  // Treasury and fee recipient have held all of it before, as they have in use.
  for (const holder of [treasury, feeRecipient]) {
    for (const token of [minimal, usdc, usdt, NATIVE]) await give(token, holder, 1n)
  }
  const measured: Record<string, Record<string, number>> = {}
  for (const each of CASES) {
    const perAddress: Record<string, number> = {}
    for (const size of SIZES) perAddress[size] = await measure(each, size)
    measured[each.name] = perAddress
  }
  console.table(measured)
  if (process.env.UPDATE_GAS) writeFileSync(SNAPSHOT, `${JSON.stringify(measured, null, 2)}\n`)
  expect(measured).toEqual(JSON.parse(readFileSync(SNAPSHOT, 'utf8')))
})

async function measure(
  { name, feeBps, tokens, coin }: (typeof CASES)[number],
  size: number,
): Promise<number> {
  const deposits = Array.from({ length: size }, (_, n) => deposit(`${name} ${size} ${n}`, { feeBps }))
  for (const each of deposits) {
    for (const token of tokens) await give(token, addressOf(each), 1_000_000n)
    if (coin) await give(NATIVE, addressOf(each), 1_000_000n)
  }
  const { ok, gasUsed, swept } = await sweep(deposits, tokens)
  expect([ok, swept.length]).toEqual([true, size * (tokens.length + Number(coin))])
  return Math.round(Number(gasUsed) / size)
}
