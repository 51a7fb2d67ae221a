import { cache } from 'react'
import { isDomainError } from '@/lib/domain/errors'
import type { Locale } from '@/lib/i18n/locales'
import { payView } from '@/lib/pay/payView'
import type { PayView } from '@/lib/pay/view'
import { getApp } from '@/lib/server/app'
import { getPublicInvoice } from '@/lib/services/invoices/getPublicInvoice'

/** What the page shows of an invoice, once a request; `refused` when its address did not derive again (F8). */
export const loadPayView = cache(
  async (id: string, locale: Locale): Promise<PayView | 'not_found' | 'refused'> => {
    const app = getApp()
    try {
      const invoice = await getPublicInvoice(app, id)
      return payView(
        invoice,
        invoice.networks.flatMap(({ network }) => app.networks.get(network) ?? []),
        locale,
      )
    } catch (error) {
      if (isDomainError(error) && error.code === 'NOT_FOUND') return 'not_found'
      if (isDomainError(error) && error.code === 'ADDRESS_MISMATCH') return 'refused'
      throw error
    }
  },
)
