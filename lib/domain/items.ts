import type { Item } from './invoice'
import { parseUnits } from './money'
import { mulDiv } from './rational'

/** Quantities may have this many places, such as 1.5 hours. */
export const QUANTITY_PLACES = 3

/** What one line costs in minor units, rounded half up. Throws RangeError for a quantity that is no plain numeral. */
export function lineTotalMinor(item: Item): bigint {
  const quantity = parseUnits(item.quantity, QUANTITY_PLACES)
  if (quantity === null) throw new RangeError(`not a quantity: ${item.quantity}`)
  return mulDiv(quantity, BigInt(item.unitPriceMinor), 10n ** BigInt(QUANTITY_PLACES), 'half-up')
}

export function subtotalMinor(items: readonly Item[]): bigint {
  return items.reduce((sum, item) => sum + lineTotalMinor(item), 0n)
}
