/** Everything a key can be allowed to do; a route names one or several, of which the key must hold one. */
export const SCOPES = [
  'merchants:read',
  'merchants:write',
  'api_keys:manage',
  'invoices:create',
  'invoices:read',
  /** Only invoices whose id is known: no lists. */
  'invoices:read_one',
  'invoices:cancel',
  'invoices:refund',
  /** Takes too little or late money for the whole. */
  'invoices:complete',
  'invoices:record_payment',
  'analytics:read',
  'webhooks:manage',
  'settlements:read',
  'links:read',
  'links:write',
  'sessions:read',
  'sessions:write',
  'webhooks:read',
  'webhooks:write',
  'events:read',
  'customers:read',
  /** Makes, changes and forgets them. */
  'customers:write',
  /** Document 000's configuration, and what lies in its treasuries. */
  'config:read',
  'config:write',
  'payment_methods:read',
  /** Never where money goes already: that is the owner's (F4). */
  'payment_methods:write',
  'withdrawals:write',
] as const
export type Scope = (typeof SCOPES)[number]

/** What a key holds: scopes, or `*` for all of them. */
export type Grant = Scope | '*'

/** Whether a holder may use a route that asks for one of these. */
export function allows(held: readonly string[], asked: readonly Scope[]): boolean {
  return held.includes('*') || asked.some((scope) => held.includes(scope))
}

/** Whether a holder can pass this scope on; only `*` covers `*`. */
export function covers(held: readonly string[], wanted: string): boolean {
  return held.includes('*') || held.includes(wanted)
}

/** The scopes of a grant by their names, without a star. */
export function spelledOut(held: readonly string[]): Scope[] {
  return SCOPES.filter((scope) => covers(held, scope))
}
