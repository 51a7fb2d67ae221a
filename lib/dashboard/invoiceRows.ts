import { networkName } from '@/lib/chains/lanes'
import { fiatAmount, tokenAmount } from '@/lib/pay/format'
import type { ListedInvoice } from '@/lib/services/invoices/listInvoices'
import { EXCEPTION_TEXTS, STATUS_BADGES, type BadgeText } from './badges'

/** An invoice as a line of a list. */
export type InvoiceLine = {
  id: string
  href: string
  title: string
  total: string
  currency: string
  asked: string
  network: string
  badges: BadgeText[]
  createdAt: Date
}

/** Lists show the same words as the invoice's own page. */
export function invoiceLine(
  { invoice, option, open }: ListedInvoice,
  nameOf: (network: string) => string,
): InvoiceLine {
  return {
    id: invoice.id,
    href: `/dashboard/invoices/${invoice.id}`,
    title: invoice.title,
    total: fiatAmount(invoice.totalMinor, invoice.currency),
    currency: invoice.currency,
    asked: `${tokenAmount(option.quotedAmount, option.decimals)} ${option.token}`,
    network: nameOf(networkName(option.network)),
    badges: [STATUS_BADGES[invoice.status], ...open.map((kind) => EXCEPTION_TEXTS[kind])],
    createdAt: invoice.createdAt,
  }
}
