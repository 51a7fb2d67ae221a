import type { Rule, Tier, Window } from './rule'

const HOUR = 3600
/** Limits of this many an hour are leased: their requests come often enough for a lease to spare writes. */
const OFTEN = 500
const LEASE_MS = 5_000

/** Document 004's limits of one key, by what a route does. */
export const KEY_RULES = {
  invoice_creation: hourly('invoice_creation', 1000),
  status_checks: hourly('status_checks', 5000),
  settlement_queries: hourly('settlement_queries', 2000),
  webhook_management: hourly('webhook_management', 100),
  merchant_operations: hourly('merchant_operations', 100),
  key_management: hourly('key_management', 50),
  link_management: hourly('link_management', 500),
  lists: hourly('lists', 2000),
  analytics: hourly('analytics', 500),
}

/** Document 000: everything of one key, or of one person, in its dialect. */
export const CHECKOUT_RULE = rule('checkout', 'api-key', 0, { seconds: 60, most: 100 })

/** What one address may do without a key, besides its limit for everything. */
export const VIEW_RULES = {
  public_views: rule('public_views', 'ip-address', 0, { seconds: 60, most: 60 }),
  wallet_payments: rule('wallet_payments', 'ip-address', 0, { seconds: 60, most: 30 }),
  registrations: rule('registrations', 'ip-address', 0, { seconds: HOUR, most: 20 }),
  qr_codes: rule('qr_codes', 'ip-address', 0, { seconds: 60, most: 100 }),
}

/** Q4: everything from one address that comes without a valid key. */
export const ADDRESS_RULE = rule(
  'address',
  'ip-address',
  0,
  { seconds: 60, most: 200 },
  { seconds: 300, most: 500 },
)

/** The whole system: 2,000 in any second, and 1,000 a second over a minute. */
export const GLOBAL_RULE = rule(
  'global',
  'global',
  250,
  { seconds: 1, most: 2000 },
  { seconds: 60, most: 60_000 },
)

/** What a route counts as; `none` is for whoever watches the instance itself. */
export type LimitName = keyof typeof KEY_RULES | keyof typeof VIEW_RULES | 'none'

function hourly(name: string, most: number): Rule {
  return rule(name, 'api-key', most >= OFTEN ? LEASE_MS : 0, { seconds: HOUR, most })
}

function rule(name: string, tier: Tier, leaseMs: number, ...windows: [Window, ...Window[]]): Rule {
  return { name, tier, windows, leaseMs }
}
