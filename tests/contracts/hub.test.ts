import { encodeFunctionData, type Hex } from 'viem'
import { describe, expect, test } from 'vitest'
import { TestUSDC } from '@/contracts/artifacts/TestUSDC'
import { HUB_ADDRESS, hubAbi, type HubTerms } from '@/lib/chains/evm/paymentHub'
import { FOREVER, richStranger, startHubWorld } from './hubWorld'
import { freshAddress, NATIVE } from './world'

const world = await startHubWorld()
const { usdc, usdt, hostile, client, payer, terms, call, pay, prepare, balance, give, setHostile } = world
const { treasury, feeRecipient } = world

/** What treasury, fee recipient, payer and hub hold. */
async function holdings(token: Hex) {
  const all = await Promise.all(
    [treasury, feeRecipient, payer.address, HUB_ADDRESS as Hex].map((one) => balance(token, one)),
  )
  return { treasury: all[0], fee: all[1], payer: all[2], hub: all[3] }
}

describe('F5: what is asked for is moved, exactly and once', () => {
  test.each([
    ['a token that returns true', () => usdc],
    ['a token that returns nothing', () => usdt],
  ])('%s, by allowance', async (_, token) => {
    const paid = terms('exact', { token: token() })
    await prepare(paid)
    const { ok, accepted } = await pay(paid)
    expect(ok).toBe(true)
    expect(await holdings(token())).toEqual({ treasury: 990n, fee: 10n, payer: 0n, hub: 0n })
    expect(accepted).toEqual([
      {
        terms: world.hashOf(paid),
        invoiceId: paid.invoiceId,
        payer: payer.address,
        paymentId: paid.paymentId,
        token: token(),
        amount: 1_000n,
      },
    ])
  })

  test('the native coin, sent along', async () => {
    const paid = terms('coin', { token: NATIVE })
    const { ok, accepted } = await pay(paid)
    expect([ok, accepted.length]).toEqual([true, 1])
    expect(await holdings(NATIVE)).toMatchObject({ treasury: 990n, fee: 10n, hub: 0n })
  })

  test('no fee asks for no fee recipient', async () => {
    const paid = terms('no fee', { fee: 0n, feeRecipient: NATIVE })
    await prepare(paid)
    expect((await pay(paid)).ok).toBe(true)
    expect(await holdings(usdc)).toMatchObject({ treasury: 1_000n, fee: 0n })
  })

  test('treasury and fee recipient may be one', async () => {
    const paid = terms('one', { feeRecipient: treasury })
    await prepare(paid)
    expect((await pay(paid)).ok).toBe(true)
    expect(await balance(usdc, treasury)).toBe(1_000n)
  })

  test('the hash is the one that the checkout keeps, and names every part of the terms', async () => {
    const paid = terms('hash')
    const told = await client.readContract({
      address: HUB_ADDRESS,
      abi: hubAbi,
      functionName: 'hashOf',
      args: [paid],
    })
    expect(told).toBe(world.hashOf(paid))
    const others: Partial<HubTerms>[] = [
      { merchantId: paid.invoiceId },
      { invoiceId: paid.merchantId },
      { paymentId: paid.merchantId },
      { token: usdt },
      { amount: 1_001n },
      { treasury: freshAddress('thief') },
      { fee: 11n },
      { feeRecipient: freshAddress('thief') },
      { deadline: FOREVER + 1n },
    ]
    const hashes = others.map((other) => world.hashOf({ ...paid, ...other }))
    expect(new Set([told, ...hashes]).size).toBe(others.length + 1)
  })

  test('a second time is refused, by whichever way', async () => {
    const paid = terms('twice')
    await prepare(paid)
    await prepare(paid)
    expect((await pay(paid)).ok).toBe(true)
    await give(usdc, payer.address, 2_000n)
    expect((await pay(paid)).ok).toBe(false)
    expect((await call({ data: (await world.permitted(paid)).data })).ok).toBe(false)
    expect((await call({ data: await world.authorized(paid) })).ok).toBe(false)
    expect(await balance(usdc, treasury)).toBe(990n)
  })
})

describe('F5: terms that cannot be kept are refused', () => {
  test.each<[string, Partial<HubTerms>]>([
    ['after the deadline', { deadline: 1n }],
    ['of nothing', { amount: 0n, fee: 0n }],
    ['that are all fee', { fee: 1_000n }],
    ['without a treasury', { treasury: NATIVE }],
    ['with a fee for nobody', { feeRecipient: NATIVE }],
    ['that would leave the money in the hub', { treasury: HUB_ADDRESS }],
    ['that would leave the fee in the hub', { feeRecipient: HUB_ADDRESS }],
    ['of a token that is no contract', { token: freshAddress('no token') }],
  ])('%s', async (_, changed) => {
    const paid = terms('refused', changed)
    await give(usdc, payer.address, 1_000n)
    await world.approve(usdc, 1_000n)
    const { ok, accepted } = await pay(paid)
    expect([ok, accepted]).toEqual([false, []])
    expect(await balance(usdc, payer.address)).toBe(1_000n)
  })

  test('coin that is not the amount, or goes with a token', async () => {
    const coin = terms('value', { token: NATIVE })
    for (const value of [0n, 999n, 1_001n]) expect((await pay(coin, { value })).ok).toBe(false)
    const paid = terms('value token')
    await prepare(paid)
    expect((await pay(paid, { value: 1n })).ok).toBe(false)
  })

  test('coin without a call has nowhere to go', async () => {
    expect((await call({ data: '0x', value: 1n })).ok).toBe(false)
  })

  test('a treasury that refuses the coin leaves it with the payer', async () => {
    await world.setRecipient('Refuses')
    const paid = terms('refusing', { token: NATIVE, treasury: world.recipient })
    expect((await pay(paid)).ok).toBe(false)
    expect(await balance(NATIVE, world.recipient)).toBe(0n)
  })

  test('paying oneself moves nothing, and is no payment', async () => {
    const paid = terms('self', { treasury: payer.address })
    await prepare(paid)
    expect((await pay(paid)).ok).toBe(false)
  })
})

describe('F5: signatures', () => {
  test('a permit pays in one transaction', async () => {
    const paid = terms('permit')
    await give(usdc, payer.address, 1_000n)
    const { ok, accepted } = await call({ data: (await world.permitted(paid)).data })
    expect([ok, accepted.length]).toEqual([true, 1])
  })

  test('a permit that somebody handed in before does not fail the payment', async () => {
    const paid = terms('front-run')
    await give(usdc, payer.address, 1_000n)
    const { data, v, r, s } = await world.permitted(paid)
    const args = [payer.address, HUB_ADDRESS, paid.amount, FOREVER, v, r, s] as const
    const first = await world.send({
      to: usdc,
      data: encodeFunctionData({ abi: TestUSDC.abi, functionName: 'permit', args }),
    })
    expect(first.ok).toBe(true)
    expect((await call({ data })).ok).toBe(true)
  })

  test('a permit of another amount pays nothing', async () => {
    const paid = terms('short permit')
    await give(usdc, payer.address, 1_000n)
    const { v, r, s } = await world.permitted(paid, 999n)
    const data = encodeFunctionData({
      abi: hubAbi,
      functionName: 'payWithPermit',
      args: [paid, FOREVER, v, r, s],
    })
    expect((await call({ data })).ok).toBe(false)
  })

  test('a permit is of use to its owner alone', async () => {
    const paid = terms('stolen permit')
    await give(usdc, payer.address, 1_000n)
    const from = await richStranger(world, 'permit thief')
    expect((await call({ from, data: (await world.permitted(paid)).data })).ok).toBe(false)
  })

  test('an authorization is handed in by anyone, and names who signed as the payer', async () => {
    const paid = terms('relayed')
    await give(usdc, payer.address, 1_000n)
    const from = await richStranger(world, 'relay')
    const { ok, accepted } = await call({ from, data: await world.authorized(paid) })
    expect(ok).toBe(true)
    expect(accepted).toMatchObject([{ payer: payer.address, terms: world.hashOf(paid) }])
    expect(await holdings(usdc)).toEqual({ treasury: 990n, fee: 10n, payer: 0n, hub: 0n })
  })

  test.each<[string, Partial<HubTerms>]>([
    ['treasury', { treasury: freshAddress('thief') }],
    ['fee', { fee: 999n }],
    ['fee recipient', { feeRecipient: freshAddress('thief') }],
    ['invoice', { invoiceId: `0x${'11'.repeat(32)}` }],
    ['amount', { amount: 999n }],
  ])('an authorization is good for no other %s', async (_, changed) => {
    const signed = terms('bound')
    await give(usdc, payer.address, 1_000n)
    const from = await richStranger(world, 'thief with a signature')
    const { ok } = await call({ from, data: await world.authorized(signed, { ...signed, ...changed }) })
    expect(ok).toBe(false)
    expect(await balance(usdc, payer.address)).toBe(1_000n)
  })

  test('an authorization that is over pays nothing', async () => {
    const paid = terms('late')
    await give(usdc, payer.address, 1_000n)
    const over = { validAfter: 0n, validBefore: 1n }
    expect((await call({ data: await world.authorized(paid, paid, over) })).ok).toBe(false)
  })
})

describe('F5: hostile tokens', () => {
  test.each([
    'TakesFeeFromReceived',
    'TakesFeeFromSender',
    'MovesHalf',
    'FalseNotMoved',
    'TrueNotMoved',
    'Reverts',
  ] as const)('%s is refused, and what was there stays', async (mode) => {
    const paid = terms(mode, { token: hostile, amount: 100_000n, fee: 1_000n })
    await give(hostile, payer.address, 100_000n)
    await prepare(paid)
    await setHostile(mode)
    const { ok, accepted } = await pay(paid)
    expect([ok, accepted]).toEqual([false, []])
    await setHostile('Honest')
    expect(await holdings(hostile)).toMatchObject({ treasury: 0n, fee: 0n, payer: 200_000n })
  })

  test('false though moved is a payment: balances tell', async () => {
    const paid = terms('false', { token: hostile })
    await prepare(paid)
    await setHostile('FalseThoughMoved')
    expect((await pay(paid)).ok).toBe(true)
  })

  test('a token that calls back pays nothing else meanwhile', async () => {
    const outer = terms('outer', { token: hostile })
    const inner = terms('inner', { token: usdc })
    await prepare(outer)
    await give(usdc, payer.address, inner.amount)
    // Anyone may hand it in, so that only the lock is in its way.
    await setHostile('Calls', HUB_ADDRESS, await world.authorized(inner))
    expect((await pay(outer)).ok).toBe(true)
    const isPaid = (paid: HubTerms) =>
      client.readContract({
        address: HUB_ADDRESS,
        abi: hubAbi,
        functionName: 'paid',
        args: [world.hashOf(paid)],
      })
    expect([await isPaid(outer), await isPaid(inner)]).toEqual([true, false])
  })
})

test("F5: an attacker's treasury under a victim's invoice is an event that no stored option matches", async () => {
  const asked = terms('victim')
  const forged = { ...asked, treasury: freshAddress('attacker'), fee: 0n }
  await prepare(forged)
  const { ok, accepted } = await pay(forged)
  expect(ok).toBe(true)
  expect(accepted[0]?.invoiceId).toBe(asked.invoiceId)
  expect(accepted[0]?.terms).not.toBe(world.hashOf(asked))
  // Nor does it stand in the way of the payment that was asked for.
  await prepare(asked)
  expect((await pay(asked)).ok).toBe(true)
})
