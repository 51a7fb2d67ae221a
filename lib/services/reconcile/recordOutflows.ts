import { addressesByAddress } from '@/db/queries/payments'
import type { Transfer } from '@/lib/chains/port'
import type { OpenNetwork } from '@/lib/chains/registry'
import type { ServiceContext } from '../context'
import type { News } from '../invoices/reassess'
import { recordDepartures } from './recordDepartures'

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
  const departures = transfers.flatMap(({ from, to, token, amount, txHash, position, block }) => {
    const address = own.get(from)
    return address ? [{ address, to, token, net: amount, fee: 0n, txHash, position, block }] : []
  })
  return recordDepartures(ctx, network, departures)
}
