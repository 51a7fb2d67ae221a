import { getAddress } from 'viem'
import { describe, expect, test } from 'vitest'
import { NETWORKS } from '.'

describe.each(NETWORKS.map((network) => [network.id, network] as const))('%s', (_, network) => {
  test('names every address in its checksummed form', () => {
    for (const { address } of network.tokens) expect(getAddress(address)).toBe(address)
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

test("the dollar tokens of BSC have 18 decimals, everywhere else's 6", () => {
  for (const network of NETWORKS) {
    for (const token of network.tokens) {
      if (token.stablecoin === null) continue
      expect([network.id, token.symbol, token.decimals]).toEqual([
        network.id,
        token.symbol,
        network.id === 'bsc' ? 18 : 6,
      ])
    }
  }
})
