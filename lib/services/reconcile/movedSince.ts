import { creditedUpTo, sweptByBlock } from '@/db/queries/payments'
import { refusedByBlock } from '@/db/queries/refusedTransfers'
import type { ServiceContext } from '../context'
import { assetAt } from './readBalances'

/** What came and went at an address in one asset, in base units. */
export type Moved = { credited: bigint; refused: bigint; left: bigint }

/**
 * What explains the balances of addresses of merchants' own wallets up to a block, by `assetAt`: what came and went after the end of the
 * block that `since` names for each. Of an invoice nothing is credited up to there.
 */
export async function movedSince(
  ctx: Pick<ServiceContext, 'db'>,
  since: ReadonlyMap<string, number>,
  addressIds: readonly string[],
  upTo: number,
): Promise<(asset: string) => Moved> {
  const credited = await creditedUpTo(ctx.db, addressIds, upTo)
  const refused = await refusedByBlock(ctx.db, addressIds, upTo)
  const left = await sweptByBlock(ctx.db, addressIds, upTo)
  const sums = new Map<string, Moved>()
  const add = (row: { addressId: string; token: string; amount: bigint }, kind: keyof Moved) => {
    const asset = assetAt(row.addressId, row.token)
    const sum = sums.get(asset) ?? { credited: 0n, refused: 0n, left: 0n }
    sums.set(asset, { ...sum, [kind]: sum[kind] + row.amount })
  }
  const isSince = (row: { addressId: string; token: string; block: number }) =>
    row.block > (since.get(assetAt(row.addressId, row.token)) ?? 0)
  for (const row of credited) add(row, 'credited')
  for (const row of refused) if (isSince(row)) add(row, 'refused')
  for (const row of left) if (isSince(row)) add(row, 'left')
  return (asset) => sums.get(asset) ?? { credited: 0n, refused: 0n, left: 0n }
}
