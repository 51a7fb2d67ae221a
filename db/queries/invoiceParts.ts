import { asc, and, eq, inArray, isNull, type InferInsertModel } from 'drizzle-orm'
import type { Executor } from '../client'
import { hubTermsOf, paidThroughHub, type HubTermsRow } from './hubTerms'
import { pastQuotesOf, type PastQuote } from './quotes'
import {
  depositAddresses,
  events,
  invoiceExceptions,
  paymentOptions,
  payments,
  settlements,
  sweptAmounts,
  type Rail,
} from '../schema'

type Address = typeof depositAddresses.$inferSelect
type Option = typeof paymentOptions.$inferSelect

export async function insertAddress(
  db: Executor,
  row: InferInsertModel<typeof depositAddresses>,
): Promise<void> {
  await db.insert(depositAddresses).values(row)
}

export async function insertOption(
  db: Executor,
  row: InferInsertModel<typeof paymentOptions>,
): Promise<void> {
  await db.insert(paymentOptions).values(row)
}

export async function addressesOf(db: Executor, invoiceIds: readonly string[]): Promise<Address[]> {
  if (invoiceIds.length === 0) return []
  return db
    .select()
    .from(depositAddresses)
    .where(inArray(depositAddresses.invoiceId, [...invoiceIds]))
}

export async function optionsOf(
  db: Executor,
  invoiceIds: readonly string[],
): Promise<(Option & { address: string; past: PastQuote[]; terms: HubTermsRow | null })[]> {
  if (invoiceIds.length === 0) return []
  const past = await pastQuotesOf(db, invoiceIds)
  const rows = await db
    .select({ option: paymentOptions, address: depositAddresses.address })
    .from(paymentOptions)
    .leftJoin(depositAddresses, eq(depositAddresses.id, paymentOptions.depositAddressId))
    .where(inArray(paymentOptions.invoiceId, [...invoiceIds]))
    .orderBy(asc(paymentOptions.id))
  const viaHub = rows.flatMap(({ option }) => (option.rail === 'hub' ? [option.invoiceId] : []))
  const terms = await hubTermsOf(db, [...new Set(viaHub)])
  return rows.map(({ option, address }) => ({
    ...option,
    address: address ?? '',
    past: past.filter((quote) => quote.optionId === option.id),
    terms: terms.findLast((row) => row.optionId === option.id) ?? null,
  }))
}

export async function paymentsOf(
  db: Executor,
  invoiceIds: readonly string[],
): Promise<(typeof payments.$inferSelect)[]> {
  if (invoiceIds.length === 0) return []
  return db
    .select()
    .from(payments)
    .where(inArray(payments.invoiceId, [...invoiceIds]))
    .orderBy(asc(payments.blockNumber), asc(payments.id))
}

export async function exceptionsOf(
  db: Executor,
  invoiceIds: readonly string[],
): Promise<(typeof invoiceExceptions.$inferSelect)[]> {
  if (invoiceIds.length === 0) return []
  return db
    .select()
    .from(invoiceExceptions)
    .where(inArray(invoiceExceptions.invoiceId, [...invoiceIds]))
    .orderBy(asc(invoiceExceptions.openedAt), asc(invoiceExceptions.id))
}

export async function eventsOf(db: Executor, invoiceId: string): Promise<(typeof events.$inferSelect)[]> {
  return db.select().from(events).where(eq(events.invoiceId, invoiceId)).orderBy(asc(events.seq))
}

export async function settlementOf(
  db: Executor,
  invoiceId: string,
): Promise<typeof settlements.$inferSelect | null> {
  const [row] = await db.select().from(settlements).where(eq(settlements.invoiceId, invoiceId))
  return row ?? null
}

/** What reached its places in one step, by the rail that brought it there. */
type Delivered = Pick<
  typeof sweptAmounts.$inferSelect,
  'network' | 'txHash' | 'position' | 'token' | 'net' | 'fee' | 'blockNumber' | 'blockHash' | 'blockTime'
> & { rail: Rail }

/**
 * What truly left the addresses of an invoice, and what was paid through the hub, which is swept by being paid (D6); canonical blocks
 * only, oldest first.
 */
export async function sweptFrom(db: Executor, invoiceId: string): Promise<Delivered[]> {
  const rows = await db
    .select({ swept: sweptAmounts, rail: depositAddresses.rail })
    .from(sweptAmounts)
    .innerJoin(depositAddresses, eq(depositAddresses.id, sweptAmounts.depositAddressId))
    .where(and(eq(depositAddresses.invoiceId, invoiceId), isNull(sweptAmounts.orphanedAt)))
    .orderBy(asc(sweptAmounts.blockNumber), asc(sweptAmounts.position))
  const paid = (await paidThroughHub(db, invoiceId)).map(({ payment, terms }) => ({
    network: payment.network,
    txHash: payment.txHash ?? '',
    position: payment.position,
    token: payment.token,
    net: payment.amount - terms.fee,
    fee: terms.fee,
    blockNumber: payment.blockNumber,
    blockHash: payment.blockHash,
    blockTime: payment.blockTime,
    rail: 'hub' as const,
  }))
  return [...rows.map(({ swept, rail }): Delivered => ({ ...swept, rail })), ...paid].toSorted(
    (a, b) => a.blockNumber - b.blockNumber || a.position - b.position,
  )
}
