import { upsertSwept } from '@/db/queries/payments'
import { payableByAddress } from '@/lib/chains/payable'
import type { SweepLog } from '@/lib/chains/port'
import type { OpenNetwork } from '@/lib/chains/registry'
import { formatUnits } from '@/lib/domain/money'
import type { ServiceContext } from '../context'
import type { NewEvent } from '../events/recordEvents'
import type { News } from '../invoices/reassess'

/** What left one of our addresses, in base units, by one log. */
export type Departure = Omit<SweepLog, 'salt'> & {
  address: { id: string; invoiceId: string }
  /** Where it went, when the address is a merchant's own wallet's. */
  to?: string
}

/** Keeps what left our addresses, each log once (S3, S4), and what of it is news to its invoice. */
export async function recordDepartures(
  ctx: ServiceContext,
  network: OpenNetwork,
  departures: readonly Departure[],
): Promise<News> {
  const news = new Map<string, NewEvent[]>()
  for (const { address, net, fee, txHash, position, block, to, ...left } of departures) {
    const token = payableByAddress(network, left.token)
    if (!token) continue
    const { isNew, movedFrom } = await upsertSwept(ctx.db, {
      network: network.id,
      txHash,
      position,
      depositAddressId: address.id,
      token: token.symbol,
      net,
      fee,
      blockNumber: block.number,
      blockHash: block.hash,
      blockTime: block.time,
      createdAt: ctx.clock.now(),
    })
    if (movedFrom) news.set(movedFrom.invoiceId, news.get(movedFrom.invoiceId) ?? [])
    if (!isNew) continue
    const event: NewEvent = {
      type: 'settlement.swept',
      data: {
        token: token.symbol,
        net: formatUnits(net, token.decimals),
        fee: formatUnits(fee, token.decimals),
        ...(to === undefined ? {} : { to }),
        tx_hash: txHash,
        block: block.number,
      },
    }
    news.set(address.invoiceId, [...(news.get(address.invoiceId) ?? []), event])
  }
  return news
}
