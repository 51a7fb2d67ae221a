import { boolean, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { createdAt, instant, units } from './columns'

/** The tenant. Its settings are the defaults of later invoices; an invoice keeps its own copy. */
export const merchants = pgTable('merchants', {
  id: text('id').primaryKey(),
  businessName: text('business_name').notNull(),
  contactEmail: text('contact_email').notNull().unique(),
  status: text('status', { enum: ['active', 'suspended', 'closed'] }).notNull(),
  planType: text('plan_type', { enum: ['basic', 'pro', 'enterprise'] }).notNull(),
  defaultCurrency: text('default_currency').notNull(),
  defaultCryptoCurrency: text('default_crypto_currency').notNull(),
  invoiceExpirySeconds: integer('invoice_expiry_seconds').notNull(),
  /** Basis points; the operator's policy decides it (D5). */
  feeBps: integer('fee_bps').notNull(),
  underpaymentPpm: units('underpayment_ppm').notNull(),
  overpaymentMinor: units('overpayment_minor').notNull(),
  overpaymentAction: text('overpayment_action', { enum: ['credit_account', 'refund', 'donate'] }).notNull(),
  confirmationsOverride: integer('confirmations_override'),
  /** Whether larger totals ask for more than the network's floor where nothing overrides it (S7). */
  amountBasedConfirmations: boolean('amount_based_confirmations').notNull().default(true),
  /** D3: how often the customer of an expired invoice may ask for a new quote; 0 is never. */
  requotesAllowed: integer('requotes_allowed').notNull(),
  /** D7: the smallest and largest invoice total, minor units. */
  minTotalMinor: units('min_total_minor').notNull(),
  maxTotalMinor: units('max_total_minor').notNull(),
  /** Encrypted; derives deposit references (F1). It cannot spend. */
  recoverySeed: text('recovery_seed').notNull(),
  /** Encrypted; signs deliveries to an invoice's own `webhook_url`. */
  webhookSecret: text('webhook_secret').notNull(),
  createdAt: createdAt(),
  updatedAt: instant('updated_at').notNull(),
})

/** Every treasury and fee that ever went into an address: what the recovery file lists (F1). */
export const payoutTerms = pgTable(
  'payout_terms',
  {
    id: text('id').primaryKey(),
    merchantId: text('merchant_id')
      .notNull()
      .references(() => merchants.id),
    treasury: text('treasury').notNull(),
    feeRecipient: text('fee_recipient').notNull(),
    feeBps: integer('fee_bps').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('payout_terms_once').on(table.merchantId, table.treasury, table.feeRecipient, table.feeBps),
  ],
)
