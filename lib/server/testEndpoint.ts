import { webhookTestBody } from '@/lib/http/invoices/presentWebhookTest'
import { checkoutTestBody } from '@/lib/http/checkout/presentWebhookTest'
import { sessionsTestBody } from '@/lib/http/sessions/presentWebhookTest'
import type { ServiceContext } from '@/lib/services/context'
import type { EndpointActor } from '@/lib/services/webhooks/endpointActor'
import { testEndpoint, type EndpointTest } from '@/lib/services/webhooks/testEndpoint'
import type { App } from './app'
import { openSender } from './dispatch'

/** Tests an endpoint over a connection of its own, as the API and the dashboard do. Throws what `testEndpoint` throws. */
export async function runEndpointTest(
  app: App,
  ctx: ServiceContext,
  actor: EndpointActor,
  id: string,
): Promise<EndpointTest> {
  const sender = openSender(app)
  try {
    return await testEndpoint(ctx, actor, id, {
      sender,
      bodies: { invoices: webhookTestBody, sessions: sessionsTestBody, checkout: checkoutTestBody },
    })
  } finally {
    await sender.close()
  }
}
