import { z } from 'zod'
import { parseUnits } from '@/lib/domain/money'
import { isWebUrl, text } from '../fields'
import { parsed } from '../parsed'

const EARLIEST = Date.UTC(1970, 0, 1)
const LATEST = Date.UTC(9999, 0, 1)
const FIAT_PLACES = 2
/** Ten billion, which no invoice reaches. */
const MAX_MINOR = 10n ** 12n

/** A moment of UTC, in a body or a query: document 002 takes no other form. */
export const utcTime = parsed(
  (given) => (z.iso.datetime().safeParse(given).success ? new Date(given) : null),
  (value) => value.getTime() >= EARLIEST && value.getTime() < LATEST,
  'must be an ISO 8601 time in UTC such as 2024-11-01T12:00:00Z',
  { constraints: { format: 'date-time' } },
).meta({ type: 'string', format: 'date-time' })

/** An amount in fiat as text, never a number, in minor units: `"10.00"`. */
export const fiatText = parsed(
  (given) => (/^\d{1,15}(\.\d{1,2})?$/.test(given) ? parseUnits(given, FIAT_PLACES) : null),
  (minor) => minor > 0n && minor <= MAX_MINOR,
  'must be a decimal text of more than 0 with at most two places, such as "10.00"',
  { constraints: { min: '0.01', max_decimals: FIAT_PLACES } },
).meta({ type: 'string', pattern: '^\\d{1,15}(\\.\\d{1,2})?$', examples: ['10.00'] })

/** Where the customer's browser goes: https; http only on this machine, for development. */
export const pageUrl = text(1, 2048)
  .refine(isWebUrl, {
    error: 'must be an https URL without credentials',
    params: { constraints: { format: 'uri', scheme: 'https' } },
  })
  .meta({ type: 'string', format: 'uri', maxLength: 2048 })
