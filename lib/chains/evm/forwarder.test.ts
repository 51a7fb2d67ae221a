import { concat, encodePacked, getAddress, keccak256, sliceHex, type Hex } from 'viem'
import { describe, expect, test } from 'vitest'
import { DETERMINISTIC_DEPLOYER, deterministicDeployment } from './deterministic'
import { depositAddress, depositRef, depositSalt, FACTORY_ADDRESS, FORWARDER_CODE_HASH } from './forwarder'

const SEED: Hex = `0x${'11'.repeat(32)}`
const TERMS = {
  treasury: '0x1111111111111111111111111111111111111111',
  feeRecipient: '0x2222222222222222222222222222222222222222',
  feeBps: 100,
} as const

describe('depositRef', () => {
  test('never changes: recovery files that were given out rebuild addresses from it', () => {
    expect(depositRef(SEED, 0n)).toBe('0x0b6f84efa7af2a6530b901cbb773369f8275d2c761409b2a341273653d0b4ad8')
    expect(depositRef(SEED, 1n)).toBe('0x2aeb992fb4b582e21c9b821bd8393fe9b69e3229c9d1aad6591974b8d089612f')
  })

  test('differs for each counter and each seed', () => {
    const refs = [0n, 1n, 256n, 2n ** 64n].flatMap((counter) =>
      [SEED, keccak256(SEED)].map((seed) => depositRef(seed, counter)),
    )
    expect(new Set(refs).size).toBe(8)
  })

  test.each([['0x11'], [`0x${'11'.repeat(33)}`]] as [Hex][])('refuses a seed of another size: %s', (seed) => {
    expect(() => depositRef(seed, 0n)).toThrow(RangeError)
  })
})

describe('depositAddress', () => {
  const ref = depositRef(SEED, 7n)

  test('is CREATE2 of the factory, the terms and the reference', () => {
    const salt = keccak256(
      concat([
        `0x${'00'.repeat(12)}${'11'.repeat(20)}`,
        `0x${'00'.repeat(12)}${'22'.repeat(20)}`,
        `0x${'00'.repeat(31)}64`,
        ref,
      ]),
    )
    expect(depositSalt({ ...TERMS, ref })).toBe(salt)
    const hash = keccak256(
      encodePacked(
        ['bytes1', 'address', 'bytes32', 'bytes32'],
        ['0xff', FACTORY_ADDRESS, salt, FORWARDER_CODE_HASH],
      ),
    )
    expect(depositAddress({ ...TERMS, ref })).toBe(getAddress(sliceHex(hash, 12)))
  })

  test('refuses a reference of another size', () => {
    expect(() => depositAddress({ ...TERMS, ref: '0x00' })).toThrow(RangeError)
  })
})

test('the deterministic deployer is sent salt 0 and the init code', () => {
  expect(deterministicDeployment('0x6001')).toEqual({
    to: DETERMINISTIC_DEPLOYER,
    data: `0x${'00'.repeat(32)}6001`,
  })
})
