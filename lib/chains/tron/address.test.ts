import fc from 'fast-check'
import { getAddress } from 'viem'
import { describe, expect, test } from 'vitest'
import { addressOn, anyAddress, isZeroAddress } from '../addresses'
import { tron } from '../networks/tron'
import { hexOfTron, tronOfHex } from './address'
import { solidUrlBeside } from './solidNode'

const USDT = 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t'

describe('an address of TRON', () => {
  test('is twenty bytes behind 0x41', () => {
    expect(hexOfTron(USDT)).toBe(getAddress('0xa614f803b6fd780986a42c78ec9c7f77e6ded13c'))
    expect(tronOfHex('0xa614f803b6fd780986a42c78ec9c7f77e6ded13c')).toBe(USDT)
  })

  test('goes there and back whatever its bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 20, maxLength: 20 }), (bytes) => {
        const hex = getAddress(`0x${Buffer.from(bytes).toString('hex')}`)
        expect(hexOfTron(tronOfHex(hex))).toBe(hex)
        expect(anyAddress(tronOfHex(hex))).toBe(tronOfHex(hex))
      }),
    )
  })

  test.each([
    ['in another case', USDT.toLowerCase()],
    ['with one letter in another case', USDT.replace('N', 'n')],
    ['with a letter too few', USDT.slice(0, -1)],
    ['with space around it', ` ${USDT}`],
    ['of Bitcoin', '1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2'],
    ['of an EVM chain', '0xdAC17F958D2ee523a2206206994597C13D831ec7'],
    ['in hex', '41a614f803b6fd780986a42c78ec9c7f77e6ded13c'],
    ['nothing', ''],
  ])('%s is none', (_, text) => {
    expect(addressOn(tron, text)).toBeNull()
  })

  test('and one of TRON is none elsewhere', () => {
    expect(addressOn({ kind: 'evm' }, USDT)).toBeNull()
  })

  test('of nobody is known as such', () => {
    expect(isZeroAddress('T9yD14Nj9j7xAB4dbGeiX9h8unkKHxuWwb')).toBe(true)
    expect(isZeroAddress(USDT)).toBe(false)
    expect(isZeroAddress('0x0000000000000000000000000000000000000000')).toBe(true)
  })
})

test('the solid node stands beside the full one, unless it is named', () => {
  expect(solidUrlBeside('https://api.trongrid.io/jsonrpc')).toBe('https://api.trongrid.io/walletsolidity')
  expect(solidUrlBeside('https://one.example/key/jsonrpc/?a=b')).toBe(
    'https://one.example/key/walletsolidity?a=b',
  )
  expect(solidUrlBeside('http://127.0.0.1:8090')).toBe('http://127.0.0.1:8090/walletsolidity')
})
