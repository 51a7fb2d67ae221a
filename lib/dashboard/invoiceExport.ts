import { networkName } from '@/lib/chains/lanes'
import { csvLine } from '@/lib/csv'
import { fiatText, formatUnits } from '@/lib/domain/money'
import type { ListedInvoice } from '@/lib/services/invoices/listInvoices'

export const INVOICES_HEAD = csvLine([
  'invoice_id',
  'made_at',
  'title',
  'status',
  'attention',
  'total',
  'currency',
  'asked_amount',
  'asked_token',
  'network',
  'address',
  'expires_at',
  'paid_at',
  'metadata',
])

/** Invoices as lines of the export: amounts exact, times in UTC, what stands beside the status with spaces between. */
export function invoiceLines(listed: readonly ListedInvoice[]): string {
  return listed
    .map(({ invoice, option, open }) =>
      csvLine([
        invoice.id,
        invoice.createdAt.toISOString(),
        invoice.title,
        invoice.status,
        open.join(' '),
        fiatText(invoice.totalMinor, invoice.currency),
        invoice.currency,
        formatUnits(option.quotedAmount, option.decimals),
        option.token,
        networkName(option.network),
        option.address,
        invoice.expiresAt.toISOString(),
        invoice.paidAt?.toISOString() ?? null,
        Object.keys(invoice.metadata).length === 0 ? null : JSON.stringify(invoice.metadata),
      ]),
    )
    .join('')
}
