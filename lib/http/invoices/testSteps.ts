import { z } from 'zod'
import { formatUnits, parseUnits } from '@/lib/domain/money'
import type { PayAmount, Step } from '@/lib/services/testmode/steps'
import { text, wholeNumber } from '../fields'
import { isLosslessNumber, type LosslessNumber } from '../json'

const MOST_STEPS = 50
/** Within the hashes that are kept of a lane, and beyond every number of confirmations. */
const MOST_UNDONE = 100
const UNIT_MS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const
const PLACES_OF_SHARE = 2

const AMOUNT = 'must be a positive amount, such as "16.49"'
const PAY = 'must be "rest", "excess", a share such as "60%", or an amount such as "16.49"'
const WAIT = 'must be a time such as "30s", "20m", "2h" or "3d", "confirmed" or "expired"'
const DOWN = 'must be a time such as "30s", "20m", "2h" or "3d"'
const UNDO = `must be a number of blocks from 1 to ${MOST_UNDONE}, or "payment"`
const ONE = 'must be one of {"pay"}, {"wait"}, {"undo"}, {"refund"} and {"down"}'
const REFUND = 'must be "next" or the id of a prepared refund'

const textOrNumber = (error: string) =>
  z.union([z.string(), z.custom<LosslessNumber>(isLosslessNumber)], { error }).transform(String)

/** An amount of a token as decimal text, written as text or as a number. */
export const testAmount = textOrNumber(AMOUNT)
  .refine(isAmount, { error: AMOUNT })
  .meta({ type: ['string', 'number'], description: 'Decimal, in whole tokens' })

const step = z
  .strictObject(
    {
      pay: readable(PAY, payAmount).optional(),
      /** With `pay`: another token than the invoice asks for. */
      token: text(1, 20).optional(),
      wait: readable(WAIT, (given) =>
        given === 'confirmed' || given === 'expired' ? given : milliseconds(given),
      ).optional(),
      undo: z
        .union([wholeNumber(1, MOST_UNDONE), z.literal('payment')], { error: UNDO })
        .optional()
        .meta({ type: ['integer', 'string'], description: UNDO }),
      /** With `undo`: what was undone is mined again in the next block. */
      again: z.boolean({ error: 'must be true or false' }).optional(),
      /** Your wallet signs a prepared refund. */
      refund: z
        .string({ error: REFUND })
        .regex(/^(next|ref_[0-9a-z]{26})$/, { error: REFUND })
        .optional()
        .meta({ description: REFUND }),
      down: readable(DOWN, milliseconds).optional(),
    },
    { error: ({ code }) => (code === 'unrecognized_keys' ? `${ONE}, with "token" or "again"` : ONE) },
  )
  .transform(({ pay, token, wait, undo, again, refund, down }, context): Step => {
    const found: Step[] = []
    if (pay) found.push({ type: 'pay', amount: pay, token: token ?? null })
    if (wait) found.push({ type: 'wait', until: wait })
    if (undo) found.push({ type: 'undo', blocks: undo, again: again ?? false })
    if (refund) found.push({ type: 'refund', refund: refund === 'next' ? null : refund })
    if (down) found.push({ type: 'down', ...down })
    const [only, ...others] = found
    if (only && others.length === 0 && (pay || !token) && (undo || again === undefined)) return only
    context.issues.push({ code: 'custom', input: null, message: ONE })
    return z.NEVER
  })

/** Steps of a scenario, in their order. */
export const testSteps = z
  .array(step, { error: 'must be a list of steps' })
  .min(1, { error: 'must have at least one step' })
  .max(MOST_STEPS, { error: `must have at most ${MOST_STEPS} steps` })

/** A step as it is written in a request. */
export const writtenStep = z.strictObject({
  pay: z.string().optional(),
  token: z.string().optional(),
  wait: z.string().optional(),
  undo: z.union([z.int(), z.literal('payment')]).optional(),
  again: z.boolean().optional(),
  refund: z.string().optional(),
  down: z.string().optional(),
})

/** The inverse of reading one; `sent` is the token that a payment went in. */
export function writeStep(done: Step, sent: string | null): z.output<typeof writtenStep> {
  switch (done.type) {
    case 'pay':
      return { pay: writeAmount(done.amount), ...(done.token && sent ? { token: sent } : {}) }
    case 'wait':
      return { wait: typeof done.until === 'object' ? writeTime(done.until.ms) : done.until }
    case 'undo':
      return { undo: done.blocks, ...(done.again ? { again: true } : {}) }
    case 'refund':
      return { refund: done.refund ?? 'next' }
    case 'down':
      return { down: writeTime(done.ms) }
  }
}

function readable<Read>(message: string, read: (given: string) => Read | null) {
  return textOrNumber(message)
    .transform((given, context): Read => {
      const value = read(given)
      if (value !== null) return value
      context.issues.push({ code: 'custom', input: given, message })
      return z.NEVER
    })
    .meta({ type: 'string', description: message })
}

function payAmount(given: string): PayAmount | null {
  if (given === 'rest' || given === 'excess') return { of: given }
  if (!given.endsWith('%')) return isAmount(given) ? { of: 'exact', text: given } : null
  const share = given.slice(0, -1)
  const hundredths = isAmount(share) ? parseUnits(share, PLACES_OF_SHARE) : null
  return hundredths === null || hundredths > 1_000_00n ? null : { of: 'share', hundredths }
}

function isAmount(given: string): boolean {
  return /^\d{1,30}(\.\d{1,18})?$/.test(given) && /[1-9]/.test(given)
}

function milliseconds(given: string): { ms: number } | null {
  const [, count, unit] = /^(\d{1,6})([smhd])$/.exec(given) ?? []
  const ms = Number.parseInt(count ?? '', 10) * (UNIT_MS[unit as keyof typeof UNIT_MS] ?? 0)
  return ms > 0 ? { ms } : null
}

function writeAmount(amount: PayAmount): string {
  if (amount.of === 'exact') return amount.text
  return amount.of === 'share' ? `${formatUnits(amount.hundredths, PLACES_OF_SHARE)}%` : amount.of
}

function writeTime(ms: number): string {
  const units = ['d', 'h', 'm'] as const
  const unit = units.find((one) => ms % UNIT_MS[one] === 0) ?? 's'
  return `${ms / UNIT_MS[unit]}${unit}`
}
