import { findPublicInvoice } from '@/db/queries/invoices'
import { DomainError } from '@/lib/domain/errors'
import { lineTotalMinor } from '@/lib/domain/items'
import { fiatText, formatUnits } from '@/lib/domain/money'
import { addressesOf } from '@/db/queries/invoiceParts'
import { hubTermsOf } from '@/db/queries/hubTerms'
import { findMerchant } from '@/db/queries/merchants'
import { networkName } from '@/lib/chains/lanes'
import type { ReceiptDocument } from '@/lib/proof/receipt'
import type { ServiceContext } from '../context'
import { assembleInvoice } from '../invoices/loadInvoiceDetail'
import type { InvoiceParts } from '../views'
import { receiptPayment } from './receiptPayment'

/**
 * What an invoice's customer paid, for whoever holds its link, ready to be signed. The same facts make the same bytes. Throws NOT_FOUND,
 * also for an invoice that is not paid.
 */
export async function getReceipt(ctx: ServiceContext, id: string): Promise<ReceiptDocument> {
  const row = await findPublicInvoice(ctx.db, id)
  if (!row) throw new DomainError('NOT_FOUND', 'Invoice not found')
  const { status } = row
  const paidAt = row.paidAt ?? row.paidOutsideAt
  if ((status !== 'paid' && status !== 'refunded') || !paidAt) {
    throw new DomainError('NOT_FOUND', 'This invoice is not paid')
  }
  const parts = await assembleInvoice(ctx, row)
  const [merchant, addresses, terms] = await Promise.all([
    findMerchant(ctx.db, row.merchantId),
    addressesOf(ctx.db, [row.id]),
    hubTermsOf(ctx.db, [row.id]),
  ])
  const money = (minor: bigint) => fiatText(minor, row.currency)
  return {
    type: 'receipt',
    version: 1,
    instance: ctx.policy.publicUrl,
    livemode: row.mode === 'live',
    invoice: row.id,
    merchant: { id: row.merchantId, name: merchant?.businessName ?? '' },
    status,
    paid_outside: row.paidOutsideAt !== null,
    title: row.title,
    description: row.description,
    items: row.items.map((item) => ({
      name: item.name,
      description: item.description,
      quantity: item.quantity,
      unit_price: money(BigInt(item.unitPriceMinor)),
      total: money(lineTotalMinor(item)),
    })),
    currency: row.currency,
    subtotal: money(row.subtotalMinor),
    tax: money(row.taxMinor),
    total: money(row.totalMinor),
    credit: creditOf(parts),
    created_at: row.createdAt.toISOString(),
    paid_at: paidAt.toISOString(),
    payments: parts.payments
      .filter((payment) => payment.status === 'confirmed')
      .map((payment) => receiptPayment(ctx, payment, { ...parts, addresses, terms })),
    refunds: parts.refunds.flatMap((refund) =>
      refund.confirmedAt === null || refund.status !== 'completed'
        ? []
        : [
            {
              network: networkName(refund.network),
              asset: refund.token,
              amount: formatUnits(refund.amount, refund.decimals),
              to: refund.recipient,
              transaction: refund.txHash,
              completed_at: refund.confirmedAt.toISOString(),
            },
          ],
    ),
  }
}

function creditOf({ option }: InvoiceParts): ReceiptDocument['credit'] {
  if (option.creditApplied === 0n) return null
  return { asset: option.token, amount: formatUnits(option.creditApplied, option.decimals) }
}
