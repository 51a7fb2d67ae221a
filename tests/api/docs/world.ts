import type { AddressInfo } from 'node:net'
import { eq } from 'drizzle-orm'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { afterAll } from 'vitest'
import { methodsOf } from '@/db/queries/paymentMethods'
import { merchants, networkCursors } from '@/db/schema'
import { NEW_CHECKOUT_INVOICE } from '@/lib/http/checkout/invoiceBodies'
import { createKeyHasher } from '@/lib/auth/keyHasher'
import { NEW_INVOICE } from '@/lib/http/invoices/examples'
import { NEW_REFUND } from '@/lib/http/invoices/refundSchemas'
import { NEW_LINK } from '@/lib/http/sessions/linkSchemas'
import { NEW_SESSION } from '@/lib/http/sessions/sessionSchemas'
import { createCheckoutKey } from '@/lib/services/apiKeys/createCheckoutKey'
import { addPaymentMethod } from '@/lib/services/merchants/addPaymentMethod'
import { setLogo } from '@/lib/services/merchants/setLogo'
import { createHttpServer } from '@/server/httpServer'
import { CRON_SECRET, testApp } from '@/tests/support/app'
import { discLogo } from '@/tests/support/logo'
import { startReceiver } from '@/tests/support/webhookReceiver'

const OWNER = { mode: 'test', label: 'test', ipAddress: null, userAgent: null, requestId: null } as const

type Steps = readonly Record<string, unknown>[]

const PAID: Steps = [{ pay: 'rest' }]

/** What must have happened to the invoice of an example before it; it is paid unless named here. */
const BEFORE: Record<string, Steps> = {
  'POST /api/v1/invoices/{id}/cancel': [],
  'POST /api/v1/test/invoices/{id}/payments': [],
  'POST /api/v1/invoices/{id}/complete': [{ pay: '60%' }, { wait: 'expired' }],
  'POST /api/v1/test/scenarios': [],
  'GET /api/v1/public/invoice/{id}': [{ pay: '60%' }],
  'GET /api/v1/public/invoice/{id}/qr': [],
  'POST /api/v1/public/invoice/{id}/quote': [{ wait: 'expired' }],
  'POST /api/checkout/invoices/{id}/void': [],
  'POST /api/checkout/invoices/{id}/record-payment': [],
  'POST /api/checkout/invoices/{id}/exception/resolve': [{ wait: 'expired' }, { pay: 'rest' }],
  'GET /api/checkout/pay/{id}': [],
}

/** Examples that ask a chain, of which there is none here: they show what they are refused with. */
export const WITHOUT_CHAIN: readonly string[] = [
  'POST /api/checkout/pay/{id}/sync-wallet-payment',
  'POST /api/checkout/pay/{id}/relay',
  'POST /api/checkout/address-transfer-withdrawals/confirm',
]

/** A running instance with a merchant in test mode, in which every example of the reference has something to work on. */
export async function documentedInstance({ inRealTime = false } = {}) {
  const receiver = await startReceiver()
  const world = await testApp({
    environment: {
      // Open, and never asked for anything that an example needs.
      NETWORKS: 'sepolia',
      RPC_URLS_LOCAL: '',
      RPC_URLS_SEPOLIA: 'http://127.0.0.1:9',
      RATE_SOURCES: 'none',
      LOCAL_NETWORK_MODE: '',
      REGISTRATION: 'open',
      WEBHOOK_ALLOWED_RANGES: '127.0.0.0/8@1-65535',
    },
  })
  // Receivers refuse what is old.
  if (inRealTime) world.app.clock = { now: () => new Date() }
  const merchant = await world.newMerchant()
  // Room for everything that the examples make.
  await world.app.db.update(merchants).set({ planType: 'enterprise' }).where(eq(merchants.id, merchant.id))
  await addPaymentMethod(world.app, {
    merchantId: merchant.id,
    mode: 'test',
    network: 'sepolia',
    token: 'USDT',
    treasury: privateKeyToAccount(generatePrivateKey()).address,
  })
  // As if it had been read, for as long as the tests go on.
  const asRead = { verified: true, blockNumber: 1, blockTime: new Date('2100-01-01T00:00:00Z') }
  await world.app.db.update(networkCursors).set(asRead).where(eq(networkCursors.network, 'sepolia'))
  const key = await world.key(merchant.id, 'sk_test')
  // Document 000's keys are live ones; and what lies in a treasury is asked of a chain, which is not there.
  const liveKey = await world.key(merchant.id, 'sk_live')
  const elsewhere = await world.key((await world.newMerchant()).id, 'sk_test')
  const server = createHttpServer(world.app, async (_request, response) => void response.writeHead(404).end())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  afterAll(() => {
    server.close()
    server.closeAllConnections()
  })
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const send = async (
    path: string,
    body: unknown,
    document = '/api/v1',
  ): Promise<Record<string, unknown>> => {
    // What is made at the same moment stands in lists by chance.
    if (!inRealTime) world.advance(1_000)
    const answer = await fetch(`${base}${document}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`POST ${path}: ${await answer.text()}`)
    return answer.json() as Promise<Record<string, unknown>>
  }
  const configured = async () => {
    const answer = await fetch(`${base}/api/checkout/config`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ invoiceIssuerName: 'Acme VPN Services', webhookUrl: receiver.url }),
    })
    if (!answer.ok) throw new Error(`PUT /api/checkout/config: ${await answer.text()}`)
  }
  const read = async (path: string): Promise<Record<string, unknown>> => {
    const answer = await fetch(`${base}/api/v1${path}`, { headers: { authorization: `Bearer ${key}` } })
    return answer.json() as Promise<Record<string, unknown>>
  }
  const invoice = async (steps: Steps, more: object = {}): Promise<string> => {
    const { id } = await send('/invoices', { ...NEW_INVOICE, webhook_url: receiver.url, ...more })
    if (steps.length > 0) await send('/test/scenarios', { invoice_id: id, steps })
    return String(id)
  }
  const checkoutInvoice = async (steps: Steps): Promise<string> => {
    const { id } = await send('/invoices', NEW_CHECKOUT_INVOICE, '/api/checkout')
    if (steps.length > 0) await send('/test/scenarios', { invoice_id: id, steps })
    return String(id)
  }
  const endpoint = () => send('/webhook-endpoints', { url: receiver.url, events: ['*'] })
  const sessionsEndpoint = () => send('/webhook_endpoints', { url: receiver.url })

  /** Something fresh for each variable that an example can name. */
  const fresh: Record<string, (example: string, made: Record<string, string>) => Promise<unknown>> = {
    KEY: async (example) => {
      if (example.includes('/api/checkout/api-keys')) return liveKey
      if (example.includes('/api/checkout/config/balance')) return elsewhere
      if (example.includes('/api/checkout/config')) await configured()
      return key
    },
    CRON_SECRET: () => Promise.resolve(CRON_SECRET),
    INVOICE_ID: (example) =>
      example.includes('/api/checkout/')
        ? checkoutInvoice(BEFORE[example] ?? PAID)
        : invoice(BEFORE[example] ?? PAID),
    PAY_ID: (example) => checkoutInvoice(BEFORE[example] ?? PAID),
    CUSTOMER_ID: async (example) => {
      // Who is deleted is forgotten in every session too: somebody whom no other example shows.
      const leaves = { metadata: { customer_id: 'cust_789', customer_email: 'leaving@example.com' } }
      const named = example.startsWith('DELETE') ? leaves : {}
      const { customer } = await read(`/invoices/${await invoice([{ pay: '21.49' }], named)}`)
      return (customer as { id: string }).id
    },
    REFUND_ID: async (_, { INVOICE_ID }) =>
      (await send(`/invoices/${INVOICE_ID}/refunds`, { ...NEW_REFUND, amount: '1' })).id,
    SETTLEMENT_ID: async () => {
      const { settlement } = await read(`/invoices/${await invoice(PAID)}`)
      return (settlement as { id: string }).id
    },
    PAYMENT_LINK_ID: async () => (await send('/payment_links', NEW_LINK)).id,
    CHECKOUT_SESSION_ID: async () => (await send('/checkout_sessions', NEW_SESSION)).id,
    SLUG: async () => (await send('/payment_links', NEW_LINK)).slug,
    WALLET_ID: async () =>
      (await send('/merchants/me/wallets', { address: privateKeyToAccount(generatePrivateKey()).address }))
        .id,
    LOGO_ID: async () => (await setLogo(world.app, { ...OWNER, merchantId: merchant.id }, discLogo())).id,
    API_KEY_ID: async (example) => {
      if (!example.includes('/api/checkout/')) return (await send('/api-keys', { name: 'Shop' })).id
      const actor = { ...OWNER, mode: 'live' as const, merchantId: merchant.id, role: 'owner' as const }
      const hasher = createKeyHasher(world.app.env.apiKeyPeppers)
      return (await createCheckoutKey(world.app, actor, 'Shop', hasher)).row.id
    },
    PAYMENT_METHOD_ID: async () => {
      const methods = await methodsOf(world.app.db, { merchantId: merchant.id, mode: 'test' })
      return methods.find(({ network }) => network === 'sepolia')?.id
    },
    WEBHOOK_ENDPOINT_ID: async (example) =>
      (await (example.includes('webhook_endpoints') ? sessionsEndpoint() : endpoint())).id,
    EVENT_ID: async () => {
      await send('/checkout_sessions', NEW_SESSION)
      const { data } = await read('/events')
      return (data as { id: string }[])[0]?.id
    },
    DELIVERY_ID: async (_, { WEBHOOK_ENDPOINT_ID }) => {
      await send('/checkout_sessions', NEW_SESSION)
      const { data } = await read(`/webhook_endpoints/${WEBHOOK_ENDPOINT_ID}/deliveries`)
      return (data as { id: string }[])[0]?.id
    },
    WEBHOOK_DELIVERY_ID: async () => {
      const { webhook_deliveries } = await read(`/invoices/${await invoice(PAID)}`)
      return (webhook_deliveries as { id: string }[])[0]?.id
    },
  }

  return {
    base,
    send,
    key,
    liveKey,
    elsewhere,
    receiver,
    /** Values for the variables of an example, such as `POST /api/v1/invoices`. */
    async variables(example: string, names: readonly string[]): Promise<Record<string, string>> {
      const made: Record<string, string> = {}
      for (const name of names) {
        const make = fresh[name]
        if (!make) throw new Error(`${example}: nothing makes a ${name}; add it here`)
        made[name] = String(await make(example, made))
      }
      return made
    },
  }
}
