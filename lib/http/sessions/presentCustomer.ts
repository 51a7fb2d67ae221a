import type { z } from 'zod'
import type { PaidSum } from '@/db/queries/customers'
import { fiatDecimals, formatUnits, rescale } from '@/lib/domain/money'
import type { CustomerTotals } from '@/lib/services/customers/customerTotals'
import { timestamp } from '../time'
import type { customerAnswer } from './customerSchemas'
import { fiatAmount } from './presentLink'

type Shown = z.output<typeof customerAnswer>

/** Places of what a settlement was worth. */
const VALUE_PLACES = 8

export function presentCustomer({ customer, paid, credit }: CustomerTotals): Shown {
  return {
    id: customer.id,
    object: 'customer',
    email: customer.email,
    name: customer.name,
    reference: customer.reference,
    paid: byCurrency(paid),
    received: byAsset(paid),
    credit: credit
      .filter(({ available, reserved }) => available !== 0n || reserved !== 0n)
      .map(({ token, network, decimals, available, reserved }) => ({
        token,
        network,
        available: formatUnits(available, decimals),
        reserved: formatUnits(reserved, decimals),
      })),
    createdAt: timestamp(customer.createdAt),
    updatedAt: timestamp(customer.updatedAt),
  }
}

/** Each currency once, with its value rounded half up to the currency's places. */
function byCurrency(paid: readonly PaidSum[]): Shown['paid'] {
  return [...new Set(paid.map(({ currency }) => currency))].map((currency) => {
    const own = paid.filter((one) => one.currency === currency)
    const value = own.reduce((sum, one) => sum + one.value, 0n)
    return {
      currency,
      amount: fiatAmount(rescale(value, VALUE_PLACES, fiatDecimals(currency), 'half-up'), currency),
      invoices: own.reduce((sum, one) => sum + one.invoices, 0),
    }
  })
}

function byAsset(paid: readonly PaidSum[]): Shown['received'] {
  const assets = new Map(paid.map((one) => [`${one.network}:${one.token}`, one]))
  return [...assets.values()].map(({ network, token, decimals }) => {
    const own = paid.filter((one) => one.network === network && one.token === token)
    return {
      token,
      network,
      amount: formatUnits(
        own.reduce((sum, one) => sum + one.amount, 0n),
        decimals,
      ),
    }
  })
}
