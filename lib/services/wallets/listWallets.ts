import { methodsOf } from '@/db/queries/paymentMethods'
import { walletsOf, type WalletRow } from '@/db/queries/wallets'
import { mustBeAllowed } from '../access'
import type { Actor, ServiceContext } from '../context'
import { treasuryOf } from '../xpub/activeKey'

/** The wallets that refunds may come from: the declared ones, and the treasuries that are so without saying (F6). */
export type MerchantWallets = { declared: WalletRow[]; treasuries: string[] }

export async function listWallets(ctx: ServiceContext, actor: Actor): Promise<MerchantWallets> {
  mustBeAllowed(actor, 'invoices:read')
  const [declared, methods] = await Promise.all([walletsOf(ctx.db, actor), methodsOf(ctx.db, actor)])
  const now = ctx.clock.now()
  const treasuries = methods.flatMap((method) =>
    [method.treasury ?? [], treasuryOf(method, now) ?? []].flat(),
  )
  return { declared, treasuries: [...new Set(treasuries)].sort() }
}
