import { findCheckoutConfig } from '@/db/queries/checkoutConfigs'
import { DomainError } from '@/lib/domain/errors'
import { mustBeAllowed } from '../access'
import type { Actor, ServiceContext } from '../context'
import { through } from '../webhooks/endpointActor'
import { rotateSecret } from '../webhooks/rotateSecret'
import { endpointOfConfig } from './getConfig'

/**
 * Replaces the secret that webhooks of document 000 are signed with; the one before it signs beside it until then (W2). Throws NOT_FOUND
 * without a configuration, VALIDATION_FAILED where it never named a webhook URL, NOT_PERMITTED.
 */
export async function rotateConfigSecret(
  ctx: ServiceContext,
  actor: Actor,
  overlapSeconds: number,
): Promise<{ secret: string; previousUntil: Date | null }> {
  mustBeAllowed(actor, 'config:write')
  if (!(await findCheckoutConfig(ctx.db, actor))) {
    throw new DomainError('NOT_FOUND', 'Configuration not found')
  }
  const endpoint = await endpointOfConfig(ctx, actor)
  if (!endpoint) {
    throw new DomainError(
      'VALIDATION_FAILED',
      'webhookUrl: must be set before there is a secret to replace',
      {
        field: 'webhookUrl',
      },
    )
  }
  const rotated = await rotateSecret(ctx, through('checkout', actor), endpoint.id, {
    secret: null,
    overlapSeconds,
  })
  if (rotated.madeSecret === null) throw new Error('a rotation made no secret')
  return { secret: rotated.madeSecret, previousUntil: rotated.view.endpoint.previousSecretUntil }
}
