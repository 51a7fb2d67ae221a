import type { PaymentRow } from '@/db/queries/payments'
import { upsertRefused } from '@/db/queries/refusedTransfers'
import { payableByAddress } from '@/lib/chains/payable'
import type { OpenNetwork } from '@/lib/chains/registry'
import type { ServiceContext } from '../context'
import type { NewEvent } from '../events/recordEvents'
import type { News } from '../invoices/reassess'
import { lessenUnattributed } from './lessenUnattributed'
import type { Refused } from './ownMoney'

/**
 * Keeps what came and is no payment, so that it explains a balance (S4), each transfer once (S3). What a balance had shown of it before
 * is taken back. `credited` are payments by the same transactions: one that stands was judged when it came.
 */
export async function recordRefused(
  ctx: ServiceContext,
  network: OpenNetwork,
  refused: readonly Refused[],
  { credited, waiting }: { credited: readonly PaymentRow[]; waiting: readonly PaymentRow[] },
): Promise<News> {
  const news = new Map<string, NewEvent[]>()
  const isCredited = ({ transfer }: Refused) =>
    credited.some(
      (row) =>
        row.txHash === transfer.txHash && row.position === transfer.position && row.orphanedAt === null,
    )
  const rows = []
  for (const one of refused) {
    const { address, transfer, reason, known } = one
    const token = payableByAddress(network, transfer.token)
    if (!token || isCredited(one)) continue
    if (known && known.orphanedAt === null && known.blockHash === transfer.block.hash) continue
    rows.push({
      network: network.id,
      txHash: transfer.txHash,
      position: transfer.position,
      depositAddressId: address.id,
      token: token.symbol,
      amount: transfer.amount,
      reason,
      blockNumber: transfer.block.number,
      blockHash: transfer.block.hash,
      blockTime: transfer.block.time,
      createdAt: ctx.clock.now(),
    })
    if (known && known.orphanedAt === null) continue
    const asset = { addressId: address.id, token: token.symbol }
    const events = await lessenUnattributed(ctx, waiting, asset, transfer)
    if (events.length > 0) news.set(address.invoiceId, [...(news.get(address.invoiceId) ?? []), ...events])
  }
  await upsertRefused(ctx.db, rows)
  return news
}
