import { cache } from 'react'
import { isDomainError } from '@/lib/domain/errors'
import type { Locale } from '@/lib/i18n/locales'
import { payView } from '@/lib/pay/payView'
import type { PayView } from '@/lib/pay/view'
import { waysView, type WaysView } from '@/lib/pay/waysView'
import { gasKeyOf } from '@/lib/server/gasKey'
import { getApp } from '@/lib/server/app'
import { getPayableInvoice, type PayableInvoice } from '@/lib/services/invoices/getPayableInvoice'

export type PayScreenView = { view: PayView; ways: WaysView }

/**
 * What the page shows of an invoice in the token and on the network that its address names, once a request; `refused` when its address
 * did not derive again (F8).
 */
export const loadPayView = cache(
  async (
    id: string,
    token: string | null,
    network: string | null,
    locale: Locale,
  ): Promise<PayScreenView | 'not_found' | 'refused'> => {
    try {
      return screenOf(await getPayableInvoice(getApp(), id, { token, network }), `/pay/${id}`, locale)
    } catch (error) {
      if (isDomainError(error) && error.code === 'NOT_FOUND') return 'not_found'
      if (isDomainError(error) && error.code === 'ADDRESS_MISMATCH') return 'refused'
      throw error
    }
  },
)

/** An invoice in one of its ways, for a page at a path. */
export function screenOf(payable: PayableInvoice, page: string, locale: Locale): PayScreenView {
  const app = getApp()
  const { invoice } = payable
  const view = payView(
    invoice,
    invoice.networks.flatMap(({ network }) => app.networks.get(network) ?? []),
    locale,
  )
  const network = app.networks.get(invoice.option.network)
  const isShared = network !== undefined && !network.laneOfItsOwn
  const relays = isShared && gasKeyOf(app)(network, app.networks.providers(network.id)[0]) !== null
  return { view, ways: waysView(payable, view, { network, page, relays, locale }) }
}
