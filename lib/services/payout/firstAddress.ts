import { depositCountersIssued, findMerchant } from '@/db/queries/merchants'
import type { PaymentMethodRow } from '@/db/queries/paymentMethods'
import { xpubIndexesIssued, xpubKeyRows } from '@/db/queries/xpubKeys'
import { depositAddress, depositRef } from '@/lib/chains/evm/forwarder'
import type { Hex } from '@/lib/chains/port'
import { knownNetwork } from '@/lib/chains/registry'
import type { ServiceContext } from '../context'
import { isOfWallet, treasuryOf, xpubKeyOf } from '../xpub/activeKey'
import { walletAddress } from '../xpub/walletAddress'
import { openChainKey, openSeed } from '../secrets/openSeed'

/**
 * The deposit address that the next invoice would get by a method, for its merchant to check before anybody pays: no counter is used
 * up, so that an invoice that comes first gets it, and the next one another. Null where its customers pay to no address of an invoice's own.
 */
export async function firstAddress(ctx: ServiceContext, method: PaymentMethodRow): Promise<string | null> {
  const now = ctx.clock.now()
  if (isOfWallet(method)) return ofWallet(ctx, method, xpubKeyOf(method, now) ?? method.nextXpubKeyId)
  const treasury = treasuryOf(method, now) ?? method.nextTreasury
  if (!method.rails.includes('forwarder') || treasury === null) return null
  const merchant = await findMerchant(ctx.db, method.merchantId)
  if (!merchant) return null
  const counter = await depositCountersIssued(ctx.db, merchant.id)
  const { feeRecipient } = ctx.policy
  const feeBps = /^0x0+$/.test(feeRecipient) ? 0 : merchant.feeBps
  const ref = depositRef(openSeed(ctx, merchant), counter)
  return depositAddress({ treasury: treasury as Hex, feeRecipient: feeRecipient as Hex, feeBps, ref })
}

async function ofWallet(
  ctx: ServiceContext,
  method: PaymentMethodRow,
  keyId: string | null,
): Promise<string | null> {
  const [key] = keyId === null ? [] : await xpubKeyRows(ctx.db, [keyId])
  const network = knownNetwork(method.network)
  if (!key || !network) return null
  return walletAddress(network, openChainKey(ctx, key), await xpubIndexesIssued(ctx.db, key.id))
}
