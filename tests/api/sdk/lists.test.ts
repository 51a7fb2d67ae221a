import { beforeEach, describe, expect, it } from 'vitest'
import { CryptoCheckout } from '@/sdk/src/index'
import { all, NEW_INVOICE, sdkShop } from './shop'

const { client: owner, attempts, base, receiver, send } = await sdkShop()
const merchant = await owner.merchants.register({ business_name: 'Tea', contact_email: 'tea@example.com' })
/** Of a merchant that has nothing yet. */
const client = new CryptoCheckout({
  baseUrl: base,
  apiKey: merchant.api_key.key,
  onAttempt: (attempt) => void attempts.push(attempt),
})

const COUNT = 5
const made: Record<string, string[]> = {}
for (let n = 0; n < COUNT; n += 1) {
  // Lets the instance's clock go on, so that which is the newest is no chance.
  await send('/payment_links', { title: 'Other', fiatAmount: '1.00' })
  const invoice = await client.invoices.create({ ...NEW_INVOICE, title: `Kettle ${n}` })
  await client.testMode.payInvoice(invoice.id)
  const link = await client.paymentLinks.create({ title: `Link ${n}`, fiatAmount: '2.00' })
  const session = await client.checkoutSessions.create({ linkId: link.id })
  const customer = await client.customers.create({ email: `customer${n}@example.com` })
  const ids = { invoices: invoice.id, links: link.id, sessions: session.id, customers: customer.id }
  for (const [name, id] of Object.entries(ids)) (made[name] ??= []).unshift(id)
}
const endpoint = await client.webhookEndpoints.create({ url: receiver.url })
const hooks = await client.invoiceWebhookEndpoints.create({ url: receiver.url, events: ['*'] })
for (let n = 0; n < 3; n += 1) {
  await client.checkoutSessions.create({ amount: { value: '1.00', currency: 'USD' } })
  await client.invoices.create(NEW_INVOICE)
}

beforeEach(() => void (attempts.length = 0))

const idsOf = async (list: AsyncIterable<{ id: string }>) => (await all(list)).map(({ id }) => id)

describe('everything in a list, a page at a time', () => {
  it.each([
    ['invoices, by cursor', 'invoices', () => client.invoices.list({ search: 'Kettle', limit: 2 })],
    ['links, by nextCursor', 'links', () => client.paymentLinks.list({ limit: 2 })],
    ['customers, by page', 'customers', () => client.customers.list({ limit: 2 })],
  ] as const)('%s', async (_, name, list) => {
    expect(await idsOf(list() as AsyncIterable<{ id: string }>)).toEqual(made[name])
    expect(attempts).toHaveLength(3)
  })

  it.each([
    ['settlements', () => client.settlements.list({ limit: 2 }), COUNT],
    ['API keys', () => client.apiKeys.list({ limit: 1 }), 1],
    ['audit log', () => client.auditLog.list({ limit: 20 }), null],
    ['sessions', () => client.checkoutSessions.list({ limit: 3 }), COUNT + 3],
    ['events', () => client.events.list({ limit: 3 }), COUNT + 3],
    ['endpoints of sessions', () => client.webhookEndpoints.list({ limit: 1 }), 1],
    ['endpoints of invoices', () => client.invoiceWebhookEndpoints.list({ limit: 1 }), 1],
    ['deliveries of sessions', () => client.webhookEndpoints.deliveries(endpoint.id, { limit: 1 }), 3],
    ['deliveries of invoices', () => client.invoiceWebhookEndpoints.deliveries(hooks.id, { limit: 1 }), 6],
  ] as const)('%s', async (_, list, count) => {
    const ids = await idsOf(list() as AsyncIterable<{ id: string }>)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.length).toSatisfy((length) => (count === null ? length > 20 : length === count))
  })
})

it('awaits one page as the API answers it', async () => {
  const page = await client.invoices.list({ limit: 2 })
  expect(page.invoices).toHaveLength(2)
  expect(page.pagination).toEqual({
    total: 2 * (COUNT + 3),
    limit: 2,
    has_more: true,
    next_cursor: expect.any(String),
  })
  expect(await client.customers.list({ limit: 2 })).toMatchObject({
    object: 'list',
    total: COUNT,
    page: 1,
    limit: 2,
  })
})

it('asks for no page that is not taken, and for none before', async () => {
  const list = client.paymentLinks.list({ limit: 2 })
  expect(attempts).toHaveLength(0)
  const taken: string[] = []
  for await (const { id } of list.autoPaginate()) if (taken.push(id) === 2) break
  expect([taken, attempts.length]).toEqual([made.links?.slice(0, 2), 1])
})

it('goes on from a page that was kept', async () => {
  const first = await client.invoices.list({ search: 'Kettle', limit: 2 })
  const cursor = first.pagination.next_cursor ?? ''
  expect(await idsOf(client.invoices.list({ search: 'Kettle', limit: 2, cursor }))).toEqual(
    made.invoices?.slice(2),
  )
})

it('tells what is wrong with a question', async () => {
  await expect(client.invoices.list({ cursor: 'x' })).rejects.toMatchObject({
    code: 'INVALID_CURSOR',
    status: 422,
  })
  const whole = all(client.paymentLinks.list({ starting_after: 'x' }))
  await expect(whole).rejects.toMatchObject({ code: 'invalid_cursor', param: 'starting_after' })
})
