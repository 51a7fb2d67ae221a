import { DomainError, isDomainError } from '@/lib/domain/errors'
import type { Actor, ServiceContext } from '../context'
import { changeEndpoint } from '../webhooks/changeEndpoint'
import { createEndpoint } from '../webhooks/createEndpoint'
import { through } from '../webhooks/endpointActor'
import { ENDPOINT_DEFAULTS } from '../webhooks/endpointDefaults'
import { endpointOfConfig } from './getConfig'

/** Has the merchant told of these events at this URL, or nowhere; answers the secret where one was made. Throws VALIDATION_FAILED. */
export async function putEndpoint(
  tx: ServiceContext,
  actor: Actor,
  { url, events }: { url: string | null; events: readonly string[] },
): Promise<string | null> {
  const known = await endpointOfConfig(tx, actor)
  if (url === null) {
    if (known?.enabled) await changeEndpoint(tx, through('checkout', actor), known.id, { enabled: false })
    return null
  }
  try {
    if (known) {
      const change = { url, events, enabled: true }
      const isSame = known.enabled && known.url === url && same(known.events, events)
      if (!isSame) await changeEndpoint(tx, through('checkout', actor), known.id, change)
      return null
    }
    const made = await createEndpoint(tx, actor, {
      dialect: 'checkout',
      url,
      events,
      secret: null,
      allowedIps: [],
      ...ENDPOINT_DEFAULTS,
      enabled: true,
    })
    return made.madeSecret
  } catch (error) {
    throw isDomainError(error) && error.detail.field === 'url' ? ofConfig(error) : error
  }
}

/** The same refusal, where its field has another name. */
function ofConfig({ code, message, detail }: DomainError): DomainError {
  return new DomainError(code, message.replace(/^url: /, 'webhookUrl: '), { ...detail, field: 'webhookUrl' })
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((value) => other.includes(value))
}
