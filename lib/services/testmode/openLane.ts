import { insertNetwork } from '@/db/queries/networks'
import { insertLane } from '@/db/queries/sandbox'
import { laneOf } from '@/lib/chains/lanes'
import type { OpenNetwork } from '@/lib/chains/registry'
import { blockRef } from '@/lib/chains/sandbox/laneChain'
import type { ServiceContext } from '../context'
import type { InvoiceRow } from '../views'

/** Gives an invoice a chain and a clock of its own, which begin now; returns it as the network that it is paid on. */
export async function openLane(
  ctx: ServiceContext,
  invoice: Pick<InvoiceRow, 'id' | 'merchantId' | 'mode'>,
  network: OpenNetwork,
): Promise<OpenNetwork> {
  const now = ctx.clock.now()
  const lane = laneOf(network, invoice.id)
  const chain = { network: lane.id, genesisAt: now, forks: [], blockTimeMs: lane.blockTimeMs }
  const genesis = blockRef(chain, 0)
  await insertNetwork(ctx.db, {
    network: lane.id,
    mode: lane.mode,
    blockNumber: genesis.number,
    blockHash: genesis.hash,
    blockTime: genesis.time,
    verified: true,
  })
  await insertLane(ctx.db, {
    network: lane.id,
    merchantId: invoice.merchantId,
    mode: invoice.mode,
    invoiceId: invoice.id,
    genesisAt: now,
    aheadMs: 0,
    dueAt: now,
    createdAt: now,
  })
  return lane
}
