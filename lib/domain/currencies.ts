/**
 * Fiat currencies an invoice can be written in, with their minor-unit digits (ISO 4217). Each is quoted by at least two of the
 * sources that rates come from, so that a rate of it can be agreed on.
 */
export const FIAT_DECIMALS = {
  USD: 2,
  EUR: 2,
  GBP: 2,
  CHF: 2,
  JPY: 0,
  CAD: 2,
  AUD: 2,
  NZD: 2,
  SEK: 2,
  NOK: 2,
  DKK: 2,
  PLN: 2,
  CZK: 2,
  SGD: 2,
  HKD: 2,
  INR: 2,
  BRL: 2,
  MXN: 2,
  ZAR: 2,
  AED: 2,
  KRW: 0,
  KWD: 3,
  BHD: 3,
} as const
export type Fiat = keyof typeof FIAT_DECIMALS

export const FIATS = Object.keys(FIAT_DECIMALS) as readonly Fiat[]

export function isFiat(code: string): code is Fiat {
  return Object.hasOwn(FIAT_DECIMALS, code)
}

/** The minor-unit digits of a currency that a row names; two where the row is of a currency that is no longer taken. */
export function fiatDecimals(currency: string): number {
  return isFiat(currency) ? FIAT_DECIMALS[currency] : 2
}
