import { addressesByAddress, upsertSwept } from '@/db/queries/payments'
import { payableByAddress } from '@/lib/chains/payable'
import type { Transfer } from '@/lib/chains/port'
import type { OpenNetwork } from '@/lib/chains/registry'
import { formatUnits } from '@/lib/domain/money'
import type { ServiceContext } from '../context'
import type { NewEvent } from '../events/recordEvents'
import type { News } from '../invoices/reassess'

/**
 * Keeps what left addresses of merchants' own wallets, by whichever transfer: all of it is theirs, and the platform's fee is owed in
 * the books (ADR 0031).
 */
export async function recordOutflows(
  ctx: ServiceContext,
  network: OpenNetwork,
  transfers: readonly Transfer[],
): Promise<News> {
  const rows = await addressesByAddress(
    ctx.db,
    network.id,
    transfers.map((transfer) => transfer.from),
  )
  const own = new Map(rows.filter((row) => row.rail === 'xpub').map((row) => [row.address, row]))
  const news = new Map<string, NewEvent[]>()
  for (const transfer of transfers) {
    const address = own.get(transfer.from)
    const token = payableByAddress(network, transfer.token)
    if (!address || !token) continue
    const { isNew, movedFrom } = await upsertSwept(ctx.db, {
      network: network.id,
      txHash: transfer.txHash,
      position: transfer.position,
      depositAddressId: address.id,
      token: token.symbol,
      net: transfer.amount,
      fee: 0n,
      blockNumber: transfer.block.number,
      blockHash: transfer.block.hash,
      blockTime: transfer.block.time,
      createdAt: ctx.clock.now(),
    })
    if (movedFrom) news.set(movedFrom.invoiceId, news.get(movedFrom.invoiceId) ?? [])
    if (!isNew) continue
    const event: NewEvent = {
      type: 'settlement.swept',
      data: {
        token: token.symbol,
        net: formatUnits(transfer.amount, token.decimals),
        fee: '0',
        to: transfer.to,
        tx_hash: transfer.txHash,
        block: transfer.block.number,
      },
    }
    news.set(address.invoiceId, [...(news.get(address.invoiceId) ?? []), event])
  }
  return news
}
