import { z } from 'zod'
import { QUANTITY_PLACES } from '@/lib/domain/items'
import { formatUnits } from '@/lib/domain/money'
import type { CreateInvoiceInput } from '@/lib/services/invoices/input'
import { receiverUrl, scaledNumber, text, webUrl, wholeNumber } from '../fields'
import { metadata } from '../metadata'
import { AMOUNT_PLACES, invoiceTolerance, price } from './tolerance'

const MAX_ITEMS = 100
const MAX_LIFETIME_SECONDS = 30 * 24 * 60 * 60
const MAX_QUANTITY = 10n ** 12n

const item = z.object({
  name: text(1, 255),
  description: text(0, 1000).nullish(),
  quantity: scaledNumber(QUANTITY_PLACES, {
    min: 1n,
    max: MAX_QUANTITY,
    message: 'must be more than 0 with at most three places',
  }),
  unit_price: price,
})

/** What document 004 takes for a new invoice. Fields that it does not name are ignored. */
export const createBody = z.object({
  title: text(1, 255),
  description: text(0, 1000).nullish(),
  items: z
    .array(item, { error: ({ input }) => (input === undefined ? 'is required' : 'must be a list of items') })
    .max(MAX_ITEMS, { error: `must have at most ${MAX_ITEMS} items` })
    .superRefine((items, context) => {
      if (items.length > 0) return
      context.addIssue({
        code: 'custom',
        message: 'must have at least one item',
        params: { code: 'INVALID_ITEMS', constraints: { min_items: 1, max_items: MAX_ITEMS } },
      })
    })
    .meta({ minItems: 1 }),
  tax: price.nullish(),
  currency: text(1, 10).nullish(),
  crypto_currency: text(1, 20).nullish(),
  price_lock_duration: wholeNumber(1, MAX_LIFETIME_SECONDS).nullish(),
  expires_in: wholeNumber(1, MAX_LIFETIME_SECONDS).nullish(),
  payment_tolerance: invoiceTolerance.nullish(),
  confirmation_settings: z.object({ merchant_override: wholeNumber(1, 50).nullish() }).nullish(),
  webhook_url: receiverUrl().nullish(),
  return_url: webUrl().nullish(),
  cancel_url: webUrl().nullish(),
  apply_credit: z
    .boolean({ error: 'must be true or false' })
    .nullish()
    .describe('Whether the credit of the customer pays of it; true unless given'),
  metadata: metadata.nullish(),
})

/** The body in the domain's terms. */
export function toCreateInput(body: z.output<typeof createBody>): CreateInvoiceInput {
  const wanted = body.payment_tolerance
  return {
    title: body.title,
    description: body.description ?? null,
    items: body.items.map((line) => ({
      name: line.name,
      description: line.description ?? null,
      quantity: formatUnits(line.quantity, QUANTITY_PLACES),
      unitPriceMinor: line.unit_price.toString(),
    })),
    taxMinor: body.tax ?? 0n,
    currency: body.currency ?? null,
    amountPlaces: AMOUNT_PLACES,
    cryptoCurrency: body.crypto_currency ?? null,
    priceLockSeconds: body.price_lock_duration ?? null,
    expiresInSeconds: body.expires_in ?? null,
    tolerance: {
      ...given('underpaymentPpm', wanted?.underpayment_threshold),
      ...given('overpaymentMinor', wanted?.overpayment_threshold),
      ...given('overpaymentAction', wanted?.overpayment_action),
    },
    confirmationsOverride: body.confirmation_settings?.merchant_override ?? null,
    webhookUrl: body.webhook_url ?? null,
    returnUrl: body.return_url ?? null,
    cancelUrl: body.cancel_url ?? null,
    metadata: body.metadata ?? {},
    applyCredit: body.apply_credit ?? true,
  }
}

function given<Name extends string, Value>(
  name: Name,
  value: Value | null | undefined,
): Partial<Record<Name, Value>> {
  const entry: Partial<Record<Name, Value>> = {}
  if (value !== null && value !== undefined) entry[name] = value
  return entry
}
