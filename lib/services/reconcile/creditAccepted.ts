import { termsByHash, type HubTermsRow } from '@/db/queries/hubTerms'
import { optionsOf } from '@/db/queries/invoiceParts'
import { insertPayments, paymentsByTransaction, updatePayment, type NewPayment } from '@/db/queries/payments'
import { payableBySymbol } from '@/lib/chains/payable'
import type { HubLog } from '@/lib/chains/port'
import type { OpenNetwork } from '@/lib/chains/registry'
import type { ServiceContext } from '../context'
import type { NewEvent } from '../events/recordEvents'
import type { OptionRow } from '../views'
import { decisionsLeft, detected, firstSeen, hasMoved, identity, type Credited } from './creditTransfers'

/**
 * Writes each of the hub's events whose terms were ever offered as one payment, or moves the payment it already is (F5, S3). Any other
 * is nothing: anybody may pay any terms, to a treasury of their own under whose invoice they like. The caller holds the network's fence.
 */
export async function creditAccepted(
  ctx: ServiceContext,
  network: OpenNetwork,
  accepted: readonly HubLog[],
): Promise<Omit<Credited, 'addressIds'>> {
  const terms = await termsByHash(
    ctx.db,
    network.id,
    accepted.map((log) => log.terms),
  )
  const byHash = new Map(terms.map((row) => [row.termsHash, row]))
  const paid = accepted.flatMap((log) => {
    const row = byHash.get(log.terms)
    return row && isOf(network, row, log) ? [{ row, log }] : []
  })
  const hashes = paid.map(({ log }) => log.txHash)
  const known = await paymentsByTransaction(ctx.db, network.id, hashes)
  const byIdentity = new Map(known.map((row) => [identity(row.txHash, row.position), row]))
  const options = await optionsOf(ctx.db, [...new Set(terms.map((row) => row.invoiceId))])

  const news = new Map<string, NewEvent[]>()
  const fresh: NewPayment[] = []
  for (const { row: offered, log } of paid) {
    const existing = byIdentity.get(identity(log.txHash, log.position))
    if (existing && !hasMoved(existing, log)) continue
    const place = placeOf(network, offered, log, options)
    const row = { ...(existing ?? firstSeen(ctx)), ...place }
    if (existing) await updatePayment(ctx.db, existing.id, { ...place, ...decisionsLeft(existing, place) })
    else fresh.push(row)
    // Where it paid another invoice before, that one has lost it.
    if (existing) news.set(existing.invoiceId, news.get(existing.invoiceId) ?? [])
    news.set(offered.invoiceId, [...(news.get(offered.invoiceId) ?? []), detected(row, log)])
  }
  await insertPayments(ctx.db, fresh)
  return { news, count: fresh.length, fresh: new Set(fresh.map((row) => row.id)) }
}

/** The hash says so already of an event that the hub emitted; a provider that made it up need not be careful. */
function isOf(network: OpenNetwork, row: HubTermsRow, log: HubLog): boolean {
  const token = payableBySymbol(network, row.token)
  return token?.address === log.token && row.amount === log.amount
}

/** Everything of a payment that its block decides; it is confirmed anew from there. */
function placeOf(network: OpenNetwork, row: HubTermsRow, log: HubLog, options: readonly OptionRow[]) {
  const option = options.find((one) => one.id === row.optionId)
  return {
    merchantId: row.merchantId,
    mode: row.mode,
    invoiceId: row.invoiceId,
    depositAddressId: null,
    hubTermsId: row.id,
    network: network.id,
    token: row.token,
    decimals: row.decimals,
    amount: row.amount,
    requiredConfirmations: option?.requiredConfirmations ?? network.confirmationFloor,
    txHash: log.txHash,
    position: log.position,
    cumulativeBefore: null,
    fromAddress: log.payer,
    blockNumber: log.block.number,
    blockHash: log.block.hash,
    blockTime: log.block.time,
    confirmedAt: null,
    orphanedAt: null,
  }
}
