import type { BrowserContext } from '@playwright/test'
import { listDeliveries } from '@/lib/services/webhooks/listDeliveries'
import type { Group, Picture, Place } from './group'
import { openShop, type Shop } from './shop'

let opened: Shop | null = null

/** The dashboard's pages, of a shop that has been in business for a week. */
export const dashboard: Group = {
  name: 'dashboard',
  async pictures(place, wanted) {
    const names = [...PAGES, ...INVOICES, LIVE].map(({ name }) => name)
    if (![...names, ...DELIVERIES, ...CUSTOMERS, ...ENDPOINTS].some(wanted)) return []
    opened ??= await openShop(place)
    const all = [
      ...PAGES,
      ...invoicePages(opened),
      ...(await deliveryPages(opened)),
      ...endpointPages(opened),
      LIVE,
    ]
    return all
      .filter(({ name }) => wanted(name))
      .map(({ url, ...picture }) => ({ ...picture, url: `${place.description.baseUrl}${url}` }))
  },
  async enter(context, place) {
    if (opened) await signIn(context, place, opened.merchant)
  },
  async leave() {
    await opened?.close()
    opened = null
  },
}

const PAGES: readonly Picture[] = [
  { name: 'home', url: '/dashboard' },
  { name: 'invoices', url: '/dashboard/invoices' },
  { name: 'invoices-attention', url: '/dashboard/invoices?exception=any' },
  { name: 'invoices-none', url: '/dashboard/invoices?q=nothing+like+it&from=2026-13-01' },
  { name: 'new-invoice', url: '/dashboard/invoices/new' },
  {
    name: 'new-invoice-wrong',
    url: '/dashboard/invoices/new',
    async prepare(page) {
      await page.getByLabel('Amount').fill('twelve')
      await page.getByRole('button', { name: 'Make the invoice' }).click()
      await page.getByText('Enter an amount').waitFor()
      await page.evaluate(() => scrollTo(0, 0))
    },
  },
  { name: 'settlements', url: '/dashboard/settlements' },
  { name: 'settlements-none', url: '/dashboard/settlements?status=failed&from=2026-13-01' },
  {
    name: 'exceptions',
    url: '/dashboard/exceptions',
    async prepare(page) {
      await page.getByRole('listitem').locator('summary').first().click()
    },
  },
  { name: 'exceptions-none', url: '/dashboard/exceptions?kind=held' },
  { name: 'astray', url: '/dashboard/astray' },
  { name: 'events', url: '/dashboard/events' },
  { name: 'withdrawals', url: '/dashboard/withdrawals' },
  { name: 'instance', url: '/dashboard/instance' },
  { name: 'customers', url: '/dashboard/customers' },
  { name: 'payment-methods', url: '/dashboard/payment-methods' },
  { name: 'settings', url: '/dashboard/settings' },
  { name: 'webhooks', url: '/dashboard/webhooks' },
  { name: 'audit-log', url: '/dashboard/audit-log' },
  { name: 'audit-log-none', url: '/dashboard/audit-log?actor=nobody&from=2026-13-01' },
  {
    name: 'api-keys',
    url: '/dashboard/api-keys',
    async prepare(page) {
      await page.getByLabel('Name').fill('Shop backend')
      await page.getByRole('button', { name: 'Make a key' }).click()
      await page.getByText('Copy your key now').waitFor()
    },
  },
  { name: 'not-found', url: '/dashboard/invoices/inv_nobody' },
  {
    name: 'menu',
    url: '/dashboard',
    async prepare(page) {
      if ((page.viewportSize()?.width ?? 0) < 1_024) await page.locator('summary').first().click()
    },
  },
]

/** The last one, because the mode stays as it is switched. */
const LIVE: Picture = {
  name: 'live',
  url: '/dashboard',
  async prepare(page) {
    await page.getByRole('button', { name: 'Live mode' }).click()
    await page.getByText('Everything here is simulated').waitFor({ state: 'detached' })
  },
}

const INVOICES: readonly { name: string; of: string; query?: string }[] = [
  ...[
    'waiting',
    'confirming',
    'partial',
    'paid',
    'underpaid',
    'overpaid',
    'credited',
    'with-credit',
    'late',
    'cancelled',
    'undone',
    'wrong-asset',
  ].map((of) => ({ name: `invoice-${of}`, of })),
  { name: 'invoice-made', of: 'waiting', query: '?did=made' },
  { name: 'invoice-cancelling', of: 'waiting', query: '?confirm=cancel' },
]

const DELIVERIES = ['delivery', 'delivery-failing']
const CUSTOMERS = ['customer', 'customer-erasing', 'pay-with-credit', 'pay-credited']

const ENDPOINTS = ['endpoint', 'endpoint-tested', 'endpoint-secret', 'endpoint-deleting', 'endpoint-sessions']

function endpointPages({ endpoints }: Shop): Picture[] {
  const url = (id: string) => `/dashboard/webhooks/endpoints/${id}`
  return [
    { name: 'endpoint', url: url(endpoints.answering) },
    {
      name: 'endpoint-tested',
      url: url(endpoints.failing),
      async prepare(page) {
        await page.getByRole('button', { name: 'Send a test' }).click()
        await page.getByText('Your server did not take it').waitFor()
      },
    },
    {
      name: 'endpoint-secret',
      url: url(endpoints.answering),
      async prepare(page) {
        await page.getByText('Replace the secret').click()
        await page.getByRole('button', { name: 'Replace it' }).click()
        await page.getByText('Copy the new secret now').waitFor()
      },
    },
    { name: 'endpoint-deleting', url: `${url(endpoints.answering)}?confirm=delete` },
    {
      name: 'endpoint-sessions',
      url: url(endpoints.sessions),
      async prepare(page) {
        await page.getByLabel('Everything, also what is added later').uncheck()
        await page.getByLabel('Headers of your own').fill('Host: evil.example')
        await page.getByRole('button', { name: 'Save the endpoint' }).click()
        await page.getByText('is set by this server').waitFor()
        await page.evaluate(() => scrollTo(0, 0))
      },
    },
  ]
}

function invoicePages({ ids, customerId }: Shop): Picture[] {
  return [
    ...INVOICES.map(({ name, of, query = '' }) => ({ name, url: `/dashboard/invoices/${ids[of]}${query}` })),
    { name: 'customer', url: `/dashboard/customers/${customerId}` },
    { name: 'customer-erasing', url: `/dashboard/customers/${customerId}?confirm=erase` },
    { name: 'pay-with-credit', url: `/pay/${ids['with-credit']}` },
    { name: 'pay-credited', url: `/pay/${ids.credited}` },
  ]
}

async function deliveryPages({ merchant, endpoints }: Shop): Promise<Picture[]> {
  const all = { after: null, invoiceId: null, status: null, eventType: null, limit: 1 }
  const newest = async (endpointId: string) => {
    const page = await listDeliveries(merchant.app, merchant.actor, { ...all, endpointId })
    return `/dashboard/webhooks/deliveries/${page.deliveries[0]?.id}`
  }
  return [
    { name: 'delivery', url: await newest(endpoints.answering) },
    { name: 'delivery-failing', url: await newest(endpoints.failing) },
  ]
}

async function signIn(
  context: BrowserContext,
  place: Place,
  person: { email: string; password: string },
): Promise<void> {
  const page = await context.newPage()
  await page.goto(`${place.description.baseUrl}/login?callbackUrl=/dashboard`)
  await page.getByLabel('E-mail address').fill(person.email)
  await page.getByLabel('Password').fill(person.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL(({ pathname }) => pathname === '/dashboard')
  await page.close()
}
