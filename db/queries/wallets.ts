import { and, asc, eq, inArray, isNull, type InferInsertModel } from 'drizzle-orm'
import { union } from 'drizzle-orm/pg-core'
import type { Executor } from '../client'
import { depositAddresses, hubTerms, merchantWallets, payoutTerms, type Mode } from '../schema'

export type WalletRow = typeof merchantWallets.$inferSelect
type Scope = { merchantId: string; mode: Mode }

/** False when the merchant has declared it already. */
export async function insertWallet(
  db: Executor,
  row: InferInsertModel<typeof merchantWallets>,
): Promise<boolean> {
  const rows = await db
    .insert(merchantWallets)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: merchantWallets.id })
  return rows.length === 1
}

/** The wallets that a merchant declares, oldest first. */
export async function walletsOf(db: Executor, scope: Scope): Promise<WalletRow[]> {
  return db
    .select()
    .from(merchantWallets)
    .where(and(inScope(scope), isNull(merchantWallets.removedAt)))
    .orderBy(asc(merchantWallets.id))
}

/** Null when there is no such wallet, or no more. */
export async function removeWallet(
  db: Executor,
  scope: Scope,
  id: string,
  at: Date,
): Promise<WalletRow | null> {
  const [row] = await db
    .update(merchantWallets)
    .set({ removedAt: at })
    .where(and(inScope(scope), eq(merchantWallets.id, id), isNull(merchantWallets.removedAt)))
    .returning()
  return row ?? null
}

/** Where the money of invoices goes: the treasuries that their deposit addresses and the hub's terms commit to, by invoice. */
export async function treasuriesOf(
  db: Executor,
  invoiceIds: readonly string[],
): Promise<{ invoiceId: string; treasury: string }[]> {
  if (invoiceIds.length === 0) return []
  const ofAddresses = db
    .select({ invoiceId: depositAddresses.invoiceId, treasury: payoutTerms.treasury })
    .from(depositAddresses)
    .innerJoin(payoutTerms, eq(payoutTerms.id, depositAddresses.termsId))
    .where(inArray(depositAddresses.invoiceId, [...invoiceIds]))
  const ofHub = db
    .select({ invoiceId: hubTerms.invoiceId, treasury: hubTerms.treasury })
    .from(hubTerms)
    .where(inArray(hubTerms.invoiceId, [...invoiceIds]))
  return union(ofAddresses, ofHub)
}

/** Addresses of the merchant's own wallet that invoices are paid to, by invoice. */
export async function ownAddressesOf(
  db: Executor,
  invoiceIds: readonly string[],
): Promise<{ invoiceId: string; address: string }[]> {
  if (invoiceIds.length === 0) return []
  return db
    .select({ invoiceId: depositAddresses.invoiceId, address: depositAddresses.address })
    .from(depositAddresses)
    .where(and(inArray(depositAddresses.invoiceId, [...invoiceIds]), eq(depositAddresses.rail, 'xpub')))
}

/** Which of these addresses is a deposit address, of whichever merchant and network. */
export async function depositAddressAmong(db: Executor, address: string): Promise<boolean> {
  const [row] = await db
    .select({ id: depositAddresses.id })
    .from(depositAddresses)
    .where(eq(depositAddresses.address, address))
    .limit(1)
  return row !== undefined
}

function inScope({ merchantId, mode }: Scope) {
  return and(eq(merchantWallets.merchantId, merchantId), eq(merchantWallets.mode, mode))
}
