import { DomainError } from '@/lib/domain/errors'
import { mustBeAllowed } from '../access'
import type { Actor, ServiceContext } from '../context'
import { acceptedTreasury } from './acceptedTreasury'
import { CHALLENGE_MS, treasuryChallenge } from './challenge'

/** A text for a treasury to sign, which shows that it is meant (F4). Throws VALIDATION_FAILED. */
export async function challengeTreasury(
  ctx: ServiceContext,
  actor: Actor,
  given: { network: string; treasury: string },
): Promise<{ message: string; until: Date }> {
  mustBeAllowed(actor, 'payment_methods:write')
  const network = ctx.networks.all().find((open) => open.id === given.network)
  if (!network || network.mode !== actor.mode) {
    throw new DomainError(
      'VALIDATION_FAILED',
      `network: ${given.network} is not open for ${actor.mode} payments`,
      { field: 'network' },
    )
  }
  const treasury = await acceptedTreasury(ctx, network, given.treasury)
  // To the second, as it is told.
  const until = new Date(Math.floor((ctx.clock.now().getTime() + CHALLENGE_MS) / 1000) * 1000)
  return { message: treasuryChallenge(ctx, actor, { network, treasury, until }), until }
}
