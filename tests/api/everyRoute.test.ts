import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { refunds, settlements, sessionEvents, webhookDeliveries } from '@/db/schema'
import { KEY_FORMS, type KeyForm } from '@/lib/auth/keyForms'
import { createKeyHasher } from '@/lib/auth/keyHasher'
import { createTokenSigner } from '@/lib/auth/tokens'
import { allows, SCOPES, type Scope } from '@/lib/auth/scopes'
import type { AnyErrorCode, Route } from '@/lib/http/dialect'
import { DEFAULT_TIMING } from '@/lib/domain/paymentTiming'
import { methodsOf } from '@/db/queries/paymentMethods'
import { createCheckoutKey } from '@/lib/services/apiKeys/createCheckoutKey'
import { putConfig, type ConfigInput } from '@/lib/services/checkoutConfig/putConfig'
import { revokeApiKey } from '@/lib/services/apiKeys/revokeApiKey'
import { issueApiKey } from '@/lib/services/apiKeys/issueApiKey'
import { createLog } from '@/lib/server/log'
import { createInvoice } from '@/lib/services/invoices/createInvoice'
import { declareWallet } from '@/lib/services/wallets/declareWallet'
import { createLink } from '@/lib/services/links/createLink'
import { createCheckoutInvoice } from '@/lib/services/checkout/createCheckoutInvoice'
import { createSession } from '@/lib/services/sessions/createSession'
import { createEndpoint } from '@/lib/services/webhooks/createEndpoint'
import { ENDPOINT_DEFAULTS } from '@/lib/services/webhooks/endpointDefaults'
import { NEW_CHECKOUT_INVOICE } from '@/lib/http/checkout/invoiceBodies'
import { NEW_CUSTOMER } from '@/lib/http/sessions/customerSchemas'
import { NEW_LINK } from '@/lib/http/sessions/linkSchemas'
import { NEW_SESSION } from '@/lib/http/sessions/sessionSchemas'
import { MANIFEST } from '@/server/manifest.gen'
import description from '@/server/openapi.json'
import { ask, EXAMPLE } from '@/tests/support/api'
import { testApp } from '@/tests/support/app'
import { describedBy } from '@/tests/support/drawn/apiDescription'
import { checkoutInput } from '@/tests/support/checkout'
import { linkInput, sessionInput } from '@/tests/support/links'
import { invoiceInput } from '@/tests/support/world'

/** What the server would have written of all these requests. */
const logged: string[] = []
const world = await testApp({ log: createLog('debug', { write: (line) => void logged.push(line) }) })
const { app } = world
const owner = await world.merchant()
const stranger = await world.merchant()
const OWNER = {
  merchantId: owner.id,
  mode: 'live' as const,
  label: 'test',
  role: 'owner' as const,
  ipAddress: null,
  userAgent: null,
  requestId: null,
}

const CONFIG: ConfigInput = {
  defaultPaymentTiming: DEFAULT_TIMING,
  invoiceIssuerName: null,
  sendInvoiceCreatedEmail: false,
  sendInvoicePaidEmail: false,
  invoiceCreateFields: {},
  redirectUrl: null,
  webhookUrl: null,
  events: [],
  methods: null,
}
const REFUND = 'ref_of_the_owner'
let sessionDelivery = ''

/** Something of the owner's for every path with an id: a new route needs its line here. */
const IDS: Record<string, string> = await theirs()

/** A body that each route takes, so that it is not the body that is refused; `{}` unless named. */
const BODIES: Record<string, unknown> = {
  'POST /api/v1/invoices': EXAMPLE,
  'POST /api/v1/api-keys': { name: 'One' },
  'POST /api/checkout/api-keys': { label: 'One' },
  'POST /api/checkout/payment-methods': {
    assetCode: 'ETH',
    network: 'local',
    treasury: `0x${'a5'.repeat(20)}`,
  },
  'POST /api/checkout/payment-methods/treasury-challenge': {
    network: 'local',
    treasury: `0x${'a5'.repeat(20)}`,
  },
  'POST /api/v1/test/scenarios': {
    invoice_id: IDS['/api/v1/test/invoices/{id}/payments'],
    steps: [{ wait: '1m' }],
  },
  'POST /api/v1/invoices/{id}/complete': { reason: 'x' },
  'POST /api/v1/invoices/{id}/refunds': { to: `0x${'a2'.repeat(20)}`, amount: 'full' },
  'PATCH /api/v1/invoices/{id}/refunds/{refund_id}': { tx_hash: `0x${'a3'.repeat(32)}` },
  'POST /api/v1/merchants/me/wallets': { address: `0x${'a4'.repeat(20)}` },
  'POST /api/v1/payment_links': NEW_LINK,
  'POST /api/v1/checkout_sessions': NEW_SESSION,
  'POST /api/v1/customers': NEW_CUSTOMER,
  'POST /api/checkout/invoices': NEW_CHECKOUT_INVOICE,
  'POST /api/checkout/invoices/{id}/record-payment': { note: 'x' },
  'POST /api/checkout/invoices/{id}/exception/resolve': { action: 'ignore', note: 'x' },
  'POST /api/v1/webhook_endpoints': { url: 'https://merchant.com/sessions' },
  'POST /api/v1/webhook-endpoints': { url: 'https://merchant.com/webhook', events: ['invoice.paid'] },
}

const routes = MANIFEST.flatMap(({ path, methods }) =>
  Object.entries(methods).map(([method, route]) => ({ name: `${method} ${path}`, method, path, route })),
)
const keyed = routes.flatMap((one) => {
  const { access } = one.route.spec
  return access.kind === 'scopes' ? [{ ...one, scopes: access.scopes }] : []
})

type Case = { name: string; method: string; path: string; route: Route }

/** Every key and token that was sent, and every secret that was answered. */
const secrets = new Set<string>()

async function send({ name, method, path, route }: Case, key?: string) {
  if (key && key.length > 15) secrets.add(key)
  const id = IDS[path]
  if (path.includes('{id}') && id === undefined) throw new Error(`${path} has no line in IDS`)
  const below = { refund_id: REFUND, delivery_id: sessionDelivery }
  const filled = path.replace('{refund_id}', REFUND).replace('{delivery_id}', sessionDelivery)
  const told = await ask(app, route, filled.replace('{id}', id ?? ''), {
    method,
    ...(key ? { key } : {}),
    ...(id ? { params: { id, ...below } } : {}),
    ...(route.spec.body ? { body: BODIES[name] ?? {} } : {}),
  })
  for (const [secret] of told.text.matchAll(/whsec_[\w+/=]{16,}|\b[a-z]{2}_(live|test)_\w{32,}/g))
    secrets.add(secret)
  return told
}

/** For the form of errors, which every one of them must have. */
const described = describedBy(description)
const hasher = createKeyHasher(app.env.apiKeyPeppers)

/** A key that holds every scope but those that the route asks for. */
function without(scopes: readonly Scope[], merchantId = owner.id) {
  const rest = SCOPES.filter((scope) => !scopes.includes(scope))
  return world.key(merchantId, 'sk_live', rest)
}

/** Status and body of a refusal; document 000's bodies hold no code. */
function refused({ dialect }: Route, code: AnyErrorCode) {
  const { statusOf, nameOf, schema } = dialect.refusals
  const status = statusOf(code)
  return schema === 'CheckoutError' ? { status } : { status, json: { error: { code: nameOf(code) } } }
}

describe.each(keyed)('$name', (one) => {
  const { refusals } = one.route.dialect

  it('401 without a key, and with one that is revoked, with its token too', async () => {
    expect(await send(one)).toMatchObject(refused(one.route, 'UNAUTHENTICATED'))
    const input = { merchantId: owner.id, mode: 'live', form: 'sk_live', name: 'test', scopes: [] } as const
    const { id, key } = await issueApiKey(app, input, hasher)
    const now = app.clock.now()
    const expiresAt = new Date(now.getTime() + 60_000)
    const signer = createTokenSigner(app.env.jwtSecrets, app.env.publicUrl)
    const token = await signer.sign({ keyId: id, scopes: SCOPES, expiresAt }, now)
    await revokeApiKey(app, OWNER, id)
    for (const ended of [key, token]) expect((await send(one, ended)).status).toBe(401)
  })

  it('401 with a key that is malformed, or whose time is over, with its token too', async () => {
    const now = app.clock.now()
    const expiresAt = new Date(now.getTime() - 1)
    const input = { merchantId: owner.id, mode: 'live', form: 'sk_live', name: 'test', scopes: [] } as const
    const { id, key } = await issueApiKey(app, { ...input, expiresAt }, hasher)
    const signer = createTokenSigner(app.env.jwtSecrets, app.env.publicUrl)
    const alive = new Date(now.getTime() + 60_000)
    const token = await signer.sign({ keyId: id, scopes: SCOPES, expiresAt: alive }, now)
    const unsigned = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJrZXlfMSJ9.'
    const malformed = ['x', 'sk_live_', `${key}x`, key.slice(0, -1), `SK_LIVE_${key.slice(8)}`, unsigned]
    for (const ended of [key, token, ...malformed]) {
      const told = await send(one, ended)
      expect(told).toMatchObject({ status: 401, headers: { 'www-authenticate': 'Bearer' } })
      expect(described.mismatch(['components', 'schemas', refusals.schema], told.json)).toBeNull()
    }
  })

  it('403 with every scope but its own', async () => {
    const told = await send(one, await without(one.scopes))
    expect(told).toMatchObject(refused(one.route, 'FORBIDDEN'))
  })

  it('403 with a key whose form cannot hold its scopes', async () => {
    for (const form of Object.keys(KEY_FORMS) as KeyForm[]) {
      if (allows(KEY_FORMS[form].scopes, one.scopes)) continue
      expect((await send(one, await world.key(owner.id, form))).status).toBe(403)
    }
  })
})

it('finds what the 404s below are about, for whoever it belongs to', async () => {
  for (const one of keyed.filter(({ method, path }) => method === 'GET' && path.includes('{id}'))) {
    expect(await send(one, await world.key(owner.id))).toMatchObject({ status: 200 })
  }
})

/** Those that name something of a merchant's, in the path or in the body. */
const naming = keyed.filter(
  ({ name, path }) => path.includes('{id}') || name === 'POST /api/v1/test/scenarios',
)
it.each(naming)('$name: 404 for what is another merchant’s, or of the other mode', async (one) => {
  // A live key manages test keys too (ADR 0021); a test key no live ones, and nothing else crosses modes.
  const { refusals } = one.route.dialect
  const isTest = one.path.startsWith('/api/v1/test/')
  const keys = [await world.key(stranger.id, isTest ? 'sk_test' : 'sk_live')]
  if (!isTest) keys.push(await world.key(owner.id, 'sk_test'))
  for (const key of keys) {
    const told = await send(one, key)
    expect(told).toMatchObject(refused(one.route, 'NOT_FOUND'))
    expect(described.mismatch(['components', 'schemas', refusals.schema], told.json)).toBeNull()
  }
})

it.each(keyed.filter(({ path }) => path.includes('{refund_id}')))(
  '$name: 404 below another invoice, were it one’s own',
  async (one) => {
    const { invoice } = await createInvoice(app, OWNER, invoiceInput())
    const path = one.path.replace('{id}', invoice.id).replace('{refund_id}', REFUND)
    const told = await ask(app, one.route, path, {
      method: one.method,
      key: await world.key(owner.id),
      params: { id: invoice.id, refund_id: REFUND },
      ...(one.route.spec.body ? { body: BODIES[one.name] ?? {} } : {}),
    })
    expect(told.status).toBe(404)
  },
)

/** What lies in a treasury is asked of a chain, which is not there (`tests/api/document000/balance.test.ts`). */
const lists = keyed.filter(
  ({ method, path }) => method === 'GET' && !path.includes('{') && path !== '/api/checkout/config/balance',
)

it.each(lists)('$name shows nothing of another merchant, nor of the other mode', async (one) => {
  const ofBoth = [owner.id, owner.contactEmail]
  const ofTest = Object.entries(IDS).flatMap(([path, id]) => (path.startsWith('/api/v1/test/') ? [id] : []))
  const live = Object.values(IDS).filter((id) => !ofTest.includes(id))
  const shown = await send(one, await world.key(stranger.id))
  expect(shown.status).toBe(200)
  for (const secret of [...live, ...ofTest, ...ofBoth]) expect(shown.text).not.toContain(secret)
  const inTest = await send(one, await world.key(owner.id, 'sk_test'))
  expect(inTest.status).toBe(200)
  for (const secret of live) expect(inTest.text).not.toContain(secret)
})

describe.each(routes.filter(({ route }) => route.spec.access.kind === 'operator'))('$name', (one) => {
  it('401 without the operator’s secret, and with a merchant’s key', async () => {
    for (const key of [undefined, await world.key(owner.id)]) expect((await send(one, key)).status).toBe(401)
  })
})

it('writes none of all these keys, tokens, secrets and e-mail addresses into the log', async () => {
  const key = await world.key(owner.id)
  const asked = routes.filter(({ path }) => !path.includes('{') || path in IDS)
  for (const one of asked) await send(one, key)
  const log = logged.join('')
  expect(logged.length).toBeGreaterThan(asked.length)
  expect(secrets.size).toBeGreaterThan(asked.length)
  const rings = [app.env.apiKeyPeppers, app.env.encryptionKeys, app.env.authKeys, app.env.jwtSecrets]
  for (const { key: bytes } of rings.flat()) secrets.add(bytes.toString('hex'))
  for (const secret of [...secrets, owner.contactEmail, 'customer@example.com', EXAMPLE.title]) {
    expect(log.includes(secret), `${secret.slice(0, 12)} stands in the log`).toBe(false)
  }
})

async function theirs(): Promise<Record<string, string>> {
  const invoice = await createInvoice(app, OWNER, invoiceInput({ metadata: { customer_id: 'cust_456' } }))
  const { id: invoiceId, customerId } = invoice.invoice
  const now = app.clock.now()
  const tenant = { merchantId: owner.id, mode: 'live' as const }
  const [settlement] = await app.db
    .insert(settlements)
    .values({
      ...tenant,
      id: 'set_of_the_owner',
      invoiceId,
      network: 'local',
      token: 'USDT',
      decimals: 6,
      gross: 100n,
      fee: 1n,
      net: 99n,
      feeBps: 100,
      currency: 'USD',
      grossValue: 10_000n,
      feeValue: 100n,
      fundedAt: now,
      status: 'completed',
      createdAt: now,
    })
    .returning()
  await app.db.insert(refunds).values({
    ...tenant,
    id: REFUND,
    invoiceId,
    network: 'local',
    token: 'USDT',
    decimals: 6,
    kind: 'partial',
    amount: 1n,
    uncounted: 0n,
    recipient: `0x${'a2'.repeat(20)}`,
    preparedBlock: 1,
    expiresAt: new Date(now.getTime() + 86_400_000),
    requiredConfirmations: 1,
    createdAt: now,
  })
  const key = await issueApiKey(
    app,
    { ...tenant, form: 'sk_live', name: 'theirs', scopes: [] },
    createKeyHasher(app.env.apiKeyPeppers),
  )
  const shopKey = await createCheckoutKey(app, OWNER, 'theirs', createKeyHasher(app.env.apiKeyPeppers))
  const methods = await methodsOf(app.db, OWNER)
  for (const merchantId of [owner.id, stranger.id]) {
    for (const mode of ['live', 'test'] as const) await putConfig(app, { ...OWNER, merchantId, mode }, CONFIG)
  }
  const { view } = await createEndpoint(app, OWNER, {
    url: 'https://merchant.com/webhook',
    events: ['*'],
    secret: null,
    allowedIps: [],
    maxRetries: 5,
    retryBackoff: 'exponential',
    timeoutSeconds: 30,
    enabled: true,
  })
  const link = await createLink(app, OWNER, linkInput())
  const told = await createEndpoint(app, OWNER, {
    dialect: 'sessions',
    url: 'https://merchant.com/sessions',
    events: ['*'],
    secret: null,
    allowedIps: [],
    ...ENDPOINT_DEFAULTS,
    enabled: true,
  })
  const session = await createSession(app, OWNER, sessionInput({ linkId: link.id }))
  const testSession = await createSession(app, { ...OWNER, mode: 'test' }, sessionInput())
  const checkout = await createCheckoutInvoice(app, OWNER, checkoutInput({ externalInvoiceId: 'theirs' }))
  const wallet = await declareWallet(app, OWNER, { address: `0x${'a1'.repeat(20)}`, label: null })
  await createInvoice(app, OWNER, invoiceInput())
  const tested = await createInvoice(app, { ...OWNER, mode: 'test' }, invoiceInput())
  const deliveries = await app.db.select().from(webhookDeliveries)
  const delivery = deliveries.find(({ endpointId }) => endpointId === view.endpoint.id)
  sessionDelivery = deliveries.find(({ endpointId }) => endpointId === told.view.endpoint.id)?.id ?? ''
  const [event] = await app.db
    .select()
    .from(sessionEvents)
    .where(eq(sessionEvents.sessionId, session.session.id))
  return {
    '/api/checkout/api-keys/{id}': shopKey.row.id,
    '/api/checkout/payment-methods/{id}': methods[0]?.id ?? '',
    '/api/v1/api-keys/{id}': key.id,
    '/api/v1/customers/{id}': customerId ?? '',
    '/api/v1/customers/{id}/credit': customerId ?? '',
    '/api/v1/events/{id}': event?.id ?? '',
    '/api/checkout/invoices/{id}': checkout.invoice.uuid,
    '/api/checkout/invoices/{id}/status': checkout.invoice.uuid,
    '/api/checkout/invoices/{id}/payments': checkout.invoice.uuid,
    '/api/checkout/invoices/{id}/void': checkout.invoice.uuid,
    '/api/checkout/invoices/{id}/record-payment': checkout.invoice.uuid,
    '/api/checkout/invoices/{id}/exception/resolve': checkout.invoice.uuid,
    '/api/v1/public/invoice/{id}/address_proof': invoiceId,
    '/api/v1/invoices/{id}': invoiceId,
    '/api/v1/invoices/{id}/cancel': invoiceId,
    '/api/v1/invoices/{id}/complete': invoiceId,
    '/api/v1/invoices/{id}/refunds': invoiceId,
    '/api/v1/invoices/{id}/refunds/{refund_id}': invoiceId,
    '/api/v1/invoices/{id}/refunds/{refund_id}/cancel': invoiceId,
    '/api/v1/merchants/me/wallets/{id}': wallet.id,
    '/api/v1/checkout_sessions/{id}': session.session.id,
    '/api/v1/test/checkout_sessions/{id}/payments': testSession.session.id,
    '/api/v1/payment_links/{id}': link.id,
    '/api/v1/settlements/{id}': settlement?.id ?? '',
    '/api/v1/test/invoices/{id}/payments': tested.invoice.id,
    '/api/v1/webhook_endpoints/{id}': told.view.endpoint.id,
    '/api/v1/webhook_endpoints/{id}/test': told.view.endpoint.id,
    '/api/v1/webhook_endpoints/{id}/rotate_secret': told.view.endpoint.id,
    '/api/v1/webhook_endpoints/{id}/deliveries': told.view.endpoint.id,
    '/api/v1/webhook_endpoints/{id}/deliveries/{delivery_id}/replay': told.view.endpoint.id,
    '/api/v1/webhook-endpoints/{id}': view.endpoint.id,
    '/api/v1/webhook-endpoints/{id}/rotate-secret': view.endpoint.id,
    '/api/v1/webhook-endpoints/{id}/test': view.endpoint.id,
    '/api/v1/webhook-endpoints/{id}/deliveries': view.endpoint.id,
    '/api/v1/webhook-deliveries/{id}/resend': delivery?.id ?? '',
  }
}
