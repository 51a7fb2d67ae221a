import { createTestClient, encodeDeployData, http, publicActions, walletActions, type Hex } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { describe, expect, it } from 'vitest'
import { HostileToken } from '@/contracts/artifacts/HostileToken'
import { MinimalToken } from '@/contracts/artifacts/MinimalToken'
import { ShiftingToken } from '@/contracts/artifacts/ShiftingToken'
import { inspectToken } from '@/lib/chains/evm/inspectToken'
import { LOCAL_USDC, LOCAL_USDT } from '@/lib/chains/evm/localTokens'
import { connect } from '@/lib/chains/evm/rpc'
import { local } from '@/lib/chains/networks/local'
import { deployTestTokens } from '@/scripts/contracts/deployment'
import { accounts } from '@/scripts/local/accounts'
import { testChain } from '@/tests/support/anvil'

const chain = await testChain()
const anvil = createTestClient({
  account: privateKeyToAccount(accounts.deployer.privateKey),
  mode: 'anvil',
  transport: http(chain.rpcUrl),
  pollingInterval: 20,
})
  .extend(publicActions)
  .extend(walletActions)
await deployTestTokens(anvil)
const rpc = connect(chain.rpcUrl, local.provider)
const look = (address: string) => inspectToken(rpc, address, AbortSignal.timeout(30_000))

async function deploy(data: Hex): Promise<Hex> {
  const hash = await anvil.sendTransaction({ chain: null, data })
  const { contractAddress } = await anvil.waitForTransactionReceipt({ hash })
  if (!contractAddress) throw new Error('nothing was deployed')
  return contractAddress
}

async function hostile(mode: number): Promise<Hex> {
  const { abi, bytecode } = HostileToken
  const address = await deploy(encodeDeployData({ abi, bytecode, args: [6] }))
  const hash = await anvil.writeContract({
    chain: null,
    address,
    abi,
    functionName: 'set',
    args: [mode, accounts.payer.address as Hex, '0x'],
  })
  await anvil.waitForTransactionReceipt({ hash })
  return address
}

const shifting = (kind: number, symbol = 'SHIFT') =>
  deploy(encodeDeployData({ abi: ShiftingToken.abi, bytecode: ShiftingToken.bytecode, args: [kind, symbol] }))

describe('a token that is added by its address', () => {
  it('is sound when what is sent arrives, whatever it answers', async () => {
    expect(await look(LOCAL_USDC)).toMatchObject({ fault: null, decimals: 6, symbol: 'USDC' })
    // Returns nothing.
    expect(await look(LOCAL_USDT)).toMatchObject({ fault: null, decimals: 6, symbol: 'USDT' })
    expect(await look(await hostile(0))).toEqual({
      fault: null,
      decimals: 6,
      symbol: 'HOSTILE',
      name: 'Hostile',
    })
  })

  it.each([
    ['answers false though it moved', 1, 'answers_false'],
    ['answers false and moves nothing', 2, 'answers_false'],
    ['answers true and moves nothing', 3, 'takes_fee'],
    ['reverts', 4, 'transfer_fails'],
    ['burns all gas', 5, 'transfer_fails'],
    ['answers megabytes', 6, 'transfer_fails'],
    ['reverts with megabytes', 7, 'transfer_fails'],
    ['takes a fee from what arrives', 8, 'takes_fee'],
    ['takes a fee beside what is sent', 9, 'takes_fee'],
    ['moves half', 10, 'takes_fee'],
    ['does not tell balances', 13, 'computed_balances'],
    ['burns gas for a balance', 14, 'computed_balances'],
    ['answers nothing for a balance', 16, 'computed_balances'],
    ['has balances that grow', 17, 'computed_balances'],
  ])('is refused when it %s', async (_, mode, fault) => {
    expect(await look(await hostile(mode))).toEqual({ fault })
  })

  it('is refused when it changes with time or once it has moved', async () => {
    expect(await look(await shifting(0))).toEqual({ fault: 'changes_decimals' })
    expect(await look(await shifting(2))).toEqual({ fault: 'computed_balances' })
    const grows = await look(await shifting(1))
    expect(['rebases', 'computed_balances']).toContain(grows.fault)
  })

  it('is refused when it is none', async () => {
    expect(await look(accounts.payer.address)).toEqual({ fault: 'no_contract' })
    expect(await look('0x4e59b44847b379578588920cA78FbF26c0B4956C')).toEqual({ fault: 'no_decimals' })
    const { abi, bytecode } = MinimalToken
    const minimal = await deploy(
      encodeDeployData({ abi, bytecode } as Parameters<typeof encodeDeployData>[0]),
    )
    expect(await look(minimal)).toEqual({ fault: 'no_decimals' })
  })

  it('may call itself anything, which is told as it is', async () => {
    expect(await look(await shifting(3, '\u202eCDSU'))).toMatchObject({ fault: null, symbol: '\u202eCDSU' })
    expect(await look(await shifting(3, 'X'.repeat(5_000)))).toMatchObject({ fault: null, symbol: null })
  })
})
