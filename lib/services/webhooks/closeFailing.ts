import { closeEndpoints } from '@/db/queries/webhookEndpointChanges'
import type { EndpointRow } from '@/db/queries/webhookEndpoints'
import type { ReceiverRow } from '@/db/queries/webhookReceivers'
import { findMerchant } from '@/db/queries/merchants'
import { addressesOfMembers } from '@/db/queries/users'
import { PERMISSIONS } from '@/lib/domain/access'
import { webhookDisabledMail } from '@/lib/mail/messages'
import { fieldsOf } from '../audit/changesOf'
import { recordAudit } from '../audit/recordAudit'
import type { ServiceContext } from '../context'
import { SYSTEM } from '../events/recordEvents'
import { postMail } from '../mail/postMail'
import { loggable } from './createEndpoint'

/** An endpoint whose every try failed for so long is disabled. */
export const GIVEN_UP_AFTER_DAYS = 7
/** And no sooner than after so many tries: time alone may mean that nothing was sent. */
const GIVEN_UP_AFTER_FAILURES = 10

const DISPATCHER = { ...SYSTEM, label: 'system:webhooks' }

/** The server has given this receiver up: every try failed, for long enough and often enough. */
export function isGivenUp({ failingSince, failures }: ReceiverRow, now: Date): boolean {
  const since = now.getTime() - GIVEN_UP_AFTER_DAYS * 24 * 60 * 60_000
  return failingSince !== null && failingSince.getTime() <= since && failures >= GIVEN_UP_AFTER_FAILURES
}

/** Disables endpoints, and tells their merchants by mail, in the transaction of the tries that showed it. */
export async function closeFailing(
  ctx: ServiceContext,
  found: { gone: readonly string[]; failing: readonly string[] },
  now: Date,
): Promise<EndpointRow[]> {
  const closed = [
    ...(await closeEndpoints(ctx.db, found.gone, 'gone', now)),
    ...(await closeEndpoints(ctx.db, found.failing, 'failing', now)),
  ]
  for (const endpoint of closed) {
    await recordAudit(
      ctx,
      { ...DISPATCHER, merchantId: endpoint.merchantId, mode: endpoint.mode },
      {
        action: 'webhook_endpoint.disabled',
        subject: endpoint.id,
        changes: fieldsOf(loggable(endpoint), ['url', 'disabledReason']),
      },
    )
    await tellMerchant(ctx, endpoint)
  }
  return closed
}

/** Whoever can mend it and has confirmed their address; where nobody has, the merchant's contact. */
async function tellMerchant(ctx: ServiceContext, endpoint: EndpointRow): Promise<void> {
  const merchant = await findMerchant(ctx.db, endpoint.merchantId)
  if (!merchant) return
  const members = await addressesOfMembers(ctx.db, merchant.id, PERMISSIONS['webhooks:manage'])
  for (const to of members.length > 0 ? members : [merchant.contactEmail]) {
    await postMail(
      ctx,
      webhookDisabledMail(to, {
        url: endpoint.url,
        mode: endpoint.mode,
        isGone: endpoint.disabledReason === 'gone',
        days: GIVEN_UP_AFTER_DAYS,
        publicUrl: ctx.policy.publicUrl,
      }),
    )
  }
}
