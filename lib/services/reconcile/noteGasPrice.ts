import { networkState, updateCursor } from '@/db/queries/networks'
import { isChainError } from '@/lib/chains/errors'
import { serverTime } from '../context'
import type { Run } from './run'

/** How often a provider is asked. */
const EVERY_MS = 60_000

/** What was noted longer ago than this says nothing of now. */
const FORGOTTEN_MS = 60 * 60_000

/** How much of a new price goes into the one that is kept: what lasts for a minute moves no minimum far. */
const SHARE = 4n

/**
 * Keeps what a unit of gas costs on the network, evened out over some minutes, for quoting to go by without a question to any chain
 * (L8). A provider that does not tell is in no trouble for that.
 */
export async function noteGasPrice(run: Run): Promise<void> {
  const { ctx, network, reader } = run
  if (!reader.gasPrice || network.gasIsFree) return
  const now = serverTime(ctx)
  const state = await networkState(ctx.db, network.id)
  const age = state?.gasPriceAt ? now.getTime() - state.gasPriceAt.getTime() : Infinity
  if (age < EVERY_MS) return
  try {
    const price = await reader.gasPrice(run.signal)
    const before = age < FORGOTTEN_MS ? (state?.gasPrice ?? price) : price
    const gasPrice = (before * (SHARE - 1n) + price) / SHARE
    await updateCursor(ctx.db, run.lease, { gasPrice, gasPriceAt: now })
  } catch (error) {
    if (!isChainError(error)) throw error
    ctx.log.warn({ network: network.id, error: error.message }, 'the gas price is not known')
  }
}
