import { getAddress } from 'viem'
import { base58Check } from '../base58Check'
import type { Hex } from '../port'

/** What an address begins with on TRON, before the twenty bytes that an EVM chain would write. CREATE2 hashes it too. */
const PREFIX = 0x41
const LENGTH = 21
const HEX = /^0x[0-9a-f]{40}$/i

/**
 * The twenty bytes of an address as people write it (`T...`), which TRON's JSON-RPC takes; null for what is none. Base58 has a
 * checksum over its letters as they are: one in the wrong case is refused.
 */
export function hexOfTron(text: string): Hex | null {
  if (!/^T[1-9A-HJ-NP-Za-km-z]{33}$/.test(text)) return null
  const bytes = base58Check.decode(text)
  if (bytes?.length !== LENGTH || bytes[0] !== PREFIX) return null
  return getAddress(`0x${Buffer.from(bytes.subarray(1)).toString('hex')}`)
}

/** An address of twenty bytes as people write it. Throws RangeError for another length. */
export function tronOfHex(hex: string): string {
  if (!HEX.test(hex)) throw new RangeError('an address has twenty bytes')
  return base58Check.encode(Uint8Array.from([PREFIX, ...Buffer.from(hex.slice(2), 'hex')]))
}

/** An address in display form, or null when it is none. */
export function displayTron(text: string): string | null {
  const hex = hexOfTron(text)
  return hex && tronOfHex(hex)
}
