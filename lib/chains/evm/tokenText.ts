import { hexToBytes } from 'viem'
import type { Hex } from '../port'

/** More than a word and its length, and some words, says nothing worth reading. */
const MOST_BYTES = 1_024

/**
 * What a contract answers for its symbol or name: a string, or 32 bytes as older tokens have it. Null for anything else; what it
 * says is hostile all the same.
 */
export function decodeTokenText(answer: unknown): string | null {
  if (typeof answer !== 'string' || !/^0x([0-9a-f]{2})+$/i.test(answer)) return null
  const bytes = hexToBytes(answer as Hex)
  if (bytes.length > MOST_BYTES) return null
  if (bytes.length === 32) return utf8(bytes.subarray(0, bytes.includes(0) ? bytes.indexOf(0) : 32))
  const size = bytes.length >= 64 ? Number(BigInt(`0x${answer.slice(66, 130)}`)) : Number.NaN
  const isString = BigInt(answer.slice(0, 66)) === 32n && size <= bytes.length - 64
  return isString ? utf8(bytes.subarray(64, 64 + size)) : null
}

function utf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
