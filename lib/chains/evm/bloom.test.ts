import { bytesToHex, hexToBytes, keccak256, type Hex } from 'viem'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { NETWORKS } from '../networks'
import { bloomFilter, bloomHas } from './bloom'
import { SWEPT_TOPIC, TRANSFER_TOPIC, addressTopic } from './events'
import { watchSetOf } from './watchSet'

/** A bloom as the yellow paper builds it: M3:2048 over bytes, bit 0 at the end. */
function bloomOf(values: readonly string[]): string {
  const bytes = new Uint8Array(256)
  for (const value of values) {
    const digest = hexToBytes(keccak256(value as Hex))
    for (const at of [0, 2, 4]) {
      const bit = ((digest[at] ?? 0) * 256 + (digest[at + 1] ?? 0)) % 2_048
      const place = 255 - Math.floor(bit / 8)
      bytes[place] = (bytes[place] ?? 0) | (1 << (bit % 8))
    }
  }
  return bytesToHex(bytes)
}

const local = NETWORKS.find((network) => network.id === 'local') ?? NETWORKS[0]
if (local === undefined) throw new Error('There is no network')
const network = { ...local, factory: '0x00000000000000000000000000000000000000a4' }
const token = '0x00000000000000000000000000000000000000A1'
const alice = '0x00000000000000000000000000000000000000B1'
const bob = '0x00000000000000000000000000000000000000b2'
const watching = (recipients: string[], tokens = [token]) =>
  bloomFilter(watchSetOf(network, { recipients: new Set(recipients), tokens, native: false }))

describe('a bloom', () => {
  test('has whatever went into it', () => {
    const value = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => bytesToHex(bytes))
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 30 }), (values) => {
        const bloom = bloomOf(values)
        for (const each of values) expect(bloomHas(bloom, each)).toBe(true)
      }),
    )
  })

  test('excludes most of what did not', () => {
    const bloom = bloomOf([addressTopic(alice)])
    const strangers = Array.from({ length: 200 }, (_, n) => addressTopic(`0x${(n + 1_000).toString(16)}`))
    expect(strangers.filter((stranger) => bloomHas(bloom, stranger)).length).toBeLessThan(3)
  })
})

describe('a block may hold a watched log', () => {
  const transfer = bloomOf([token, TRANSFER_TOPIC, addressTopic(bob), addressTopic(alice)])

  test('when token, topic and recipient are all in its bloom', () => {
    expect(watching([alice])(transfer)).toBe(true)
    expect(watching(['0x00000000000000000000000000000000000000c7'])(transfer)).toBe(false)
    expect(watching([alice], ['0x00000000000000000000000000000000000000C8'])(transfer)).toBe(false)
    expect(watching([alice])(bloomOf([]))).toBe(false)
  })

  test('when the factory swept, whoever is watched', () => {
    expect(watching([])(bloomOf([network.factory, SWEPT_TOPIC]))).toBe(true)
    expect(watching([])(transfer)).toBe(false)
  })

  test('when there is no bloom to tell', () => {
    expect(watching([])(null)).toBe(true)
  })
})
