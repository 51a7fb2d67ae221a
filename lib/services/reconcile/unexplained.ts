import { creditedUpTo, sweptUpTo } from '@/db/queries/payments'
import { isChainError } from '@/lib/chains/errors'
import type { Gap } from './gap'
import type { Run } from './run'

/**
 * By how much more had arrived at the end of a block than is credited up to it: balance + swept - credited (S4). Null where
 * the provider has no state of that block; throws the ChainError of any other trouble, which says nothing about it.
 */
export async function unexplainedAt(
  run: Run,
  { address, token }: Pick<Gap, 'address' | 'token'>,
  block: number,
): Promise<bigint | null> {
  const balance = await balanceAt(run, address.address, token.address, block)
  if (balance === null) return null
  const amountOf = (rows: readonly { token: string; amount: bigint }[]) =>
    rows.find((row) => row.token === token.symbol)?.amount ?? 0n
  const swept = amountOf(await sweptUpTo(run.ctx.db, [address.id], block))
  const credited = amountOf(await creditedUpTo(run.ctx.db, [address.id], block))
  return balance + swept - credited
}

async function balanceAt(
  run: Run,
  address: string,
  token: string | null,
  block: number,
): Promise<bigint | null> {
  try {
    return (await run.reader.balances([address], [token], block, run.signal))[0]?.[0] ?? 0n
  } catch (error) {
    if (!isChainError(error) || !(error.code === 'lagging' || error.code === 'bad_response')) throw error
    run.ctx.log.warn({ network: run.network.id, block, error: error.message }, 'no state of an old block')
    return null
  }
}
