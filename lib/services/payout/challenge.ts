import type { Network } from '@/lib/chains/network'
import type { Actor, ServiceContext } from '../context'

/** A signature counts as long as its challenge says, and that is never longer. */
export const CHALLENGE_MS = 60 * 60_000

export type Challenged = { network: Network; treasury: string; until: Date }

/**
 * The text that a treasury signs to be accepted (F4). It names instance, merchant, mode and network, so that a signature for one is none for
 * another, and is made again when the signature comes: nothing is kept.
 */
export function treasuryChallenge(
  { policy }: Pick<ServiceContext, 'policy'>,
  { merchantId, mode }: Pick<Actor, 'merchantId' | 'mode'>,
  { network, treasury, until }: Challenged,
): string {
  return [
    `${policy.publicUrl} asks whether payments may go to this account.`,
    '',
    `Treasury: ${treasury}`,
    `Network: ${network.name} (chain ${network.chainId})`,
    `Merchant: ${merchantId}`,
    `Mode: ${mode}`,
    `Until: ${until.toISOString()}`,
  ].join('\n')
}
