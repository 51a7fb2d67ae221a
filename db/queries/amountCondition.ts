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

/** Bounds in hundredths of whatever currency the invoice is in, both included; null is none. */
type Bounds = { atLeast: bigint | null; atMost: bigint | null }

/**
 * Totals within bounds. Each arm names its currencies and both bounds, so that the index over currencies and totals reads what lies
 * between them and nothing else.
 */
export function totalWithin(bounds: Bounds, currency: string | null): SQL | undefined {
  if (bounds.atLeast === null && bounds.atMost === null) return undefined
  const arms = BY_PLACES.flatMap(({ places, currencies }) => {
    const own = currency === null ? currencies : currencies.filter((one) => one === currency)
    return own.length === 0 ? [] : [arm(bounds, places, own)]
  })
  return arms.length === 0 ? eq(invoices.currency, currency ?? '') : or(...arms)
}

function arm({ atLeast, atMost }: Bounds, places: number, currencies: readonly Fiat[]): SQL | undefined {
  const minor = (hundredths: bigint, rounding: 'up' | 'down') =>
    mulDiv(hundredths, 10n ** BigInt(places), HUNDREDTHS, rounding)
  return and(
    inArray(invoices.currency, [...currencies]),
    atLeast === null ? undefined : gte(invoices.totalMinor, minor(atLeast, 'up')),
    atMost === null ? undefined : lte(invoices.totalMinor, minor(atMost, 'down')),
  )
}
