import { CHECKOUT_RULE } from '@/lib/limits/rules'
import { createDialect } from '../dialect'
import { authenticate } from './authenticate'
import { CHECKOUT_STATUSES, presentError } from './errors'

/** Document 000: bare objects, errors as `{ error, details }`, asked for with a key, a session or a token. */
export const checkoutApi = createDialect({
  name: 'checkout',
  presentError,
  refusals: {
    schema: 'CheckoutError',
    statusOf: (code) => CHECKOUT_STATUSES[code],
    // Its bodies hold no code; the description names the reasons all the same.
    nameOf: (code) => code,
  },
  authenticate,
  limit: CHECKOUT_RULE,
})
