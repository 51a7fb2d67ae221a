import type { MerchantRow } from '@/db/queries/merchants'
import { DomainError } from '@/lib/domain/errors'
import { FIAT_DECIMALS, formatUnits, isFiat, type Fiat } from '@/lib/domain/money'

const PLACES = 2

/** Throws UNSUPPORTED_CURRENCY. */
export function fiatOf(code: string, field: string): Fiat {
  if (isFiat(code)) return code
  throw new DomainError('UNSUPPORTED_CURRENCY', `${field}: ${code} is not supported`, {
    field,
    constraints: { supported: Object.keys(FIAT_DECIMALS) },
  })
}

/** Hundredths as the currency's own minor units. Throws INVALID_AMOUNT where it has no such places. */
export function minorOf(hundredths: bigint, currency: Fiat, field: string): bigint {
  const decimals: number = FIAT_DECIMALS[currency]
  if (decimals >= PLACES) return hundredths * 10n ** BigInt(decimals - PLACES)
  const unit = 10n ** BigInt(PLACES - decimals)
  if (hundredths % unit === 0n) return hundredths / unit
  throw new DomainError('INVALID_AMOUNT', `${field}: ${currency} has no such places`, {
    field,
    constraints: { max_decimals: decimals },
  })
}

/** D7: what the merchant's invoices may be over. Throws INVALID_AMOUNT. */
export function assertPayable(
  merchant: Pick<MerchantRow, 'minTotalMinor' | 'maxTotalMinor'>,
  minor: bigint,
  currency: Fiat,
  field: string,
): void {
  // The limits are in dollars, and a link outlives every rate: each session of it is held to them by its own.
  if (currency !== 'USD' && minor > 0n) return
  if (minor >= merchant.minTotalMinor && minor <= merchant.maxTotalMinor) return
  const shown = (bound: bigint) => formatUnits(bound, FIAT_DECIMALS[currency], PLACES)
  const [min, max] = [shown(merchant.minTotalMinor), shown(merchant.maxTotalMinor)]
  throw new DomainError('INVALID_AMOUNT', `${field}: must be from ${min} to ${max} ${currency}`, {
    field,
    constraints: { min_amount: min, max_amount: max, currency },
  })
}
