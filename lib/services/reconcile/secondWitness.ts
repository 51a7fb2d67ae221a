import { findInvoices } from '@/db/queries/invoices'
import { optionsOf, paymentsOf } from '@/db/queries/invoiceParts'
import type { PaymentRow } from '@/db/queries/payments'
import { quoteAt } from '@/lib/domain/quoteVersions'
import { dollarsOf, inCents } from '@/lib/domain/dollars'
import { mulDiv, type Ratio } from '@/lib/domain/rational'
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
        const dollars = dollarsOf(invoice)
        const values = own.map((payment) => valueInCents(payment, options, dollars))
        const arrived = values.reduce<bigint>((sum, value) => sum + (value ?? 0n), 0n)
        return inCents(invoice.totalMinor, invoice.currency, dollars, 'up') >= from || arrived >= from
      })
      .map((invoice) => invoice.id),
  )
  return new Set(
    due
      .filter((payment) => large.has(payment.invoiceId) || !optionOf(payment, options))
      .map((payment) => payment.id),
  )
}

function optionOf(payment: PaymentRow, options: readonly OptionView[]): OptionView | undefined {
  return options.find(
    (one) =>
      one.invoiceId === payment.invoiceId && one.network === payment.network && one.token === payment.token,
  )
}

/** US cents at the rate frozen in the quote of its block (D3), rounded up; null for an asset without one. */
function valueInCents(payment: PaymentRow, options: readonly OptionView[], dollars: Ratio): bigint | null {
  const option = optionOf(payment, options)
  if (!option) return null
  const { rateNum, rateDen } = quoteAt(option.past, option, payment.blockTime)
  const oneToken = 10n ** BigInt(payment.decimals)
  return mulDiv(payment.amount * 100n, rateNum * dollars.num, rateDen * dollars.den * oneToken, 'up')
}
