import { optionsOf, paymentsOf } from '@/db/queries/invoiceParts'
import { findPublicInvoice, lockInvoices, updateInvoice } from '@/db/queries/invoices'
import { findMerchant } from '@/db/queries/merchants'
import { networkState } from '@/db/queries/networks'
import { keepHot, replaceQuote } from '@/db/queries/quotes'
import { payableBySymbol } from '@/lib/chains/payable'
import { DomainError } from '@/lib/domain/errors'
import { FIAT_DECIMALS, isFiat } from '@/lib/domain/money'
import { quoteAmount } from '@/lib/domain/quote'
import { mayRequote } from '@/lib/domain/requote'
import { newId } from '@/lib/ids'
import type { ServiceContext } from '../context'
import type { Author } from '../events/recordEvents'
import { inTransaction } from '../transaction'
import type { InvoiceRow, OptionView } from '../views'
import { reassess } from './reassess'

/**
 * Opens an expired invoice again at the same address, for as long as before, with a new quote; the quote before still values
 * what came while it stood (D3). As often as the merchant allows, and only while nothing was ever paid. Throws NOT_FOUND,
 * QUOTE_NOT_RENEWABLE, MERCHANT_INACTIVE, PAYMENT_METHOD_PAUSED, RATE_UNAVAILABLE.
 */
export async function requote(ctx: ServiceContext, author: Author, id: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const invoice = await renewable(tx, id)
    const options = await optionsOf(tx.db, [invoice.id])
    const now = tx.clock.now()
    const expiresAt = new Date(now.getTime() + lifetimeMs(invoice, options))
    for (const option of options) await quoteAgain(tx, invoice, option, expiresAt)

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
  })
}

async function renewable(ctx: ServiceContext, id: string): Promise<InvoiceRow> {
  const found = await findPublicInvoice(ctx.db, id)
  const [invoice] = found ? await lockInvoices(ctx.db, [found.id]) : []
  if (!invoice) throw new DomainError('NOT_FOUND', 'Invoice not found')
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
  return invoice
}

/** As long as the quote that has ended. */
function lifetimeMs(invoice: InvoiceRow, options: readonly OptionView[]): number {
  const quotedAt = Math.max(...options.map((option) => option.quotedAt.getTime()))
  return invoice.expiresAt.getTime() - quotedAt
}

async function quoteAgain(
  ctx: ServiceContext,
  invoice: InvoiceRow,
  option: OptionView,
  expiresAt: Date,
): Promise<void> {
  const network = ctx.networks.get(option.network)
  const token = network && payableBySymbol(network, option.token)
  // S10: what is not read, or not what it should be, is not quoted.
  if (!token || !(await networkState(ctx.db, option.network))?.verified) {
    throw new DomainError('PAYMENT_METHOD_PAUSED', `Payments in ${option.token} are paused`)
  }
  const rate = isFiat(invoice.currency) ? await ctx.rates.rate(token, invoice.currency) : null
  if (!rate || !isFiat(invoice.currency)) {
    throw new DomainError('RATE_UNAVAILABLE', `No rate for ${option.token}/${invoice.currency} right now`)
  }
  const now = ctx.clock.now()
  const { quotedAmount, rateNum, rateDen, rateSource, quotedAt } = option
  const lockMs = option.quoteExpiresAt.getTime() - quotedAt.getTime()
  await replaceQuote(
    ctx.db,
    {
      id: newId('quo', now),
      merchantId: invoice.merchantId,
      mode: invoice.mode,
      invoiceId: invoice.id,
      optionId: option.id,
      quotedAmount,
      rateNum,
      rateDen,
      rateSource,
      quotedAt,
      until: invoice.expiresAt,
      createdAt: now,
    },
    {
      quotedAmount: quoteAmount({
        totalMinor: invoice.totalMinor,
        fiatDecimals: FIAT_DECIMALS[invoice.currency],
        tokenDecimals: token.decimals,
        rate,
      }),
      rateNum: rate.value.num,
      rateDen: rate.value.den,
      rateSource: rate.source,
      quotedAt: now,
      quoteExpiresAt: new Date(Math.min(expiresAt.getTime(), now.getTime() + lockMs)),
    },
  )
}
