import { isLosslessNumber } from '@/lib/http/json'
import { parsePrice } from '@/lib/domain/prices'
import { RateSourceError } from './errors'

type Fields = Readonly<Record<string, unknown>>

/** An object's fields. Throws RateSourceError for anything else. */
export function fieldsOf(value: unknown, what: string): Fields {
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw new RateSourceError('bad_response', `${what} is no object`)
  return value as Fields
}

export function isFields(value: unknown): value is Fields {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}

/** A list. Throws RateSourceError for anything else. */
export function listOf(value: unknown, what: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new RateSourceError('bad_response', `${what} is no list`)
  return value
}

/** The digits of a number, given as one or as text; null for anything else. */
export function digitsOf(value: unknown): string | null {
  if (typeof value === 'string') return value
  return isLosslessNumber(value) ? value.toString() : null
}

/** A price out of a field; null for what cannot be one. */
export function priceOf(value: unknown): bigint | null {
  const digits = digitsOf(value)
  return digits === null ? null : parsePrice(digits)
}

/** A time told in whole seconds since the epoch; null for what is none. */
export function secondsOf(value: unknown): Date | null {
  const digits = digitsOf(value)
  return digits !== null && /^\d{9,11}$/.test(digits) ? new Date(Number.parseInt(digits, 10) * 1000) : null
}
