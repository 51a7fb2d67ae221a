import { hexToBytes, keccak256, type Hex } from 'viem'
import type { ModelLog } from './state'

const known = new Map<string, readonly number[]>()

/** The header's bloom of these logs, as every EVM client computes it. */
export function bloomOf(logs: readonly ModelLog[]): Hex {
  const bloom = new Uint8Array(256)
  for (const log of logs) {
    for (const value of [log.address, ...log.topics]) {
      for (const bit of bitsOf(value)) bloom[255 - (bit >> 3)]! |= 1 << (bit & 7)
    }
  }
  return `0x${Buffer.from(bloom).toString('hex')}`
}

function bitsOf(value: string): readonly number[] {
  const found = known.get(value)
  if (found) return found
  const digest = hexToBytes(keccak256(value.toLowerCase() as Hex))
  const bits = [0, 2, 4].map((at) => (((digest[at] ?? 0) << 8) | (digest[at + 1] ?? 0)) & 2_047)
  known.set(value, bits)
  return bits
}
