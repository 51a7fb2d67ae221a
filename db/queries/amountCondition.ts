import { and, eq, gte, inArray, lte, or, type SQL } from 'drizzle-orm'
import { FIAT_DECIMALS, FIATS, type Fiat } from '@/lib/domain/money'
import { mulDiv } from '@/lib/domain/rational'
import { invoices } from '../schema'

const HUNDREDTHS = 100n

/** Currencies by their places: what a hundredth is differs between them. */
const BY_PLACES = [...new Set(Object.values(FIAT_DECIMALS))].map((places) => ({
  places,
  currencies: FIATS.filter((fiat) => FIAT_DECIMALS[fiat] === places),
}))

/**
 * Totals from or up to an amount in hundredths of whatever currency the invoice is in. Each arm names its currencies, so that the
 * index over them and the totals serves it.
 */
export function totalIs(
  which: 'at least' | 'at most',
  hundredths: bigint,
  currency: string | null,
): SQL | undefined {
  const arms = BY_PLACES.flatMap(({ places, currencies }) => {
    const own = currency === null ? currencies : currencies.filter((one) => one === currency)
    return own.length === 0 ? [] : [arm(which, hundredths, places, own)]
  })
  return arms.length === 0 ? eq(invoices.currency, currency ?? '') : or(...arms)
}

function arm(
  which: 'at least' | 'at most',
  hundredths: bigint,
  places: number,
  currencies: readonly Fiat[],
): SQL | undefined {
  const unit = 10n ** BigInt(places)
  const minor = mulDiv(hundredths, unit, HUNDREDTHS, which === 'at least' ? 'up' : 'down')
  const compared = which === 'at least' ? gte(invoices.totalMinor, minor) : lte(invoices.totalMinor, minor)
  return and(inArray(invoices.currency, [...currencies]), compared)
}
