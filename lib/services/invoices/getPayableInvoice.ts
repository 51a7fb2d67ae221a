import { refundsOf } from '@/db/queries/refunds'
import type { ServiceContext } from '../context'
import { sendingCosts } from '../networks/sendingCosts'
import type { OptionView, PublicInvoice } from '../views'
import { getPublicInvoice } from './getPublicInvoice'
import { progressOf } from './invoiceProgress'
import { pickWay, waysOf, type AskedWay, type PayWay, type SendingCost } from './ways'

/** An invoice as its customer's page tells it: in one of its ways to be paid, with the others beside it. */
export type PayableInvoice = {
  invoice: PublicInvoice
  way: PayWay
  ways: PayWay[]
  cost: SendingCost
}

/** What anyone who holds the link may see, in the way that is asked for, where the invoice has it. Throws NOT_FOUND, ADDRESS_MISMATCH. */
export async function getPayableInvoice(
  ctx: ServiceContext,
  id: string,
  asked: AskedWay,
): Promise<PayableInvoice> {
  const invoice = await getPublicInvoice(ctx, id)
  const ways = waysOf(invoice)
  const cost = await sendingCosts(ctx, invoice.invoice.currency, ways)
  const way = pickWay(ways, asked, invoice.payments, cost)
  if (!way) throw new Error(`invoice ${invoice.invoice.id} has no way to be paid`)
  return { invoice: await inOption(ctx, invoice, way.option), way, ways, cost }
}

/** The same invoice told in another of its options: what is left to pay is counted in that. */
async function inOption(
  ctx: ServiceContext,
  told: PublicInvoice,
  option: OptionView,
): Promise<PublicInvoice> {
  if (option.id === told.option.id) return told
  const { invoice, options, payments } = told
  const refunds = await refundsOf(ctx.db, [invoice.id])
  return {
    ...told,
    option,
    progress: progressOf(invoice, options, option, payments, refunds),
    paused: told.pausedOptions.get(option.id) ?? null,
  }
}
