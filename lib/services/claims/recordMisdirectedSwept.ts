import { misdirectedBySalt, updateMisdirected } from '@/db/queries/misdirected'
import type { SweepLog } from '@/lib/chains/port'
import type { OpenNetwork } from '@/lib/chains/registry'
import type { ServiceContext } from '../context'
import type { NewEvent } from '../events/recordEvents'
import type { News } from '../invoices/reassess'
import { transferEvent } from './transferEvent'

/** Notes of what had gone astray that the canonical factory has moved it to the merchant, whoever called it (F3). */
export async function recordMisdirectedSwept(
  ctx: ServiceContext,
  network: OpenNetwork,
  sweeps: readonly SweepLog[],
): Promise<News> {
  const news = new Map<string, NewEvent[]>()
  if (sweeps.length === 0) return news
  const salts = sweeps.map((sweep) => sweep.salt)
  for (const row of await misdirectedBySalt(ctx.db, network.id, salts)) {
    const sweep = sweeps.find(
      (one) => one.salt === row.salt && one.token === row.token && one.block.number >= row.blockNumber,
    )
    if (!sweep) continue
    await updateMisdirected(ctx.db, row.id, { sweptTx: sweep.txHash, sweptBlock: sweep.block.number })
    const event = transferEvent('transfer.swept', {
      ...row,
      txHash: sweep.txHash,
      blockNumber: sweep.block.number,
    })
    news.set(row.invoiceId, [...(news.get(row.invoiceId) ?? []), event])
  }
  return news
}
