import { isChainError } from '@/lib/chains/errors'
import { expectedBalance } from './expectedBalance'
import type { Gap } from './gap'
import type { Run } from './run'

/**
 * By how much more had arrived at the end of a block than the books say (S4). Null where the provider has no state of that block, or
 * nobody knows what must lie there; throws the ChainError of any other trouble, which says nothing about it.
 */
export async function unexplainedAt(
  run: Run,
  { address, token }: Pick<Gap, 'address' | 'token'>,
  block: number,
): Promise<bigint | null> {
  const expected = await expectedBalance(run.ctx, address, token.symbol, block)
  if (expected === null) return null
  const balance = await balanceAt(run, address.address, token.address, block)
  return balance === null ? null : balance - expected
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
