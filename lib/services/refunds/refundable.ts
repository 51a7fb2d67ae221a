import { creditSumsOf } from '@/db/queries/customerCredit'
import { optionsOf, paymentsOf, settlementOf } from '@/db/queries/invoiceParts'
import { refundsOf } from '@/db/queries/refunds'
import { networkName } from '@/lib/chains/lanes'
import { assetOf } from '@/lib/domain/coverage'
import { roomsOf, type Room } from '@/lib/domain/refunds'
import type { ServiceContext } from '../context'
import { claimedCredit } from '../customers/claimedCredit'
import { sourceOf } from '../customers/creditSources'
import { allottedTo, invoiceFacts, paymentFacts } from '../invoices/facts'
import type { InvoiceRow, OptionView } from '../views'

/** What can be given back of one asset that arrived for an invoice (F6). */
export type Refundable = Room & {
  network: string
  /** Without the invoice whose lane it may be. */
  networkName: string
  token: string
  decimals: number
}

export type RefundRoom = { refundable: Refundable[]; options: OptionView[] }

/**
 * For each asset that arrived, what is left to give back. Credit of it that later invoices have taken is the customer's
 * already (D8). Under the invoice's lock it stays true until the commit.
 */
export async function refundRoom(ctx: ServiceContext, invoice: InvoiceRow): Promise<RefundRoom> {
  const [options, payments, settlement, refunds, sums, credit] = await Promise.all([
    optionsOf(ctx.db, [invoice.id]),
    paymentsOf(ctx.db, [invoice.id]),
    settlementOf(ctx.db, invoice.id),
    refundsOf(ctx.db, [invoice.id]),
    creditSumsOf(ctx.db, invoice.id),
    claimedCredit(ctx, invoice),
  ])
  const facts = invoiceFacts(invoice, options, settlement, refunds, credit)
  const { taken } = sourceOf(invoice.id, sums)
  const spent = settlement && {
    asset: assetOf(settlement.network, settlement.token),
    amount: taken,
    uncounted: 0n,
  }
  const allotted = [...allottedTo(refunds), ...(spent ? [spent] : [])]
  const rooms = roomsOf(facts, payments.map(paymentFacts), allotted)
  const refundable = rooms.flatMap((room) => {
    const one = payments.find(({ network, token }) => assetOf(network, token) === room.asset)
    if (!one) return []
    const { network, token, decimals } = one
    return [{ ...room, network, networkName: networkName(network), token, decimals }]
  })
  return { refundable, options }
}
