import type { Route } from '@/lib/http/dialect'
import type { App } from '@/lib/server/app'

export type Asked = {
  key?: string
  params?: Record<string, string>
  /** A value is sent as JSON, a text as it is. */
  body?: unknown
  headers?: Record<string, string>
  method?: string
  /** Where it comes from. */
  address?: string
}

export type Told = {
  status: number
  headers: Record<string, string>
  text: string
  /** The parsed text; what a test expects of it decides its shape. */
  json: Record<string, unknown>
  bytes: Uint8Array
}

/** Sends a real Request through a route's pipeline; an answer that breaks its contract fails the test. */
export async function ask(app: App, route: Route, path: string, asked: Asked = {}): Promise<Told> {
  const sends = asked.body !== undefined
  const request = new Request(`http://checkout.test${path}`, {
    method: asked.method ?? (sends ? 'POST' : 'GET'),
    headers: {
      ...(asked.key ? { authorization: `Bearer ${asked.key}` } : {}),
      ...(sends ? { 'content-type': 'application/json' } : {}),
      ...asked.headers,
    },
    ...(sends ? { body: typeof asked.body === 'string' ? asked.body : JSON.stringify(asked.body) } : {}),
  })
  const reply = await route.answer(request, asked.params ?? {}, {
    app,
    address: asked.address ?? '192.0.2.7',
    onBroken: 'throw',
  })
  if (reply.parts) {
    let whole = ''
    for await (const part of reply.parts) whole += part
    reply.body = whole
  }
  const bytes = typeof reply.body === 'string' ? Buffer.from(reply.body) : (reply.body ?? new Uint8Array())
  const text = Buffer.from(bytes).toString('utf8')
  const isJson = reply.headers['content-type']?.startsWith('application/json')
  return {
    status: reply.status,
    headers: reply.headers,
    text,
    json: isJson ? (JSON.parse(text) as Record<string, unknown>) : {},
    bytes,
  }
}

/** Document 004's own example of a new invoice. */
export const EXAMPLE = {
  title: 'VPN Service Order',
  description: 'Monthly VPN subscription with premium features',
  items: [
    {
      name: 'VPN Premium Plan',
      description: 'Monthly subscription with unlimited bandwidth',
      quantity: 1,
      unit_price: 9.99,
    },
    { name: 'Additional Static IP', quantity: 2, unit_price: 2.5 },
  ],
  tax: 1.5,
  currency: 'USD',
  crypto_currency: 'USDT',
  price_lock_duration: 1800,
  expires_in: 1800,
  payment_tolerance: {
    underpayment_threshold: 0.01,
    overpayment_threshold: 1.0,
    overpayment_action: 'credit_account',
  },
  confirmation_settings: { merchant_override: 12 },
  webhook_url: 'https://merchant.com/webhook',
  return_url: 'https://merchant.com/success',
  cancel_url: 'https://merchant.com/cancel',
  metadata: { customer_id: 'cust_456', order_id: 'ord_789', customer_email: 'customer@example.com' },
}
