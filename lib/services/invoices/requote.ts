import { optionsOf, paymentsOf } from '@/db/queries/invoiceParts'
import { findPublicInvoice, lockInvoices, updateInvoice } from '@/db/queries/invoices'
import { findMerchant } from '@/db/queries/merchants'
import { keepHot } from '@/db/queries/quotes'
import { DomainError } from '@/lib/domain/errors'
import { mayRequote } from '@/lib/domain/requote'
import type { ServiceContext } from '../context'
import type { Author } from '../events/recordEvents'
import { ratesOnce } from '../rates/ratesOnce'
import { onInvoiceClock } from '../testmode/laneClock'
import { wakeLane } from '../testmode/wakeLane'
import { inTransaction } from '../transaction'
import type { InvoiceRow, OptionView } from '../views'
import { quoteAgain } from './quoteAgain'
import { reassess } from './reassess'

/**
 * Opens an expired invoice again at the same address, for as long as before, with a new quote; the quote before still values
 * what came while it stood (D3). As often as the merchant allows, and only while nothing was ever paid. Throws NOT_FOUND,
 * QUOTE_NOT_RENEWABLE, MERCHANT_INACTIVE, PAYMENT_METHOD_PAUSED, RATE_UNAVAILABLE.
 */
export async function requote(ctx: ServiceContext, author: Author, id: string): Promise<void> {
  await inTransaction(ctx, async (transaction) => {
    const invoice = await locked(transaction, id)
    const tx = await onInvoiceClock(transaction, invoice)
    await assertRenewable(tx, invoice)
    const options = await optionsOf(tx.db, [invoice.id])
    const now = tx.clock.now()
    const expiresAt = new Date(now.getTime() + lifetimeMs(invoice, options))
    const rateOf = ratesOnce(tx, invoice.currency)
    for (const option of options) await quoteAgain(tx, invoice, option, expiresAt, rateOf)

    const monitorUntil = new Date(expiresAt.getTime() + tx.policy.monitorAfterExpiryMs)
    await keepHot(tx.db, invoice.id, monitorUntil)
    await updateInvoice(tx.db, invoice.id, {
      expiresAt,
      monitorUntil,
      requotesLeft: invoice.requotesLeft - 1,
      updatedAt: now,
    })
    const data = { expires_at: expiresAt.toISOString() }
    await reassess(tx, new Map([[invoice.id, [{ type: 'invoice.requoted', data }]]]), author)
    await wakeLane(tx, invoice)
  })
}

/** Under its lock, so that a payment that is found meanwhile is seen here, or sees the new quote. */
async function locked(ctx: ServiceContext, id: string): Promise<InvoiceRow> {
  const found = await findPublicInvoice(ctx.db, id)
  const [invoice] = found ? await lockInvoices(ctx.db, [found.id]) : []
  if (!invoice) throw new DomainError('NOT_FOUND', 'Invoice not found')
  return invoice
}

async function assertRenewable(ctx: ServiceContext, invoice: InvoiceRow): Promise<void> {
  const payments = (await paymentsOf(ctx.db, [invoice.id])).length
  if (!mayRequote({ ...invoice, payments }, ctx.clock.now())) {
    throw new DomainError(
      'QUOTE_NOT_RENEWABLE',
      invoice.status === 'expired'
        ? 'This invoice gets no new quote'
        : `An invoice that is ${invoice.status} gets no new quote`,
    )
  }
  const merchant = await findMerchant(ctx.db, invoice.merchantId)
  if (merchant?.status !== 'active')
    throw new DomainError('MERCHANT_INACTIVE', 'This merchant takes no payments')
}

/** As long as the quote that has ended. */
function lifetimeMs(invoice: InvoiceRow, options: readonly OptionView[]): number {
  const quotedAt = Math.max(...options.map((option) => option.quotedAt.getTime()))
  return invoice.expiresAt.getTime() - quotedAt
}
