import { optionsOf } from '@/db/queries/invoiceParts'
import {
  addressesByAddress,
  insertPayments,
  paymentsByTransaction,
  unattributedPayments,
  updatePayment,
  type AddressRow,
  type NewPayment,
  type PaymentRow,
} from '@/db/queries/payments'
import { payableByAddress, type PayableToken } from '@/lib/chains/payable'
import type { Transfer } from '@/lib/chains/port'
import type { OpenNetwork } from '@/lib/chains/registry'
import { formatUnits } from '@/lib/domain/money'
import { newId } from '@/lib/ids'
import type { ServiceContext } from '../context'
import type { NewEvent } from '../events/recordEvents'
import type { News } from '../invoices/reassess'
import type { OptionRow } from '../views'
import { lessenUnattributed } from './lessenUnattributed'
import { sortArrivals } from './ownMoney'
import { recordRefused } from './recordRefused'

export type Credited = {
  news: News
  count: number
  /** Ids of the payments that were not there before. */
  fresh: ReadonlySet<string>
  addressIds: string[]
}

/**
 * Writes each transfer to a watched address as one payment, or moves the payment it already is: a transaction mined
 * again keeps its row (S3), and a credit that only a balance had shown gets its transaction, or becomes less by it (S4). The caller holds the
 * network's fence, so nobody else writes this network's payments meanwhile.
 */
export async function creditTransfers(
  ctx: ServiceContext,
  network: OpenNetwork,
  transfers: readonly Transfer[],
): Promise<Credited> {
  const addresses = await addressesByAddress(
    ctx.db,
    network.id,
    transfers.map((transfer) => transfer.to),
  )
  const byAddress = new Map(addresses.map((row) => [row.address, row]))
  const arrivals = transfers.flatMap((transfer) => {
    const address = byAddress.get(transfer.to)
    return address ? [{ address, transfer }] : []
  })
  const { meant: own, refused } = await sortArrivals(ctx, network.id, arrivals)
  const hashes = arrivals.map(({ transfer }) => transfer.txHash)
  const known = await paymentsByTransaction(ctx.db, network.id, hashes)
  const byIdentity = new Map(known.map((row) => [identity(row.txHash, row.position), row]))
  const waiting = await unattributedPayments(
    ctx.db,
    addresses.map((row) => row.id),
  )
  const options = await optionsOf(ctx.db, [...new Set(addresses.map((row) => row.invoiceId))])

  const news = new Map(await recordRefused(ctx, network, refused, { credited: known, waiting }))
  const fresh: NewPayment[] = []
  for (const transfer of own) {
    const address = byAddress.get(transfer.to)
    const token = payableByAddress(network, transfer.token)
    if (!address || !token) continue
    const existing = byIdentity.get(identity(transfer.txHash, transfer.position))
    if (existing && !hasMoved(existing, transfer)) continue
    const attributed = existing ?? takeUnattributed(waiting, address, token, transfer)
    const place = placeOf({ network, address, token, transfer, options })
    // In the block in which its balance was confirmed nothing has changed but that its transaction is known.
    // But for what was held for its sender, who is known now (D9).
    const stands = attributed?.blockHash === transfer.block.hash && attributed.orphanedAt === null
    if (!existing && stands && attributed.heldBy === null) place.confirmedAt = attributed.confirmedAt
    const isNew = !attributed || (existing && existing.orphanedAt !== null)
    const asset = { addressId: address.id, token: token.symbol }
    const explained = isNew ? await lessenUnattributed(ctx, waiting, asset, transfer) : []
    const row = { ...(attributed ?? firstSeen(ctx)), ...place }
    if (attributed) {
      await updatePayment(ctx.db, attributed.id, { ...place, ...decisionsLeft(attributed, place) })
    } else fresh.push(row)
    // Where it paid another invoice before, that one has lost it.
    if (existing) news.set(existing.invoiceId, news.get(existing.invoiceId) ?? [])
    const told = existing || !attributed
    const events = [...(news.get(address.invoiceId) ?? []), ...explained]
    news.set(address.invoiceId, told ? [...events, detected(row, transfer)] : events)
  }
  await insertPayments(ctx.db, fresh)
  return {
    news,
    count: fresh.length,
    fresh: new Set(fresh.map((row) => row.id)),
    addressIds: [...new Set(own.flatMap((t) => byAddress.get(t.to)?.id ?? []))],
  }
}

/** What a transfer is told by (S3). */
export function identity(txHash: string | null, position: number): string {
  return `${txHash}:${position}`
}

/** Whether a payment lies in another block now than it is written in. */
export function hasMoved(row: PaymentRow, { block }: Pick<Transfer, 'block'>): boolean {
  return row.orphanedAt !== null || row.blockHash !== block.hash
}

type Found = {
  network: OpenNetwork
  address: AddressRow
  token: PayableToken
  transfer: Transfer
  options: readonly OptionRow[]
}

/**
 * Everything of a payment that its block decides: mined again, a transaction may do something else at the same position. It
 * is confirmed anew from there.
 */
function placeOf({ network, address, token, transfer, options }: Found) {
  return {
    merchantId: address.merchantId,
    mode: address.mode,
    invoiceId: address.invoiceId,
    depositAddressId: address.id,
    hubTermsId: null,
    network: network.id,
    token: token.symbol,
    decimals: token.decimals,
    amount: transfer.amount,
    requiredConfirmations: confirmationsFor(options, address.invoiceId, network, token),
    txHash: transfer.txHash,
    position: transfer.position,
    cumulativeBefore: null,
    fromAddress: transfer.from,
    blockNumber: transfer.block.number,
    blockHash: transfer.block.hash,
    blockTime: transfer.block.time,
    confirmedAt: null as Date | null,
    orphanedAt: null,
  }
}

/**
 * The credit by balance that this transfer explains: of the same amount, and not from before it. What an undone block held may
 * be mined anywhere.
 */
function takeUnattributed(
  waiting: PaymentRow[],
  address: AddressRow,
  token: PayableToken,
  transfer: Transfer,
): PaymentRow | undefined {
  const index = waiting.findIndex(
    (row) =>
      row.depositAddressId === address.id &&
      row.token === token.symbol &&
      row.amount === transfer.amount &&
      (row.orphanedAt !== null || transfer.block.number <= row.blockNumber),
  )
  return index < 0 ? undefined : waiting.splice(index, 1)[0]
}

/** What people decided about a payment holds as long as it is the same money from the same sender to the same invoice. */
export function decisionsLeft(
  before: PaymentRow,
  now: Pick<NewPayment, 'invoiceId' | 'network' | 'token' | 'amount' | 'fromAddress'>,
): Partial<NewPayment> {
  const isSame =
    before.invoiceId === now.invoiceId &&
    before.network === now.network &&
    before.token === now.token &&
    before.amount === now.amount &&
    before.fromAddress === now.fromAddress
  return isSame ? {} : { heldBy: null, releasedAt: null, worthMinor: null }
}

/** A payment that was not there before. */
export function firstSeen(ctx: ServiceContext) {
  const now = ctx.clock.now()
  return { id: newId('pay', now), detectedAt: now, createdAt: now }
}

/** What the invoice's option asks; for an asset it has no option for, what its other options ask. */
export function confirmationsFor(
  options: readonly OptionRow[],
  invoiceId: string,
  network: OpenNetwork,
  token: PayableToken,
): number {
  const own = options.filter((option) => option.invoiceId === invoiceId)
  const exact = own.find((option) => option.network === network.id && option.token === token.symbol)
  return exact?.requiredConfirmations ?? own[0]?.requiredConfirmations ?? network.confirmationFloor
}

/** Tells of a payment that was found. */
export function detected(
  row: Pick<NewPayment, 'id' | 'amount' | 'decimals' | 'token'>,
  transfer: Pick<Transfer, 'txHash' | 'block'>,
): NewEvent {
  return {
    type: 'payment.detected',
    data: {
      payment: row.id,
      amount: formatUnits(row.amount, row.decimals),
      token: row.token,
      tx_hash: transfer.txHash,
      block: transfer.block.number,
    },
  }
}
