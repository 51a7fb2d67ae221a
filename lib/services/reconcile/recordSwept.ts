import { addressesBySalt } from '@/db/queries/payments'
import type { SweepLog } from '@/lib/chains/port'
import type { OpenNetwork } from '@/lib/chains/registry'
import { recordMisdirectedSwept } from '../claims/recordMisdirectedSwept'
import type { ServiceContext } from '../context'
import { mergedNews, type News } from '../invoices/reassess'
import { recordDepartures } from './recordDepartures'

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
  const departures = sweeps.flatMap(({ salt, ...sweep }) => {
    const address = bySalt.get(salt)
    return address ? [{ ...sweep, address }] : []
  })
  return mergedNews(
    await recordDepartures(ctx, network, departures),
    await recordMisdirectedSwept(ctx, network, sweeps),
  )
}
