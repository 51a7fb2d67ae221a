import { getAddress } from 'viem'
import { describe, expect, test } from 'vitest'
import { addressOn } from '../addresses'
import { NETWORKS } from '.'

describe.each(NETWORKS.map((network) => [network.id, network] as const))('%s', (_, network) => {
  test('names every address in its checksummed form', () => {
    for (const { address } of network.tokens) expect(addressOn(network, address)).toBe(address)
    expect(getAddress(network.factory)).toBe(network.factory)
  })

  test('names each token once', () => {
    expect(new Set(network.tokens.map((token) => token.symbol)).size).toBe(network.tokens.length)
    expect(new Set(network.tokens.map((token) => token.address)).size).toBe(network.tokens.length)
  })

  test('keeps the window longer than what is not final', () => {
    expect(network.windowDepth).toBeGreaterThanOrEqual(network.finalityDepth)
    expect(network.finalityDepth).toBeGreaterThanOrEqual(network.confirmationFloor)
  })
})

test('every id and chain id is one network', () => {
  expect(new Set(NETWORKS.map((network) => network.id)).size).toBe(NETWORKS.length)
  expect(new Set(NETWORKS.map((network) => network.chainId)).size).toBe(NETWORKS.length)
})

test("Dai and the dollar tokens of BSC have 18 decimals, everywhere else's 6", () => {
  for (const network of NETWORKS) {
    for (const token of network.tokens) {
      if (token.stablecoin === null) continue
      expect([network.id, token.symbol, token.decimals]).toEqual([
        network.id,
        token.symbol,
        token.symbol === 'DAI' || network.id.startsWith('bsc') ? 18 : 6,
      ])
    }
  }
})

test('what merchants ask for first can be paid on each live network, and each has a test network', () => {
  const paid = ['ethereum', 'base', 'arbitrum', 'optimism', 'polygon', 'bsc']
  for (const id of paid) {
    const network = NETWORKS.find((one) => one.id === id)
    expect(network?.tokens.map((token) => token.symbol)).toEqual(
      expect.arrayContaining(['USDC', 'USDT', 'DAI']),
    )
  }
  const tests = [
    'sepolia',
    'base-sepolia',
    'arbitrum-sepolia',
    'optimism-sepolia',
    'polygon-amoy',
    'bsc-testnet',
  ]
  expect(NETWORKS.filter((network) => network.mode === 'test').map((network) => network.id)).toEqual(
    expect.arrayContaining(tests),
  )
})
