/** What a person can be in a merchant, from the most to the least. */
export const ROLES = ['owner', 'admin', 'developer', 'support', 'viewer'] as const
export type Role = (typeof ROLES)[number]

/**
 * Who may do what, stated once: each permission with the roles that hold it. Services ask for it (`mustBeAllowed`); pages use it to
 * leave out what would be refused. Where money goes is the owner's alone (F4).
 */
export const PERMISSIONS = {
  'invoices:read': ['owner', 'admin', 'developer', 'support', 'viewer'],
  'invoices:create': ['owner', 'admin', 'developer', 'support'],
  'invoices:cancel': ['owner', 'admin', 'support'],
  'links:read': ['owner', 'admin', 'developer', 'support', 'viewer'],
  'links:write': ['owner', 'admin', 'developer', 'support'],
  'customers:read': ['owner', 'admin', 'developer', 'support', 'viewer'],
  'customers:write': ['owner', 'admin', 'developer', 'support'],
  /** L7: for good. */
  'customers:erase': ['owner', 'admin'],
  'invoices:refund': ['owner', 'admin'],
  'invoices:complete': ['owner', 'admin'],
  /** It was paid elsewhere. */
  'invoices:record_payment': ['owner', 'admin'],
  /** D9: sets free what is held for its sender. */
  'invoices:release': ['owner', 'admin'],
  /** Which wallets refunds count from; it moves no money. */
  'wallets:manage': ['owner', 'admin'],
  'settlements:read': ['owner', 'admin', 'support', 'viewer'],
  'analytics:read': ['owner', 'admin', 'support', 'viewer'],
  'webhooks:read': ['owner', 'admin', 'developer', 'support', 'viewer'],
  'webhooks:manage': ['owner', 'admin', 'developer'],
  'webhooks:resend': ['owner', 'admin', 'developer', 'support'],
  'test:play': ['owner', 'admin', 'developer', 'support'],
  'api_keys:manage': ['owner', 'admin', 'developer'],
  /** A live key does what no developer may, such as cancel: it is made and widened by whoever may do all of that. */
  'api_keys:manage_live': ['owner', 'admin'],
  'audit:read': ['owner', 'admin'],
  'members:manage': ['owner', 'admin'],
  'merchants:write': ['owner', 'admin'],
  'config:read': ['owner', 'admin', 'developer', 'support', 'viewer'],
  'config:write': ['owner', 'admin'],
  'payment_methods:read': ['owner', 'admin', 'developer', 'support', 'viewer'],
  /** Labels, and which of them are offered; where money goes is below. */
  'payment_methods:write': ['owner', 'admin'],
  /** Reports what the merchant's own wallet has swept; it moves no money. */
  'withdrawals:write': ['owner', 'admin'],
  'payout:change': ['owner'],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof PERMISSIONS

/** Whether a role holds a permission. */
export function roleMay(role: Role, permission: Permission): boolean {
  const holders: readonly Role[] = PERMISSIONS[permission]
  return holders.includes(role)
}
