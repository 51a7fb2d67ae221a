import { z } from 'zod'
import { LEAST_MINOR, MOST_MINOR } from '@/lib/domain/checkoutInvoice'
import { parseUnits } from '@/lib/domain/money'
import { MOST_GRACE_DAYS, MOST_MINUTES } from '@/lib/domain/paymentTiming'
import { futureTime, isKeepable, text, wholeNumber } from '../fields'
import { isLosslessNumber, type LosslessNumber } from '../json'

const USD_PLACES = 2
/** More places than any amount means: to tell one with too many from one that is too small. */
const MANY_PLACES = 50

/** US dollars as a JSON number, in cents; no digit is lost (Q7). */
export const amountUsd = z
  .custom<LosslessNumber>(isLosslessNumber, {
    error: ({ input }) => (input === undefined ? 'is required' : 'must be a number'),
    params: { constraints: { type: 'number' } },
  })
  .transform((value, context): bigint => {
    const problem = amountProblem(value.toString())
    if (typeof problem === 'bigint') return problem
    const constraints = { min: '0.01', max: '100000000.00', max_decimals: USD_PLACES }
    context.issues.push({
      code: 'custom',
      input: value,
      message: problem,
      params: { code: 'INVALID_AMOUNT', constraints },
    })
    return z.NEVER
  })
  .meta({ type: 'number', minimum: 0.01, maximum: 100_000_000, 'x-decimal-places': USD_PLACES })

function amountProblem(text: string): bigint | string {
  const cents = parseUnits(text, USD_PLACES)
  if (cents !== null && cents >= LEAST_MINOR && cents <= MOST_MINOR) return cents
  if (text.startsWith('-') || cents === 0n) return 'must be at least 0.01'
  if (cents !== null) return 'must be at most 100000000'
  const exact = parseUnits(text, MANY_PLACES)
  if (exact !== null && exact < 10n ** BigInt(MANY_PLACES - USD_PLACES)) return 'must be at least 0.01'
  if (exact !== null || text.includes('.')) return 'must have at most two decimal places'
  return /e-/i.test(text) ? 'must be at least 0.01' : 'must be at most 100000000'
}

/** At once, or by a day: through the due date and so many days more. */
export const paymentTiming = z.discriminatedUnion(
  'mode',
  [
    z.object({
      mode: z.literal('immediate'),
      expiresAfterMinutes: wholeNumber(1, MOST_MINUTES).nullish().meta({ default: 20 }),
    }),
    z.object({
      mode: z.literal('due_date'),
      dueAt: futureTime,
      graceDays: wholeNumber(0, MOST_GRACE_DAYS).nullish().meta({ default: 0 }),
    }),
  ],
  { error: 'must have the mode immediate or due_date' },
)

/** No part of the pattern can take what another takes: a long text is refused in one pass. */
export const customerEmail = z
  .string({ error: 'must be text' })
  .trim()
  .max(320, { error: 'must have at most 320 characters', abort: true })
  .regex(/^[^\s@\0]+@(?:[^\s@\0.]+\.)+[^\s@\0.]+$/, { error: 'must be an e-mail address', abort: true })
  .refine(isKeepable, { error: 'must be an e-mail address' })
  .meta({ type: 'string', format: 'email', maxLength: 320 })

/** What a person says of a decision. */
export const note = text(1, 500)
