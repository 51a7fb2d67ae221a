import fc from 'fast-check'
import type { InvoiceFacts, PaymentFacts } from './assess'
import { assetOf } from './coverage'
import { MAX_BASE_UNITS } from './money'

/**
 * What the domain's tests share. Every property draws from this one seed, so that a run repeats exactly; when one fails
 * fast-check prints the seed with the path of the smallest counter-example. Change the seed to look elsewhere.
 */
fc.configureGlobal({ seed: 20_260_115, numRuns: 500 })
export { fc }

export const USDC = assetOf('local', 'USDC')
export const USDT = assetOf('local', 'USDT')
export const ETH = assetOf('local', 'ETH')
/** An asset that no invoice here asks for. */
export const DAI = assetOf('local', 'DAI')

/** Base units from nothing to all that a chain can hold, with the edges drawn often. */
export const baseUnits = fc.oneof(
  fc.bigInt({ min: 0n, max: 10n ** 12n }),
  fc.bigInt({ min: 0n, max: MAX_BASE_UNITS }),
  fc.constantFrom(0n, 1n, MAX_BASE_UNITS - 1n, MAX_BASE_UNITS),
)

/** The moment by which the invoices of these tests are to be paid. */
export const EXPIRY = new Date('2026-01-15T12:00:00Z')

/** Seconds after expiry, or before it when negative. */
export function afterExpiry(seconds: number): Date {
  return new Date(EXPIRY.getTime() + seconds * 1000)
}

/** 10.00 to be paid with 10 USDC, 10 USDT or 0.003 ETH, with document 004's tolerances (1 % under, 1.00 over). */
export function invoiceOf(facts: Partial<InvoiceFacts> = {}): InvoiceFacts {
  return {
    totalMinor: 10_00n,
    tolerance: { underpaymentPpm: 10_000n, overpaymentMinor: 1_00n, overpaymentAction: 'credit_account' },
    quotes: [
      { asset: USDC, amount: 10_000_000n },
      { asset: USDT, amount: 10_000_000n },
      { asset: ETH, amount: 3n * 10n ** 15n },
    ],
    expiresAt: EXPIRY,
    cancelledAt: null,
    settledAt: null,
    refunds: [],
    refundAll: false,
    completed: false,
    paidOutside: false,
    acceptedPayments: [],
    lateGraceMs: 0,
    credit: null,
    customerKnown: false,
    decided: new Map(),
    ...facts,
  }
}

/** The whole invoice in USDC, a minute before expiry, confirmed, unless said otherwise. */
export function paymentOf(facts: Partial<PaymentFacts> = {}): PaymentFacts {
  return {
    id: 'pay_1',
    asset: USDC,
    amount: 10_000_000n,
    blockTime: afterExpiry(-60),
    canonical: true,
    confirmed: true,
    held: false,
    worth: null,
    ...facts,
  }
}
