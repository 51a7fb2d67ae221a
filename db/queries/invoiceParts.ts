import { asc, and, eq, inArray, isNull, type InferInsertModel } from 'drizzle-orm'
import type { Executor } from '../client'
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
): Promise<(Option & { address: string; rail: Rail; past: PastQuote[] })[]> {
  if (invoiceIds.length === 0) return []
  const past = await pastQuotesOf(db, invoiceIds)
  const rows = await db
    .select({ option: paymentOptions, address: depositAddresses.address, rail: depositAddresses.rail })
    .from(paymentOptions)
    .innerJoin(depositAddresses, eq(depositAddresses.id, paymentOptions.depositAddressId))
    .where(inArray(paymentOptions.invoiceId, [...invoiceIds]))
    .orderBy(asc(paymentOptions.id))
  return rows.map(({ option, address, rail }) => ({
    ...option,
    address,
    rail,
    past: past.filter((quote) => quote.optionId === option.id),
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
    .orderBy(asc(invoiceExceptions.openedAt))
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

/** What truly left the addresses of an invoice, canonical blocks only, oldest first. */
export async function sweptFrom(
  db: Executor,
  invoiceId: string,
): Promise<(typeof sweptAmounts.$inferSelect & { rail: Rail })[]> {
  const rows = await db
    .select({ swept: sweptAmounts, rail: depositAddresses.rail })
    .from(sweptAmounts)
    .innerJoin(depositAddresses, eq(depositAddresses.id, sweptAmounts.depositAddressId))
    .where(and(eq(depositAddresses.invoiceId, invoiceId), isNull(sweptAmounts.orphanedAt)))
    .orderBy(asc(sweptAmounts.blockNumber), asc(sweptAmounts.position))
  return rows.map(({ swept, rail }) => ({ ...swept, rail }))
}
