import { eq } from 'drizzle-orm'
import { POST as play } from '@/app/api/v1/test/scenarios/route'
import { apiKeys, settlements, webhookDeliveries, type Mode } from '@/db/schema'
import { createKeyHasher } from '@/lib/auth/keyHasher'
import type { App } from '@/lib/server/app'
import { issueApiKey } from '@/lib/services/apiKeys/issueApiKey'
import { cancelInvoice } from '@/lib/services/invoices/cancelInvoice'
import { createInvoice } from '@/lib/services/invoices/createInvoice'
import { createEndpoint } from '@/lib/services/webhooks/createEndpoint'
import { ask } from './api'
import { invoiceInput } from './world'

/** How test invoices come into the states that only payments bring about. */
const SCENARIOS = [
  [],
  [{ pay: 'rest' }, { wait: 'confirmed' }],
  [{ pay: '60%' }],
  [{ wait: 'expired' }],
  [{ pay: 'excess' }, { wait: 'confirmed' }],
  [{ wait: 'expired' }, { pay: 'rest' }],
]

/** Ids of something of everything that a merchant can have, in both modes and in most states. */
export async function somethingOfEach(app: App, merchantId: string): Promise<string[]> {
  const hasher = createKeyHasher(app.env.apiKeyPeppers)
  const asks = { merchantId, label: 'test', ipAddress: null, userAgent: null, requestId: null }
  const ids: string[] = []
  for (const mode of ['live', 'test'] as const satisfies Mode[]) {
    const actor = { ...asks, mode }
    const { view } = await createEndpoint(app, actor, {
      url: 'https://shop.invalid/webhook',
      events: ['*'],
      secret: null,
      allowedIps: [],
      maxRetries: 5,
      retryBackoff: 'exponential',
      timeoutSeconds: 5,
      enabled: true,
    })
    const pending = await createInvoice(app, actor, invoiceInput())
    const cancelled = await createInvoice(app, actor, invoiceInput())
    await cancelInvoice(app, actor, cancelled.invoice.id, { reason: null })
    const key = await issueApiKey(
      app,
      { merchantId, mode, form: `sk_${mode}`, name: 'theirs', scopes: [] },
      hasher,
    )
    ids.push(view.endpoint.id, pending.invoice.id, cancelled.invoice.id, key.id)
  }
  const { key, id } = await issueApiKey(
    app,
    { merchantId, mode: 'test', form: 'sk_test', name: 'plays', scopes: [] },
    hasher,
  )
  for (const steps of SCENARIOS) {
    const { invoice } = await createInvoice(app, { ...asks, mode: 'test' }, invoiceInput())
    ids.push(invoice.id)
    if (steps.length === 0) continue
    const body = { invoice_id: invoice.id, steps }
    const { status, text } = await ask(app, play, '/api/v1/test/scenarios', { key, body })
    if (status !== 200) throw new Error(`the scenario was not played: ${text}`)
  }
  await app.db.delete(apiKeys).where(eq(apiKeys.id, id))
  const settled = await app.db.select().from(settlements).where(eq(settlements.merchantId, merchantId))
  const sent = await app.db.select().from(webhookDeliveries).limit(20)
  return [...ids, ...settled.map((one) => one.id), ...sent.map((one) => one.id)]
}
