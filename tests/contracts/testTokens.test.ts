import { encodeFunctionData, parseSignature, type Hex } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { describe, expect, test } from 'vitest'
import { TestUSDC } from '@/contracts/artifacts/TestUSDC'
import { TestUSDT } from '@/contracts/artifacts/TestUSDT'
import { freshAddress, startWorld } from './world'

const world = await startWorld()
const { usdc, usdt, client, send, give, balance, chain } = world
const payer = privateKeyToAccount(chain.accounts[3]!.privateKey)
const shop = freshAddress('shop')
const domain = { name: 'USD Coin', version: '2', chainId: 31_337, verifyingContract: usdc } as const
const FOREVER = 2n ** 64n
const authorization = [
  { name: 'from', type: 'address' },
  { name: 'to', type: 'address' },
  { name: 'value', type: 'uint256' },
  { name: 'validAfter', type: 'uint256' },
  { name: 'validBefore', type: 'uint256' },
  { name: 'nonce', type: 'bytes32' },
] as const
const types = { TransferWithAuthorization: authorization, ReceiveWithAuthorization: authorization } as const

const terms = {
  from: payer.address,
  to: shop,
  value: 500n,
  validAfter: 0n,
  validBefore: FOREVER,
  nonce: `0x${'ab'.repeat(32)}`,
} as const

async function authorized(
  kind: 'Transfer' | 'Receive',
  message: { [K in keyof typeof terms]: (typeof terms)[K] extends bigint ? bigint : (typeof terms)[K] },
): Promise<Hex> {
  const signature = parseSignature(
    await payer.signTypedData({ domain, types, primaryType: `${kind}WithAuthorization`, message }),
  )
  const { from, to, value, validAfter, validBefore, nonce } = message
  return encodeFunctionData({
    abi: TestUSDC.abi,
    functionName: kind === 'Transfer' ? 'transferWithAuthorization' : 'receiveWithAuthorization',
    args: [from, to, value, validAfter, validBefore, nonce, Number(signature.v), signature.r, signature.s],
  })
}

describe('USDC', () => {
  test('has six decimals and takes a permit, once', async () => {
    expect(await client.readContract({ address: usdc, abi: TestUSDC.abi, functionName: 'decimals' })).toBe(6)
    const message = { owner: payer.address, spender: shop, value: 700n, nonce: 0n, deadline: FOREVER }
    const { v, r, s } = parseSignature(
      await payer.signTypedData({
        domain,
        types: {
          Permit: [
            { name: 'owner', type: 'address' },
            { name: 'spender', type: 'address' },
            { name: 'value', type: 'uint256' },
            { name: 'nonce', type: 'uint256' },
            { name: 'deadline', type: 'uint256' },
          ],
        },
        primaryType: 'Permit',
        message,
      }),
    )
    const data = encodeFunctionData({
      abi: TestUSDC.abi,
      functionName: 'permit',
      args: [payer.address, shop, 700n, FOREVER, Number(v), r, s],
    })
    expect((await send({ to: usdc, data })).ok).toBe(true)
    const allowance = await client.readContract({
      address: usdc,
      abi: TestUSDC.abi,
      functionName: 'allowance',
      args: [payer.address, shop],
    })
    expect(allowance).toBe(700n)
    expect((await send({ to: usdc, data })).ok).toBe(false)
  })

  test('moves by authorization, once', async () => {
    await give(usdc, payer.address, 1_000n)
    const data = await authorized('Transfer', terms)
    expect((await send({ to: usdc, data })).ok).toBe(true)
    expect((await send({ to: usdc, data })).ok).toBe(false)
    expect(await balance(usdc, shop)).toBe(500n)
  })

  test('lets only the receiver use a receiving authorization', async () => {
    await give(usdc, payer.address, 1_000n)
    await give('0x0000000000000000000000000000000000000000', shop, 10n ** 18n)
    const data = await authorized('Receive', terms)
    expect((await send({ to: usdc, data })).ok).toBe(false)
    expect((await send({ to: usdc, data, from: shop })).ok).toBe(true)
    expect(await balance(usdc, shop)).toBe(500n)
  })

  test('refuses one that is late, early, or signed for something else', async () => {
    await give(usdc, payer.address, 1_000n)
    const signed = await authorized('Transfer', terms)
    const other = signed.replace(
      shop.slice(2).toLowerCase(),
      freshAddress('thief').slice(2).toLowerCase(),
    ) as Hex
    const late = await authorized('Transfer', { ...terms, validBefore: 1n })
    const early = await authorized('Transfer', { ...terms, validAfter: FOREVER - 1n })
    for (const data of [other, late, early]) expect((await send({ to: usdc, data })).ok).toBe(false)
  })
})

test('USDT has six decimals, returns nothing, and wants its allowance zeroed first', async () => {
  await give(usdt, payer.address, 1_000n)
  const call = (functionName: 'transfer' | 'approve') =>
    encodeFunctionData({ abi: TestUSDT.abi, functionName, args: [shop, 10n] })
  const { data } = await client.call({ account: payer.address, to: usdt, data: call('transfer') })
  expect(data).toBeUndefined()
  expect((await send({ from: payer.address, to: usdt, data: call('transfer') })).ok).toBe(true)
  expect((await send({ from: payer.address, to: usdt, data: call('approve') })).ok).toBe(true)
  expect((await send({ from: payer.address, to: usdt, data: call('approve') })).ok).toBe(false)
  expect(await balance(usdt, shop)).toBe(10n)
})
