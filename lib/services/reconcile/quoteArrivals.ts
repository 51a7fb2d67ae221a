import { optionsOf, paymentsOf } from '@/db/queries/invoiceParts'
import { lockInvoices } from '@/db/queries/invoices'
import { awaitsMoney, isLockOver, nextLockEnd, versionUntil } from '@/lib/domain/renewal'
import type { ServiceContext } from '../context'
import type { NewEvent } from '../events/recordEvents'
import { nextVersion } from '../invoices/nextVersion'
import type { News } from '../invoices/reassess'
import { valuedAt } from '../invoices/renewQuotes'
import { ratesOnce } from '../rates/ratesOnce'
import type { InvoiceRow, OptionView, PaymentRow } from '../views'

/**
 * Money that came after the last version's lock is valued by the rate that is kept when it arrives (D3): the option gets a version of
 * that moment before anything is decided about it. What came before keeps its own. Where nothing can be quoted now, the last
 * version stands. `touched` are all the invoices that the caller is going to lock.
 */
export async function quoteArrivals(
  ctx: ServiceContext,
  touched: readonly string[],
  fresh: ReadonlySet<string>,
): Promise<News> {
  const news = new Map<string, NewEvent[]>()
  if (fresh.size === 0) return news
  const options = await optionsOf(ctx.db, touched)
  // Without a lock first: of most transfers none comes after one.
  const seen = await paymentsOf(ctx.db, touched)
  if (!options.some((option) => arrivals(option, seen, fresh).length > 0)) return news
  for (const invoice of await lockInvoices(ctx.db, touched)) {
    const own = (await optionsOf(ctx.db, [invoice.id])).filter((one) => one.invoiceId === invoice.id)
    const payments = await paymentsOf(ctx.db, [invoice.id])
    const rateOf = ratesOnce(ctx, invoice.currency)
    for (const option of own) {
      const late = arrivals(option, payments, fresh)
      if (late.length === 0 || !mayStillBeQuoted(invoice)) continue
      const between = ends(ctx, invoice, option, payments, late)
      const versioned = await nextVersion(ctx, invoice, option, between, rateOf)
      if (versioned.outcome !== 'new') continue
      const data = { expires_at: invoice.expiresAt.toISOString() }
      news.set(invoice.id, [{ type: 'invoice.requoted', data }])
    }
  }
  return news
}

/** What came in an option's asset, was not there before, and lies behind its lock. */
function arrivals(
  option: OptionView,
  payments: readonly PaymentRow[],
  fresh: ReadonlySet<string>,
): PaymentRow[] {
  return payments.filter(
    (payment) =>
      fresh.has(payment.id) &&
      payment.invoiceId === option.invoiceId &&
      payment.network === option.network &&
      payment.token === option.token &&
      isLockOver(option, payment.blockTime),
  )
}

/** Once it is paid, what paid it is not valued again. */
function mayStillBeQuoted({ status }: InvoiceRow): boolean {
  return status === 'pending' || status === 'partial' || status === 'expired'
}

function ends(
  ctx: ServiceContext,
  invoice: InvoiceRow,
  option: OptionView,
  payments: readonly PaymentRow[],
  late: readonly PaymentRow[],
): { until: Date; endsAt: Date } {
  const now = ctx.clock.now()
  const before = payments.filter((payment) => !late.some((one) => one.id === payment.id))
  const newest = new Date(Math.max(now.getTime(), ...late.map((one) => one.blockTime.getTime())))
  return {
    until: versionUntil(option, valuedAt(option, before)),
    endsAt: awaitsMoney(invoice, now) ? nextLockEnd(option, invoice.expiresAt, now) : newest,
  }
}
