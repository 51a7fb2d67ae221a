import { readFileSync } from 'node:fs'
import { createWalletClient, http, keccak256 } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { getCode, setCode } from 'viem/actions'
import { describe, expect, test } from 'vitest'
import { FACTORY_ADDRESS, FACTORY_CODE_HASH, MAX_SWEPT_ADDRESSES } from '@/lib/chains/evm/forwarder'
import { HUB_ADDRESS, HUB_CODE_HASH } from '@/lib/chains/evm/paymentHub'
import { LOCAL_USDC, LOCAL_USDT } from '@/lib/chains/evm/localTokens'
import { artifactFiles } from '@/scripts/contracts/artifacts'
import {
  deployFactory,
  deployHub,
  deployTestTokens,
  verifyFactory,
  verifyHub,
} from '@/scripts/contracts/deployment'
import { startAnvil, type LocalChain } from '../support/anvil'

function clientOf({ accounts, rpcUrl }: LocalChain) {
  const [payer] = accounts
  if (!payer) throw new Error('anvil has ten accounts')
  return createWalletClient({
    account: privateKeyToAccount(payer.privateKey),
    transport: http(rpcUrl),
    pollingInterval: 20,
  })
}

// The compiler takes its time where others are at work.
const COMPILING_MS = 180_000

test('the artifacts are what the sources make', { timeout: COMPILING_MS }, () => {
  for (const { file, text } of artifactFiles()) {
    expect(readFileSync(file, 'utf8') === text, `${file} is stale: npm run contracts:build`).toBe(true)
  }
})

describe('deploying', () => {
  test('puts the factory, the hub and the tokens at their addresses, once', async () => {
    const chain = await startAnvil()
    try {
      const client = clientOf(chain)
      expect(await verifyFactory(client)).toMatchObject({ state: 'missing', found: null })
      const first = await deployFactory(client)
      expect(first).toMatchObject({ address: FACTORY_ADDRESS, transaction: expect.stringMatching(/^0x/) })
      expect(await deployFactory(client)).toEqual({ address: FACTORY_ADDRESS, transaction: null })
      expect(await verifyFactory(client)).toMatchObject({ state: 'verified', found: FACTORY_CODE_HASH })
      expect(await deployHub(client)).toMatchObject({ address: HUB_ADDRESS })
      expect(await verifyHub(client)).toMatchObject({ state: 'verified', found: HUB_CODE_HASH })
      expect(await deployTestTokens(client)).toEqual({ usdc: LOCAL_USDC, usdt: LOCAL_USDT })
      for (const address of [LOCAL_USDC, LOCAL_USDT]) expect(await getCode(client, { address })).toBeTruthy()
      expect(await deployTestTokens(client)).toEqual({ usdc: LOCAL_USDC, usdt: LOCAL_USDT })
    } finally {
      await chain.stop()
    }
  })

  test('brings the deterministic deployer along where it is missing, on any chain, at cancun', async () => {
    const chain = await startAnvil({
      chainId: 424_242,
      args: ['--disable-default-create2-deployer', '--hardfork', 'cancun'],
    })
    try {
      const client = clientOf(chain)
      expect((await deployFactory(client)).address).toBe(FACTORY_ADDRESS)
      expect((await verifyFactory(client)).state).toBe('verified')
    } finally {
      await chain.stop()
    }
  })

  test('tells other code at the address apart', async () => {
    const chain = await startAnvil()
    try {
      const client = clientOf(chain)
      await setCode(
        { ...client, mode: 'anvil' } as never,
        { address: FACTORY_ADDRESS, bytecode: '0x00' } as never,
      )
      expect(await verifyFactory(client)).toMatchObject({ state: 'other_code', found: keccak256('0x00') })
      await expect(deployFactory(client)).rejects.toThrow('other_code')
    } finally {
      await chain.stop()
    }
  })
})

test('a sweep of 300 addresses fits under the gas limit of a transaction', () => {
  expect(MAX_SWEPT_ADDRESSES * 55_000).toBeLessThan(2 ** 24)
})
