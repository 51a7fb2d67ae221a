import { methodsOf } from '@/db/queries/paymentMethods'
import { walletsOf, type WalletRow } from '@/db/queries/wallets'
import { mustBeAllowed } from '../access'
import type { Actor, ServiceContext } from '../context'

/** The wallets that refunds may come from: the declared ones, and the treasuries that are so without saying (F6). */
export type MerchantWallets = { declared: WalletRow[]; treasuries: string[] }

export async function listWallets(ctx: ServiceContext, actor: Actor): Promise<MerchantWallets> {
  mustBeAllowed(actor, 'invoices:read')
  const [declared, methods] = await Promise.all([walletsOf(ctx.db, actor), methodsOf(ctx.db, actor)])
  return { declared, treasuries: [...new Set(methods.flatMap((method) => method.treasury ?? []))].sort() }
}
