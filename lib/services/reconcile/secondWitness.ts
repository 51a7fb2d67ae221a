import { findInvoices } from '@/db/queries/invoices'
import { optionsOf, paymentsOf } from '@/db/queries/invoiceParts'
import type { PaymentRow } from '@/db/queries/payments'
import { quoteAt } from '@/lib/domain/quoteVersions'
import { mulDiv } from '@/lib/domain/rational'
import type { OptionView } from '../views'
import type { Run } from './run'

/**
 * Ids of the payments that one provider's word is not enough for (S5): their invoice's total or what arrived for it reaches
 * the operator's value, or they are in an asset whose value nobody wrote down.
 */
export async function needingSecondWitness(
  run: Run,
  due: readonly PaymentRow[],
): Promise<ReadonlySet<string>> {
  const ids = [...new Set(due.map((payment) => payment.invoiceId))]
  const [invoices, options, payments] = await Promise.all([
    findInvoices(run.ctx.db, ids),
    optionsOf(run.ctx.db, ids),
    paymentsOf(run.ctx.db, ids),
  ])
  const from = run.ctx.policy.secondWitnessFromMinor
  const large = new Set(
    invoices
      .filter((invoice) => {
        const own = payments.filter((payment) => payment.invoiceId === invoice.id && !payment.orphanedAt)
        const values = own.map((payment) => valueMinor(payment, options))
        const arrived = values.reduce<bigint>((sum, value) => sum + (value ?? 0n), 0n)
        return invoice.totalMinor >= from || arrived >= from
      })
      .map((invoice) => invoice.id),
  )
  return new Set(
    due
      .filter((payment) => large.has(payment.invoiceId) || valueMinor(payment, options) === null)
      .map((payment) => payment.id),
  )
}

/** At the rate frozen in the quote of its block (D3), rounded up; null for an asset without one. */
function valueMinor(payment: PaymentRow, options: readonly OptionView[]): bigint | null {
  const option = options.find(
    (one) =>
      one.invoiceId === payment.invoiceId && one.network === payment.network && one.token === payment.token,
  )
  if (!option) return null
  const { rateNum, rateDen } = quoteAt(option.past, option, payment.blockTime)
  return mulDiv(payment.amount * 100n, rateNum, rateDen * 10n ** BigInt(payment.decimals), 'up')
}
