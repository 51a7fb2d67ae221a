import { z } from 'zod'
import { OVERPAYMENT_ACTIONS } from '@/lib/domain/invoice'
import { scaledNumber } from '../fields'

/** Document 004 writes dollars with two places. */
const DOLLAR_PLACES = 2
/** The most that any currency has; which it is, the service knows. */
export const AMOUNT_PLACES = 3
const PPM_PLACES = 6
/** Far beyond every limit on totals, so that sums stay small. */
const MAX_PRICE_MINOR = 10n ** 15n

/** An amount of fiat by its thousandths; the service refuses more places than its currency has. */
export const price = scaledNumber(AMOUNT_PLACES, {
  max: MAX_PRICE_MINOR * 10n,
  message: 'must be an amount from 0 with at most as many places as its currency',
  code: 'INVALID_AMOUNT',
})

/** An amount of US dollars in cents. */
const dollars = scaledNumber(DOLLAR_PLACES, {
  max: MAX_PRICE_MINOR,
  message: 'must be an amount from 0 with at most two places',
  code: 'INVALID_AMOUNT',
})

/** What a merchant lets pass when too little or too much is paid, the latter in US dollars. */
export const tolerance = z.object({
  underpayment_threshold: scaledNumber(PPM_PLACES, {
    max: 1_000_000n,
    message: 'must be a fraction from 0 to 1 with at most six places',
  }).nullish(),
  overpayment_threshold: dollars.nullish(),
  overpayment_action: z
    .enum(OVERPAYMENT_ACTIONS, { error: `must be one of ${OVERPAYMENT_ACTIONS.join(', ')}` })
    .nullish(),
})

/** The same for one invoice, in its currency. */
export const invoiceTolerance = tolerance.extend({ overpayment_threshold: price.nullish() })
