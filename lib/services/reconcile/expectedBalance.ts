import type { AddressRow } from '@/db/queries/addresses'
import { holdingsOf } from '@/db/queries/holdings'
import { creditedUpTo, sweptUpTo } from '@/db/queries/payments'
import type { ServiceContext } from '../context'
import { movedSince } from './movedSince'
import { assetAt } from './readBalances'

/**
 * What must lie at an address at the end of a block, by the books (S4): credited - swept; at a merchant's own wallet with what lay there
 * before the invoice and what was refused. Null where that is not known.
 */
export async function expectedBalance(
  ctx: Pick<ServiceContext, 'db'>,
  address: AddressRow,
  token: string,
  block: number,
): Promise<bigint | null> {
  if (address.rail === 'xpub') return expectedAtOwn(ctx, address.id, token, block)
  const amountOf = (rows: readonly { token: string; amount: bigint }[]) =>
    rows.find((row) => row.token === token)?.amount ?? 0n
  const swept = amountOf(await sweptUpTo(ctx.db, [address.id], block))
  return amountOf(await creditedUpTo(ctx.db, [address.id], block)) - swept
}

async function expectedAtOwn(
  ctx: Pick<ServiceContext, 'db'>,
  addressId: string,
  token: string,
  block: number,
): Promise<bigint | null> {
  const holding = (await holdingsOf(ctx.db, [addressId])).find((row) => row.token === token)
  if (!holding || holding.before === null || block < holding.sinceBlock) return null
  const asset = assetAt(addressId, token)
  const since = new Map([[asset, holding.sinceBlock]])
  const { credited, refused, left } = (await movedSince(ctx, since, [addressId], block))(asset)
  return holding.before + credited + refused - left
}
