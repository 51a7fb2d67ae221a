import type { WindowBlock } from '@/db/queries/networks'
import { ChainError, isChainError } from '@/lib/chains/errors'
import type { Run } from './run'

/**
 * Throws ChainError `bad_response` where another provider still has the lowest block of the window (S5): that so much of a chain was
 * replaced is believed of one provider alone only where nobody contradicts it. The run goes on with the next provider.
 */
export async function requireUndone(run: Run, window: readonly WindowBlock[]): Promise<void> {
  const lowest = window.at(-1)
  if (!lowest) return
  for (const { reader, name } of run.others) {
    const block = await reader.block(lowest.number, run.signal).catch((error: unknown) => {
      if (!isChainError(error)) throw error
      return null
    })
    if (block?.hash !== lowest.hash) continue
    throw new ChainError('bad_response', `another chain than at ${name}, from below block ${lowest.number}`)
  }
}
