import { paymentsOf } from '@/db/queries/invoiceParts'
import { lockInvoices } from '@/db/queries/invoices'
import { refundsAt, refundsOf, updateRefund, type RefundRow } from '@/db/queries/refunds'
import type { Transfer } from '@/lib/chains/port'
import type { OpenNetwork } from '@/lib/chains/registry'
import { total } from '@/lib/domain/kept'
import { isAllotted } from '@/lib/domain/refunds'
import type { ServiceContext } from '../context'
import type { NewEvent } from '../events/recordEvents'
import type { News } from '../invoices/reassess'
import { inTurn, isTransferOf, isUnsettled, isWithinTime } from './matching'
import { refundEvent } from './refundEvent'
import { refundWallets } from './refundWallets'

/**
 * Gives each transfer from a merchant's wallet to the refund that it settles, one log to one refund (F6, S3): first to the one it
 * already was, mined again, then to the oldest that looks for it. What settles none is remembered where it could have, and looked at again
 * (`lookUpRefunds`). The caller holds the network's fence. All invoices of its
 * transaction are locked here at once, those of `touched` too, because refunds are changed before `reassess` locks them.
 */
export async function matchRefunds(
  ctx: ServiceContext,
  network: OpenNetwork,
  transfers: readonly Transfer[],
  touched: Iterable<string>,
): Promise<News> {
  const concerned = () =>
    refundsAt(
      ctx.db,
      network.id,
      transfers.map((transfer) => transfer.to),
      transfers.map((transfer) => transfer.txHash),
    )
  const found = transfers.length > 0 ? await concerned() : []
  if (found.length === 0) return new Map()
  const ids = new Set(found.map((refund) => refund.invoiceId))
  const locked = await lockInvoices(ctx.db, [...touched, ...ids])
  const invoices = locked.filter((invoice) => ids.has(invoice.id))
  const sought = { network, wallets: await refundWallets(ctx, invoices) }

  // As they are under the locks: one may have been called off meanwhile.
  const open = new Map((await concerned()).map((refund) => [refund.id, refund]))
  const news = new Map<string, NewEvent[]>()
  const place = async (refund: RefundRow, transfer: Transfer) => {
    const set = placeOf(ctx, transfer)
    await updateRefund(ctx.db, refund.id, set)
    open.set(refund.id, { ...refund, ...set })
    const event = refundEvent('refund.sent', { ...refund, ...set }, { block: transfer.block.number })
    news.set(refund.invoiceId, [...(news.get(refund.invoiceId) ?? []), event])
  }

  const fresh: Transfer[] = []
  for (const transfer of transfers) {
    const known = [...open.values()].find((refund) => isSame(refund, transfer))
    if (!known) fresh.push(transfer)
    // Mined again, a transaction may do something else at the same position.
    else if (hasMoved(known, transfer) && isTransferOf(known, transfer, sought)) await place(known, transfer)
  }
  for (const transfer of fresh) {
    const fitting = [...open.values()].filter(
      (refund) => isTransferOf(refund, transfer, sought) && isWithinTime(refund, transfer),
    )
    const refund = await whoseTransfer(ctx, fitting)
    if (refund) await place(refund, transfer)
    else for (const { id } of fitting) await updateRefund(ctx.db, id, { passedTx: transfer.txHash })
  }
  return news
}

/** Of the refunds that a transfer may be: the one that it settles. */
async function whoseTransfer(ctx: ServiceContext, fitting: readonly RefundRow[]): Promise<RefundRow | null> {
  for (const refund of inTurn(fitting.filter(isUnsettled))) {
    if (!refund.cancelledAt || (await hasRoom(ctx, refund))) return refund
  }
  return null
}

/** What was called off has given its share free; sent all the same, it counts where that is not promised to another (F6). */
async function hasRoom(ctx: ServiceContext, refund: RefundRow): Promise<boolean> {
  const isOf = (row: { network: string; token: string }) =>
    row.network === refund.network && row.token === refund.token
  const payments = (await paymentsOf(ctx.db, [refund.invoiceId])).filter(isOf)
  const received = total(
    payments.filter((one) => one.confirmedAt && !one.orphanedAt).map((one) => one.amount),
  )
  const refunds = (await refundsOf(ctx.db, [refund.invoiceId])).filter(isOf)
  return total(refunds.filter(isAllotted).map((one) => one.amount)) + refund.amount <= received
}

function isSame(refund: RefundRow, transfer: Transfer): boolean {
  return refund.txHash === transfer.txHash && refund.position === transfer.position
}

function hasMoved(refund: RefundRow, transfer: Transfer): boolean {
  return refund.orphanedAt !== null || refund.blockHash !== transfer.block.hash
}

/** It is confirmed anew from there. */
function placeOf(ctx: ServiceContext, transfer: Transfer) {
  return {
    txHash: transfer.txHash,
    position: transfer.position,
    fromAddress: transfer.from,
    blockNumber: transfer.block.number,
    blockHash: transfer.block.hash,
    blockTime: transfer.block.time,
    seenAt: ctx.clock.now(),
    confirmedAt: null,
    orphanedAt: null,
    closedAt: null,
  }
}
