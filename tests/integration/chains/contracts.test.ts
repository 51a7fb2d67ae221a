import { createWalletClient, getAddress, http, parseEther } from 'viem'
import { foundry } from 'viem/chains'
import { expect, test } from 'vitest'
import { HostileToken } from '@/contracts/artifacts/HostileToken'
import { TestUSDC } from '@/contracts/artifacts/TestUSDC'
import {
  FACTORY_ADDRESS,
  FACTORY_CODE_HASH,
  depositAddress,
  depositRef,
  depositSalt,
  sweepCalldata,
} from '@/lib/chains/evm/forwarder'
import { LOCAL_USDC, LOCAL_USDT } from '@/lib/chains/evm/localTokens'
import { NATIVE_POSITION } from '@/lib/chains/port'
import { openNetworks } from '@/lib/chains/registry'
import { deployFactory, deployTestTokens } from '@/scripts/contracts/deployment'
import { account, createStage } from './stage'

const stage = await createStage()
await stage.client.setAutomine(true)
const payer = createWalletClient({ account: stage.account, chain: foundry, transport: http(stage.rpcUrl) })
await deployFactory(payer)
await deployTestTokens(payer)

const registry = openNetworks({ networks: [{ id: 'local', rpcUrls: [stage.rpcUrl] }], localMode: 'live' })
const { reader } = registry.providers('local')[0]
const tokens = registry.get('local')?.tokens.map((token) => token.address) ?? []
const signal = new AbortController().signal
const treasury = getAddress(account(800))
const feeRecipient = getAddress(account(801))
const terms = { treasury, feeRecipient, feeBps: 100 }
const refs = [0n, 1n].map((counter) => depositRef(`0x${'7'.repeat(64)}`, counter))
const deposits = refs.map((ref) => depositAddress({ ...terms, ref }))
const [first, second] = [deposits[0] ?? treasury, deposits[1] ?? treasury]

/** A node that mines at once still answers before it has: wait for the receipt. */
async function mined(hash: Promise<`0x${string}`>) {
  return stage.client.waitForTransactionReceipt({ hash: await hash })
}

function call(address: `0x${string}`, functionName: 'mint' | 'transfer', to: `0x${string}`, amount: bigint) {
  return mined(payer.writeContract({ address, abi: TestUSDC.abi, functionName, args: [to, amount] }))
}

test('deposits and their sweep are seen as the real contracts report them', async () => {
  expect(tokens).toEqual([LOCAL_USDC, LOCAL_USDT])
  expect(await reader.identity(FACTORY_ADDRESS, signal)).toEqual({
    chainId: 31_337,
    codeHash: FACTORY_CODE_HASH,
  })
  const watch = { recipients: new Set<string>(deposits), tokens, native: true }
  const from = await stage.head()
  await call(LOCAL_USDC, 'mint', stage.account, 1_000_000_000n)
  await call(LOCAL_USDT, 'mint', stage.account, 1_000_000_000n)
  await call(LOCAL_USDC, 'transfer', first, 16_490_000n)
  await call(LOCAL_USDT, 'transfer', second, 1n)
  await mined(payer.sendTransaction({ to: first, value: parseEther('0.25') }))
  const paid = await stage.head()

  const found = await reader.scan(from, paid, watch, signal)
  expect(found.transfers).toMatchObject([
    { token: LOCAL_USDC, to: first, amount: 16_490_000n, position: 0, from: stage.account },
    { token: LOCAL_USDT, to: second, amount: 1n, position: 0 },
    { token: null, to: first, amount: parseEther('0.25'), position: NATIVE_POSITION },
  ])
  expect(found.sweeps).toEqual([])
  const asked = [LOCAL_USDC, LOCAL_USDT, null]
  expect(await reader.balances(deposits, asked, paid, signal)).toEqual([
    [16_490_000n, 0n, parseEther('0.25')],
    [0n, 1n, 0n],
  ])

  const data = sweepCalldata({ ...terms, refs, tokens: [LOCAL_USDC, LOCAL_USDT] })
  const { transactionHash } = await mined(payer.sendTransaction({ to: FACTORY_ADDRESS, data }))
  const swept = await stage.head()
  const { sweeps, transfers } = await reader.scan(paid, swept, watch, signal)
  expect(transfers).toEqual([])
  const salts = refs.map((ref) => depositSalt({ ...terms, ref }))
  expect(new Set(sweeps.map((sweep) => sweep.position)).size).toBe(3)
  expect(sweeps.map(({ salt, token, net, fee }) => ({ salt, token, net, fee }))).toEqual(
    expect.arrayContaining([
      { salt: salts[0], token: LOCAL_USDC, net: 16_325_100n, fee: 164_900n },
      { salt: salts[0], token: null, net: parseEther('0.2475'), fee: parseEther('0.0025') },
      { salt: salts[1], token: LOCAL_USDT, net: 1n, fee: 0n },
    ]),
  )
  expect(sweeps.every((sweep) => sweep.txHash === transactionHash)).toBe(true)
  expect(await reader.balances(deposits, asked, swept, signal)).toEqual([
    [0n, 0n, 0n],
    [0n, 0n, 0n],
  ])
  expect(await reader.balances(deposits, asked, paid, signal)).toEqual([
    [16_490_000n, 0n, parseEther('0.25')],
    [0n, 1n, 0n],
  ])
})

test('a token that takes a fee logs more than arrives: the balance tells', async () => {
  const { contractAddress } = await mined(
    payer.deployContract({ abi: HostileToken.abi, bytecode: HostileToken.bytecode, args: [18] }),
  )
  const hostile = getAddress(contractAddress ?? '0x')
  const takesFeeFromReceived = 8
  const args = [takesFeeFromReceived, treasury, '0x'] as const
  await mined(payer.writeContract({ address: hostile, abi: HostileToken.abi, functionName: 'set', args }))
  await call(hostile, 'mint', stage.account, 10_000n)
  const from = await stage.head()
  await call(hostile, 'transfer', first, 10_000n)
  const to = await stage.head()
  const watch = { recipients: new Set<string>([first]), tokens: [hostile], native: false }
  const [transfer] = (await reader.scan(from, to, watch, signal)).transfers
  expect(transfer?.amount).toBe(10_000n)
  expect(await reader.balances([first], [hostile], to, signal)).toEqual([[9_900n]])
})
