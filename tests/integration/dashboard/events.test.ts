import { expect, test } from 'vitest'
import type { EventFilter } from '@/db/queries/eventList'
import { readEventQuery } from '@/lib/dashboard/eventQuery'
import { listInvoiceEvents } from '@/lib/services/events/listInvoiceEvents'
import { startSandbox } from '@/tests/support/sandbox'

const sandbox = await startSandbox()
const { ctx, actor } = sandbox
const stranger = await sandbox.register('else@example.com')
const ALL: EventFilter = {
  type: null,
  invoiceId: null,
  createdAfter: null,
  createdBefore: null,
  after: null,
  limit: 100,
}
const list = (filter: Partial<EventFilter> = {}, as = actor) =>
  listInvoiceEvents(ctx, as, { ...ALL, ...filter })

test('what happened is listed page by page and narrowed by what, whose and when, to nobody else', async () => {
  const first = (await sandbox.invoice()).invoice.id
  await sandbox.pay(first, 'exact')
  sandbox.advance(86_400)
  const second = (await sandbox.invoice()).invoice.id
  const all = await list()
  const ids = all.events.map(({ event }) => event.id)
  expect(new Set(all.events.map(({ event }) => event.invoiceId))).toEqual(new Set([first, second]))
  expect(all.next).toBeNull()

  const paged: string[] = []
  for (let after: EventFilter['after'] = null; ;) {
    const page = await list({ limit: 3, after })
    paged.push(...page.events.map(({ event }) => event.id))
    if (!page.next) break
    after = page.next
  }
  expect(paged).toEqual(ids)
  expect((await list({ type: 'invoice.created' })).events.map(({ event }) => event.invoiceId)).toEqual([
    second,
    first,
  ])
  expect((await list({ invoiceId: second })).events).toHaveLength(1)
  const { createdAt } = all.events[0]?.event ?? { createdAt: new Date(0) }
  expect((await list({ createdAfter: createdAt })).events).toHaveLength(1)
  expect((await list({ createdBefore: createdAt })).events).toHaveLength(ids.length - 1)
  for (const other of [stranger, { ...actor, mode: 'live' as const }]) {
    expect((await list({}, other)).events).toEqual([])
    expect((await list({ invoiceId: first }, other)).events).toEqual([])
  }
})

test('a URL is read without refusing it', () => {
  const { filter, errors } = readEventQuery({ type: 'invoice.paid', invoice: 'x y', from: 'soon' }, 'UTC')
  expect(filter).toMatchObject({ type: 'invoice.paid', invoiceId: null, createdAfter: null })
  expect(Object.keys(errors)).toEqual(['invoice', 'from'])
})
