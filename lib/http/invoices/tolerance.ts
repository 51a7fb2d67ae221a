import { z } from 'zod'
import { OVERPAYMENT_ACTIONS } from '@/lib/domain/invoice'
import { scaledNumber } from '../fields'

/** Document 004 writes fiat with two places. */
const FIAT_PLACES = 2
const PPM_PLACES = 6
/** Far beyond every limit on totals, so that sums stay small. */
const MAX_PRICE_MINOR = 10n ** 15n

/** An amount of fiat in minor units. */
export const price = scaledNumber(FIAT_PLACES, {
  max: MAX_PRICE_MINOR,
  message: 'must be an amount from 0 with at most two places',
  code: 'INVALID_AMOUNT',
})

/** What is let pass when too little or too much is paid. */
export const tolerance = z.object({
  underpayment_threshold: scaledNumber(PPM_PLACES, {
    max: 1_000_000n,
    message: 'must be a fraction from 0 to 1 with at most six places',
  }).nullish(),
  overpayment_threshold: price.nullish(),
  overpayment_action: z
    .enum(OVERPAYMENT_ACTIONS, { error: `must be one of ${OVERPAYMENT_ACTIONS.join(', ')}` })
    .nullish(),
})
