import { fiatDecimals } from './currencies'
import { mulDiv, type Ratio, type Rounding } from './rational'

const CENTS = 100n

/** An amount of a currency's minor units in US cents; `dollars` is what one unit of the currency is worth. */
export function inCents(minor: bigint, currency: string, dollars: Ratio, rounding: Rounding): bigint {
  return mulDiv(minor * dollars.num, CENTS, dollars.den * 10n ** BigInt(fiatDecimals(currency)), rounding)
}

/** US cents in a currency's minor units, the other way round. */
export function fromCents(cents: bigint, currency: string, dollars: Ratio, rounding: Rounding): bigint {
  return mulDiv(cents * dollars.den, 10n ** BigInt(fiatDecimals(currency)), dollars.num * CENTS, rounding)
}

/** The rate that an invoice keeps. */
export function dollarsOf(invoice: { usdNum: bigint; usdDen: bigint }): Ratio {
  return { num: invoice.usdNum, den: invoice.usdDen }
}
