import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { App } from '@/lib/server/app'
import { cancelInvoice } from '@/lib/services/invoices/cancelInvoice'
import { createInvoice } from '@/lib/services/invoices/createInvoice'
import { playTest } from '@/lib/services/testmode/playTest'
import { stepsOf, type Step } from '@/lib/services/testmode/steps'
import { appointOperator } from '@/lib/services/users/appointOperator'
import { createEndpoint, type CreateEndpointInput } from '@/lib/services/webhooks/createEndpoint'
import { ENDPOINT_DEFAULTS } from '@/lib/services/webhooks/endpointDefaults'
import type { Stack } from '@/scripts/local/stack'
import { testMerchant, type TestMerchant } from '@/scripts/local/testMerchant'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const confirmed: Step = { type: 'wait', until: 'confirmed' }
const expired: Step = { type: 'wait', until: 'expired' }
const rest: Step = { type: 'pay', amount: { of: 'rest' }, token: null }
const share = (percent: bigint): Step => ({
  type: 'pay',
  amount: { of: 'share', hundredths: percent * 100n },
  token: null,
})
/** Nothing more is read, so that it stays as it is while someone looks at it. */
const still: Step = { type: 'down', ms: 60 * MINUTE }

type Order = {
  name?: string
  title: string
  minor: bigint
  token?: string
  steps?: Step[]
  cancelled?: string
  /** The customer's e-mail. */
  buyer?: string
}

/** What a small shop has sold lately, oldest first. */
const ORDERS: readonly Order[] = [
  { title: 'Starter plan, yearly', minor: 118_80n, steps: [rest, confirmed] },
  { title: 'Ceramic pour-over set', minor: 64_00n, steps: [rest, confirmed] },
  { title: 'Gift card', minor: 50_00n, token: 'USDC', steps: [expired] },
  { title: 'Espresso machine, refurbished', minor: 1_249_00n, steps: [rest, confirmed] },
  { title: 'Team plan, 12 seats', minor: 468_00n, token: 'USDC', steps: [rest, confirmed] },
  { name: 'late', title: 'Workshop: latte art', minor: 85_00n, steps: [expired, rest, confirmed] },
  { title: 'Coffee subscription, March', minor: 32_50n, steps: [rest, confirmed] },
  { name: 'cancelled', title: 'Grinder, matte black', minor: 299_00n, cancelled: 'Out of stock until May' },
  { name: 'underpaid', title: 'Coffee subscription, April', minor: 32_50n, steps: [share(60n), expired] },
  { title: 'Two boxes of filters', minor: 18_20n, steps: [rest, confirmed] },
  { name: 'overpaid', title: 'Kettle with thermometer', minor: 139_00n, steps: stepsOf('over') },
  { title: 'Starter plan, monthly', minor: 12_00n, token: 'USDC', steps: [rest, confirmed] },
  { name: 'undone', title: 'Wholesale order, 20 kg Huila', minor: 612_40n, steps: stepsOf('reverted') },
  { title: 'Mug, speckled', minor: 22_00n, steps: [expired] },
  { name: 'wrong-asset', title: 'Scale with timer', minor: 74_90n, steps: stepsOf('wrong_asset') },
  {
    name: 'paid',
    title: 'Team plan, 30 seats',
    minor: 1_170_00n,
    steps: [share(40n), confirmed, rest, confirmed],
  },
  { name: 'partial', title: 'Catering for 40, deposit', minor: 400_00n, steps: [share(55n), confirmed] },
  {
    name: 'confirming',
    title: 'Coffee subscription, yearly',
    minor: 345_00n,
    steps: [rest, { type: 'wait', until: { ms: 2_000 } }, still],
  },
  {
    name: 'credited',
    title: 'Coffee subscription, May',
    minor: 32_50n,
    buyer: 'mara@roastery.example',
    steps: [{ type: 'pay', amount: { of: 'exact', text: '60.00' }, token: null }, confirmed],
  },
  { name: 'with-credit', title: 'Hand grinder', minor: 96_00n, buyer: 'mara@roastery.example' },
  { name: 'waiting', title: 'Burr set for the EK43', minor: 228_00n },
]

export type Shop = {
  merchant: TestMerchant
  /** Invoices by what they show. */
  ids: Readonly<Record<string, string>>
  /** Somebody with credit. */
  customerId: string
  /** Endpoints by how they do. */
  endpoints: { answering: string; failing: string; sessions: string }
  close(): Promise<void>
}

/** A merchant with a week of business in test mode, one webhook receiver that answers, and one that does not. */
export async function openShop(stack: Pick<Stack, 'environment'>): Promise<Shop> {
  const merchant = await testMerchant(stack)
  const { app: server, actor } = merchant
  await appointOperator(server, { email: merchant.email, businessName: '' })
  const receiver = createServer((_request, response) => response.end('thanks'))
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  const { port } = receiver.address() as AddressInfo
  const told = { secret: null, allowedIps: [], ...ENDPOINT_DEFAULTS, enabled: true }
  const endpoint = async (url: string, events: string[], more: Partial<CreateEndpointInput> = {}) =>
    (await createEndpoint(server, actor, { ...told, url, events, ...more })).view.endpoint.id
  const endpoints = {
    answering: await endpoint(`http://127.0.0.1:${port}/webhooks`, ['*'], {
      customHeaders: { 'X-Gateway-Token': 'let me in' },
    }),
    sessions: await endpoint(`http://127.0.0.1:${port}/sessions`, ['session.paid', 'session.expired'], {
      dialect: 'sessions',
      enabled: false,
    }),
    failing: '',
  }

  const ids: Record<string, string> = {}
  let customerId = ''
  for (const [index, order] of ORDERS.entries()) {
    if (order.name === 'waiting') {
      endpoints.failing = await endpoint('http://127.0.0.1:9/erp', ['invoice.created'])
    }
    const ago = ((ORDERS.length - index) * DAY) / (order.name ? 160 : 4)
    // Made then, by its own lane's clock; what happened since, happened there.
    const app: App = { ...server, clock: { now: () => new Date(Date.now() - ago) } }
    const { invoice } = await createInvoice(app, actor, inputOf(order, 10_480 + index))
    if (order.steps) await playTest(app, actor, invoice.id, order.steps)
    if (order.cancelled) await cancelInvoice(app, actor, invoice.id, { reason: order.cancelled })
    if (order.name) ids[order.name] = invoice.id
    customerId = invoice.customerId ?? customerId
  }
  const close = async () => {
    receiver.close()
    await merchant.close()
  }
  return { merchant, ids, customerId, endpoints, close }
}

function inputOf(order: Order, number: number) {
  return {
    title: order.title,
    description: null,
    items: [{ name: order.title, description: null, quantity: '1', unitPriceMinor: order.minor.toString() }],
    taxMinor: 0n,
    currency: 'USD',
    cryptoCurrency: order.token ?? 'USDT',
    priceLockSeconds: null,
    expiresInSeconds: null,
    tolerance: {},
    confirmationsOverride: 12,
    webhookUrl: null,
    returnUrl: 'https://shop.example/thanks',
    cancelUrl: 'https://shop.example/basket',
    metadata: { order_id: `A-${number}`, ...(order.buyer ? { customer_email: order.buyer } : {}) },
  }
}
