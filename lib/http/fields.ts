import { z } from 'zod'
import type { Constraint, ErrorCode } from '@/lib/domain/errors'
import { formatUnits, parseUnits } from '@/lib/domain/money'
import { isLosslessNumber, type LosslessNumber } from './json'

/** JSON numbers arrive with their digits (Q7), so that the usual number schemas do not fit them. */
const number = z.custom<LosslessNumber>(isLosslessNumber, {
  error: ({ input }) => (input === undefined ? 'is required' : 'must be a number'),
  params: { constraints: { type: 'number' } },
})

type Bounds = {
  /** In base units of the places. */
  min?: bigint
  max?: bigint
  message: string
  code?: ErrorCode
}

/** A JSON number with at most so many places, as an integer of its smallest unit. No exponent or digit is lost. */
export function scaledNumber(places: number, { min, max, message, code }: Bounds) {
  return number
    .transform((value, context) => {
      const units = parseUnits(value.toString(), places)
      if (units === null || (min !== undefined && units < min) || (max !== undefined && units > max)) {
        const params = { code, constraints: boundsToTell(places, min, max, code) }
        context.issues.push({ code: 'custom', input: value, message, params })
        return z.NEVER
      }
      return units
    })
    .meta({ type: 'number', ...jsonBounds(places, min, max) })
}

/** A whole JSON number from min to max. */
export function wholeNumber(min: number, max: number) {
  const message = `must be a whole number from ${min} to ${max}`
  return scaledNumber(0, { min: BigInt(min), max: BigInt(max), message })
    .transform((value) => Number.parseInt(value.toString(), 10))
    .meta({ type: 'integer', minimum: min, maximum: max })
}

/** Text that the database can keep: no NUL, no half of a surrogate pair. */
export function text(min: number, max: number) {
  return z
    .string({ error: ({ input }) => (input === undefined ? 'is required' : 'must be text') })
    .min(min, { error: min === 1 ? 'must not be empty' : `must have at least ${min} characters` })
    .max(max, { error: `must have at most ${max} characters` })
    .refine(isKeepable, {
      error: 'must not contain NUL or broken Unicode',
      params: { constraints: { pattern: '^[^\\u0000]*$' } },
    })
}

export function isKeepable(value: string): boolean {
  return !value.includes('\0') && !/\p{Surrogate}/u.test(value)
}

/** An https address; http only on this machine, for development. */
export function webUrl() {
  return text(1, 2048)
    .refine(isWebUrl, {
      error: 'must be an https URL without credentials',
      params: { constraints: { format: 'uri', scheme: 'https' } },
    })
    .meta({ type: 'string', format: 'uri', maxLength: 2048 })
}

/** Where webhooks go; whether it may be is decided by the operator's rules, which the service knows (W5). */
export function receiverUrl() {
  return text(1, 2048).meta({ type: 'string', format: 'uri', maxLength: 2048 })
}

export function isWebUrl(value: string): boolean {
  const url = URL.canParse(value) ? new URL(value) : null
  if (!url || url.username || url.password) return false
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLocal)
}

const LATEST = Date.UTC(9999, 0, 1)

/** A moment with its zone; whether it is ahead is the service's clock to say. */
export const futureTime = z.iso
  .datetime({ offset: true, error: 'must be an ISO 8601 time such as 2027-01-01T00:00:00Z' })
  .transform((value) => new Date(value))
  .refine((value) => value.getTime() >= 0 && value.getTime() < LATEST, { error: 'is out of bounds' })
  .meta({ type: 'string', format: 'date-time' })

/** An id in a path. */
export const idParam = z.string().regex(/^[0-9A-Za-z_-]{1,64}$/)

/** An amount's bounds as document 004 names them, other numbers' plainly. */
function boundsToTell(places: number, min = 0n, max?: bigint, code?: ErrorCode): Record<string, Constraint> {
  const suffix = code === 'INVALID_AMOUNT' ? '_amount' : ''
  return {
    [`min${suffix}`]: formatUnits(min, places),
    ...(max === undefined ? {} : { [`max${suffix}`]: formatUnits(max, places) }),
    max_decimals: places,
  }
}

function jsonBounds(places: number, min?: bigint, max?: bigint) {
  const shown = (units: bigint) => Number.parseFloat(formatUnits(units, places))
  return {
    minimum: shown(min ?? 0n),
    ...(max === undefined ? {} : { maximum: shown(max) }),
    ...(places > 0 ? { 'x-decimal-places': places } : {}),
  }
}
