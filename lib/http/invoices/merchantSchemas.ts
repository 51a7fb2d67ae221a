import { z } from 'zod'
import { OVERPAYMENT_ACTIONS } from '@/lib/domain/invoice'
import { PLANS } from '@/lib/domain/plans'
import type { MerchantSettings } from '@/lib/services/merchants/settings'
import { scaledNumber, text, wholeNumber } from '../fields'
import { tolerance } from './tolerance'

const MAX_EXPIRY_MINUTES = 30 * 24 * 60
const FEE_PLACES = 2

const email = text(3, 254).pipe(z.email({ error: 'must be an e-mail address' }))
const plan = z.enum(PLANS, { error: `must be one of ${PLANS.join(', ')}` })

const settings = z.object({
  default_currency: text(1, 10).nullish(),
  default_crypto_currency: text(1, 20).nullish(),
  invoice_expiry_minutes: wholeNumber(1, MAX_EXPIRY_MINUTES).nullish(),
  platform_fee_percentage: scaledNumber(FEE_PLACES, {
    max: 100_00n,
    message: 'must be a percentage with at most two places',
  }).nullish(),
  payment_tolerance: tolerance.nullish(),
  confirmation_settings: z
    .object({
      merchant_override: wholeNumber(1, 50).nullable().optional(),
      use_amount_based_defaults: z.boolean({ error: 'must be true or false' }).nullish(),
    })
    .nullish(),
})

export const createMerchantBody = z.object({
  business_name: text(2, 255),
  contact_email: email,
  plan_type: plan.nullish(),
  settings: settings.nullish(),
})

export const changeMerchantBody = z.object({
  business_name: text(2, 255).optional(),
  contact_email: email.optional(),
  plan_type: plan.optional(),
  settings: settings.optional(),
})

type Settings = z.output<typeof settings>

/** The settings in the domain's terms; what is missing or null is not named, but an override that is taken back is. */
export function toSettings(given: Settings | null | undefined): MerchantSettings {
  const confirmation = given?.confirmation_settings
  const minutes = given?.invoice_expiry_minutes
  const wanted: MerchantSettings = {
    defaultCurrency: given?.default_currency ?? undefined,
    defaultCryptoCurrency: given?.default_crypto_currency ?? undefined,
    invoiceExpirySeconds: minutes == null ? undefined : minutes * 60,
    underpaymentPpm: given?.payment_tolerance?.underpayment_threshold ?? undefined,
    overpaymentMinor: given?.payment_tolerance?.overpayment_threshold ?? undefined,
    overpaymentAction: given?.payment_tolerance?.overpayment_action ?? undefined,
    confirmationsOverride: confirmation?.merchant_override,
    amountBasedConfirmations: confirmation?.use_amount_based_defaults ?? undefined,
  }
  return Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined))
}

/** Basis points; null when it was not said. */
export function toFeeBps(given: Settings | null | undefined): number | null {
  const percentage = given?.platform_fee_percentage
  return percentage == null ? null : Number.parseInt(percentage.toString(), 10)
}

const time = z.iso.datetime()

const fields = {
  id: z.string(),
  business_name: z.string(),
  contact_email: z.string(),
  status: z.enum(['active', 'suspended', 'closed']),
  plan_type: z.enum(PLANS),
  settings: z.strictObject({
    default_currency: z.string(),
    default_crypto_currency: z.string(),
    invoice_expiry_minutes: z.number(),
    platform_fee_percentage: z.number(),
    payment_tolerance: z.strictObject({
      underpayment_threshold: z.number(),
      overpayment_threshold: z.number(),
      overpayment_action: z.enum(OVERPAYMENT_ACTIONS),
    }),
    confirmation_settings: z.strictObject({
      merchant_override: z.int().nullable(),
      use_amount_based_defaults: z.boolean(),
    }),
  }),
  created_at: time,
  updated_at: time,
}

const firstKey = z.strictObject({ id: z.string(), key: z.string() })

export const createdMerchant = z.strictObject({
  ...fields,
  /** For test mode, where everything works at once. Shown this once. */
  api_key: firstKey,
  /** For live mode, once there is a payment method. Shown this once. */
  live_api_key: firstKey,
})

export const merchantAnswer = z.strictObject({
  ...fields,
  logo_url: z.url().nullable().describe('Where its logo is; null without one'),
  plan_limits: z.strictObject({
    max_api_keys: z.int(),
    max_webhook_endpoints: z.int(),
    monthly_invoice_limit: z.int(),
  }),
  /** Keys of the merchant; in the mode of the key endpoints, and invoices of this calendar month (UTC). */
  usage: z.strictObject({
    api_keys_count: z.int(),
    webhook_endpoints_count: z.int(),
    monthly_invoices: z.int(),
  }),
  /** Of the mode of the key, in the default currency, each settlement at its invoice's quote. */
  settlement_summary: z.strictObject({
    total_gross_volume: z.number(),
    total_platform_fees: z.number(),
    total_net_payouts: z.number(),
    /** Percent of those that ended; 100 while none has. */
    settlement_success_rate: z.number(),
  }),
})
