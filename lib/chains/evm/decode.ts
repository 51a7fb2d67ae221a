import { ChainError } from '../errors'
import type { Hex } from '../port'

/** Reading what a provider sent: every function throws ChainError `bad_response` on what is not of the form. */
export type Fields = Readonly<Record<string, unknown>>

const HASH = /^0x[0-9a-f]{64}$/i
const DATA = /^0x([0-9a-f]{2})*$/i
const QUANTITY = /^0x[0-9a-f]+$/i

export function fields(value: unknown, what: string): Fields {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw malformed(what)
  return value as Fields
}

export function list(value: unknown, what: string): readonly unknown[] {
  if (!Array.isArray(value)) throw malformed(what)
  return value
}

export function hash(value: unknown, what: string): Hex {
  if (typeof value !== 'string' || !HASH.test(value)) throw malformed(what)
  return value as Hex
}

export function data(value: unknown, what: string): Hex {
  if (typeof value !== 'string' || !DATA.test(value)) throw malformed(what)
  return value as Hex
}

/** A quantity that fits a JS number exactly. */
export function integer(value: unknown, what: string): number {
  const number = typeof value === 'string' && QUANTITY.test(value) ? Number(value) : Number.NaN
  if (!Number.isSafeInteger(number)) throw malformed(what)
  return number
}

export function quantity(value: unknown, what: string): bigint {
  if (typeof value !== 'string' || !QUANTITY.test(value)) throw malformed(what)
  return BigInt(value)
}

function malformed(what: string): ChainError {
  return new ChainError('bad_response', `${what} has not the expected form`)
}
