import { addressesBySalt, upsertSwept } from '@/db/queries/payments'
import { payableByAddress } from '@/lib/chains/payable'
import type { SweepLog } from '@/lib/chains/port'
import type { OpenNetwork } from '@/lib/chains/registry'
import { formatUnits } from '@/lib/domain/money'
import type { ServiceContext } from '../context'
import type { NewEvent } from '../events/recordEvents'
import type { News } from '../invoices/reassess'

/** Keeps what the canonical factory says left our addresses, whoever called it: the witness and the books need it (S4). */
export async function recordSwept(
  ctx: ServiceContext,
  network: OpenNetwork,
  sweeps: readonly SweepLog[],
): Promise<News> {
  const addresses = await addressesBySalt(
    ctx.db,
    network.id,
    sweeps.map((sweep) => sweep.salt),
  )
  const bySalt = new Map(addresses.map((row) => [row.salt, row]))
  const news = new Map<string, NewEvent[]>()
  for (const sweep of sweeps) {
    const address = bySalt.get(sweep.salt)
    const token = payableByAddress(network, sweep.token)
    if (!address || !token) continue
    const { isNew, movedFrom } = await upsertSwept(ctx.db, {
      network: network.id,
      txHash: sweep.txHash,
      position: sweep.position,
      depositAddressId: address.id,
      token: token.symbol,
      net: sweep.net,
      fee: sweep.fee,
      blockNumber: sweep.block.number,
      blockHash: sweep.block.hash,
      blockTime: sweep.block.time,
      createdAt: ctx.clock.now(),
    })
    if (movedFrom) news.set(movedFrom.invoiceId, news.get(movedFrom.invoiceId) ?? [])
    if (!isNew) continue
    const event: NewEvent = {
      type: 'settlement.swept',
      data: {
        token: token.symbol,
        net: formatUnits(sweep.net, token.decimals),
        fee: formatUnits(sweep.fee, token.decimals),
        tx_hash: sweep.txHash,
        block: sweep.block.number,
      },
    }
    news.set(address.invoiceId, [...(news.get(address.invoiceId) ?? []), event])
  }
  return news
}
