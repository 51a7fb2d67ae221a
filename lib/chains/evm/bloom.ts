import { hexToBytes, keccak256 } from 'viem'
import { ACCEPTED_TOPIC, SWEPT_TOPIC, TRANSFER_TOPIC } from './events'
import type { WatchSet } from './watchSet'

/** Past this many recipients hashing them costs more than asking, and a busy block's bloom excludes few anyway. */
const MAX_HASHED = 1_000

type Bits = readonly [number, number, number]

/** The three bits of 2,048 that a value sets: eleven low bits of each of the first three pairs of its hash. */
function bloomBits(value: string): Bits {
  const digest = hexToBytes(keccak256(value as `0x${string}`))
  const bit = (at: number) => (((digest[at] ?? 0) << 8) | (digest[at + 1] ?? 0)) & 2_047
  return [bit(0), bit(2), bit(4)]
}

function has(bloom: string, bits: Bits): boolean {
  return bits.every((bit) => {
    const nibble = 2 + 511 - (bit >> 2)
    return ((Number.parseInt(bloom.charAt(nibble), 16) >> (bit & 3)) & 1) === 1
  })
}

/** Whether a bloom may hold a value (an address or a topic); false is certain. */
export function bloomHas(bloom: string, value: string): boolean {
  return has(bloom, bloomBits(value))
}

/**
 * Says of a header's bloom whether its block may hold a log that is watched. True wherever the bloom is missing: only what a
 * bloom excludes need not be asked for.
 */
export function bloomFilter(watched: WatchSet): (bloom: string | null) => boolean {
  const transfer = bloomBits(TRANSFER_TOPIC)
  const swept = bloomBits(SWEPT_TOPIC)
  const accepted = bloomBits(ACCEPTED_TOPIC)
  const factory = watched.factory && bloomBits(watched.factory)
  const hub = watched.hub && bloomBits(watched.hub)
  const emitters = [...watched.emitters.keys()].map(bloomBits)
  const parties = [...watched.recipients.keys(), ...watched.senders]
  const recipients = parties.length <= MAX_HASHED ? parties.map(bloomBits) : null

  return (bloom) => {
    if (bloom === null) return true
    if (factory && has(bloom, factory) && has(bloom, swept)) return true
    if (hub && has(bloom, hub) && has(bloom, accepted)) return true
    return (
      has(bloom, transfer) &&
      emitters.some((bits) => has(bloom, bits)) &&
      (recipients === null || recipients.some((bits) => has(bloom, bits)))
    )
  }
}
