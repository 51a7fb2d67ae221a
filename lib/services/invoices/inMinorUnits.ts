import { FIAT_DECIMALS, formatUnits, type Fiat } from '@/lib/domain/money'
import { DomainError } from '@/lib/domain/errors'
import type { CreateInvoiceInput } from './input'

type Amounts = Pick<CreateInvoiceInput, 'items' | 'taxMinor' | 'tolerance'>

/**
 * The amounts of a request in the currency's minor units, of which some currencies have ten thousandths and some have none: which it
 * is may be known only from the merchant's default. Throws INVALID_AMOUNT for one that has more places than the currency.
 */
export function inMinorUnits(input: CreateInvoiceInput, currency: Fiat): Amounts {
  const places = FIAT_DECIMALS[currency]
  const from = input.amountPlaces ?? places
  const { overpaymentMinor } = input.tolerance
  const minor = (amount: bigint, field: string) => exactly(amount, from, places, field, currency)
  return {
    items: input.items.map((item, index) => ({
      ...item,
      unitPriceMinor: minor(BigInt(item.unitPriceMinor), `items[${index}].unit_price`).toString(),
    })),
    taxMinor: minor(input.taxMinor, 'tax'),
    tolerance:
      overpaymentMinor === undefined
        ? input.tolerance
        : {
            ...input.tolerance,
            overpaymentMinor: minor(overpaymentMinor, 'payment_tolerance.overpayment_threshold'),
          },
  }
}

function exactly(amount: bigint, from: number, to: number, field: string, currency: Fiat): bigint {
  if (to >= from) return amount * 10n ** BigInt(to - from)
  const unit = 10n ** BigInt(from - to)
  if (amount % unit === 0n) return amount / unit
  throw new DomainError(
    'INVALID_AMOUNT',
    `${formatUnits(amount, from)} has more places than ${currency}, which has ${to === 0 ? 'none' : to}`,
    { field, constraints: { max_decimals: to, currency } },
  )
}
