import { lockEndpoint, updateEndpoint } from '@/db/queries/webhookEndpointChanges'
import type { EndpointRow } from '@/db/queries/webhookEndpoints'
import { newSecret, secretHint } from '@/lib/webhooks/secrets'
import { mustBeAllowed } from '../access'
import { changesOf } from '../audit/changesOf'
import { recordAudit } from '../audit/recordAudit'
import { serverTime, type ServiceContext } from '../context'
import type { EndpointActor } from './endpointActor'
import { inTransaction } from '../transaction'
import { endpointNotFound, getEndpoint, type EndpointView } from './getEndpoint'

/** How long the secret before signs beside the new one, unless said. */
export const SECRET_OVERLAP_SECONDS = 24 * 60 * 60
export const LONGEST_OVERLAP_SECONDS = 7 * SECRET_OVERLAP_SECONDS

export type RotateSecretInput = {
  /** Null makes one. */
  secret: string | null
  /** 0 ends the old one now, such as one that leaked. */
  overlapSeconds: number
}

/**
 * Replaces the secret of an endpoint. The one before it signs beside it for a while; what came before that does not any more
 * (W2). `madeSecret` is shown now and never again. Throws NOT_FOUND, NOT_PERMITTED.
 */
export async function rotateSecret(
  ctx: ServiceContext,
  actor: EndpointActor,
  id: string,
  input: RotateSecretInput,
): Promise<{ view: EndpointView; madeSecret: string | null }> {
  mustBeAllowed(actor, 'webhooks:manage')
  return inTransaction(ctx, async (tx) => {
    const before = await lockEndpoint(tx.db, actor, id)
    if (!before) throw endpointNotFound()
    const now = serverTime(tx)
    const secret = input.secret ?? newSecret()
    await updateEndpoint(tx.db, id, {
      ...replaced(tx, before, secret, input.overlapSeconds, now),
      updatedAt: now,
    })
    const view = await getEndpoint(tx, actor, id)
    await recordAudit(tx, actor, {
      action: 'webhook_endpoint.secret_rotated',
      subject: id,
      changes: {
        ...changesOf(before, view.endpoint, ['secretHint']),
        overlap_seconds: input.overlapSeconds,
      },
    })
    return { view, madeSecret: input.secret === null ? secret : null }
  })
}

/** The columns of a secret in place of another. The same one again is no new one, and ends no overlap but at 0. */
export function replaced(
  { secrets }: Pick<ServiceContext, 'secrets'>,
  before: EndpointRow,
  secret: string,
  overlapSeconds: number,
  now: Date,
): Partial<EndpointRow> {
  const ended = { previousSecret: null, previousSecretUntil: null }
  const present = secrets.open(before.secret, 'webhook_endpoints.secret', before.id)
  if (present === secret) return overlapSeconds === 0 ? ended : {}
  const overlap =
    overlapSeconds === 0
      ? ended
      : {
          previousSecret: secrets.seal(present, 'webhook_endpoints.previous_secret', before.id),
          previousSecretUntil: new Date(now.getTime() + overlapSeconds * 1000),
        }
  return {
    secret: secrets.seal(secret, 'webhook_endpoints.secret', before.id),
    secretHint: secretHint(secret),
    ...overlap,
  }
}
