import { isScreeningError } from '@/lib/chains/screening/port'
import { describeError } from '@/lib/describeError'
import type { Run } from '../reconcile/run'

/** Of a sender nobody could be asked about, because no transfer names them. */
export const UNKNOWN_SENDER = 'unknown_sender'

/** What is known of senders: who holds them back by name, or null for who may pay; one that is missing could not be looked up. */
export type Screened = {
  /** Null is a sender that no transfer names. */
  of(sender: string | null): string | null | undefined
}

const NOBODY: Screened = { of: () => null }

/**
 * Looks senders up with everybody who is configured, as of a proven block (D9). Trouble delays: what could not be looked up is neither
 * clear nor held, and is asked again by the next run.
 */
export async function screenSenders(
  { ctx, network, provider, others, signal }: Run,
  senders: readonly (string | null)[],
  block: number,
): Promise<Screened> {
  const { screening } = ctx
  const asking = screening?.sources.filter((source) => source.covers(network.id)) ?? []
  if (!screening || asking.length === 0) return NOBODY
  const addresses = [...new Set(senders.filter((sender) => sender !== null))]
  const providers = [provider, ...others]
  const found = new Map<string, string>()
  try {
    for (const source of addresses.length > 0 ? asking : []) {
      const listed = await source.listed({ network, providers, block, addresses }, signal)
      for (const address of listed) if (!found.has(address)) found.set(address, source.id)
    }
  } catch (error) {
    if (!isScreeningError(error)) throw error
    ctx.log.error({ network: network.id, error: describeError(error) }, 'senders could not be screened')
    return { of: (sender) => (sender === null ? unknown(screening.unknownSender) : undefined) }
  }
  return {
    of: (sender) => (sender === null ? unknown(screening.unknownSender) : (found.get(sender) ?? null)),
  }
}

function unknown(policy: 'hold' | 'pass'): string | null {
  return policy === 'hold' ? UNKNOWN_SENDER : null
}
