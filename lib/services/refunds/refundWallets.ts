import { ownAddressesOf, treasuriesOf, walletsOf } from '@/db/queries/wallets'
import type { Mode } from '@/db/schema'
import type { ServiceContext } from '../context'

type Owned = { id: string; merchantId: string; mode: Mode }

/**
 * The wallets that refunds of invoices come from, by invoice: those that the merchant declared, and the treasuries that the
 * invoices' own addresses pay to, which are theirs without saying, as are addresses of their own wallet (F6).
 */
export async function refundWallets(
  ctx: Pick<ServiceContext, 'db'>,
  invoices: readonly Owned[],
): Promise<Map<string, Set<string>>> {
  const wallets = new Map<string, Set<string>>(invoices.map(({ id }) => [id, new Set()]))
  const treasuries = await treasuriesOf(ctx.db, [...wallets.keys()])
  for (const { invoiceId, treasury } of treasuries) wallets.get(invoiceId)?.add(treasury)
  for (const { invoiceId, address } of await ownAddressesOf(ctx.db, [...wallets.keys()])) {
    wallets.get(invoiceId)?.add(address)
  }
  const declared = new Map<string, readonly string[]>()
  for (const { id, merchantId, mode } of invoices) {
    const owner = `${merchantId}/${mode}`
    const own =
      declared.get(owner) ?? (await walletsOf(ctx.db, { merchantId, mode })).map((row) => row.address)
    declared.set(owner, own)
    for (const address of own) wallets.get(id)?.add(address)
  }
  return wallets
}
