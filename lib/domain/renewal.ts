import type { InvoiceStatus } from './invoice'

/** A lock that is shorter is renewed for this long, so that nobody is told of a new amount every second. */
export const SHORTEST_RENEWAL_MS = 30_000

type Lock = { quotedAt: Date; quoteExpiresAt: Date; rateSource: string }

/** D3: the quote of something whose price moves stands until its lock ends, inclusive. What is at par by a peg alone never ends. */
export function isLockOver(quote: Lock, now: Date): boolean {
  return quote.rateSource !== 'par' && quote.quoteExpiresAt < now
}

/** D3: a new version comes while the invoice is open and money is still to come. */
export function awaitsMoney(invoice: { status: InvoiceStatus; expiresAt: Date }, now: Date): boolean {
  return (invoice.status === 'pending' || invoice.status === 'partial') && now <= invoice.expiresAt
}

/** The end of the next version's lock: as long as the last one, and never beyond the invoice. */
export function nextLockEnd({ quotedAt, quoteExpiresAt }: Lock, expiresAt: Date, now: Date): Date {
  const lockMs = Math.max(quoteExpiresAt.getTime() - quotedAt.getTime(), SHORTEST_RENEWAL_MS)
  return new Date(Math.min(expiresAt.getTime(), now.getTime() + lockMs))
}

/**
 * Until when the version before values what came, inclusive: its lock's end, or later where money has come since and was valued by
 * it, so that nothing is valued anew afterwards.
 */
export function versionUntil({ quoteExpiresAt }: Lock, valuedAt: readonly Date[]): Date {
  return new Date(Math.max(quoteExpiresAt.getTime(), ...valuedAt.map((at) => at.getTime())))
}
