import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { POST as cancel } from '@/app/api/v1/invoices/[id]/cancel/route'
import { GET as readOne } from '@/app/api/v1/invoices/[id]/route'
import { POST as create } from '@/app/api/v1/invoices/route'
import { POST as askQuote } from '@/app/api/v1/public/invoice/[id]/quote/route'
import { POST as play } from '@/app/api/v1/test/scenarios/route'
import { ask, EXAMPLE } from '@/tests/support/api'
import { testApp } from '@/tests/support/app'

const world = await testApp()
const { app } = world
const key = await world.key((await world.newMerchant()).id, 'sk_test')
const { confirmation_settings: _override, ...SIMPLE } = EXAMPLE

/** The rows of docs/test-mode.md that name events and the steps that bring them about. */
const document = readFileSync(path.resolve(import.meta.dirname, '../../docs/test-mode.md'), 'utf8')
const recipes = [...document.matchAll(/^\| (`(?:invoice|payment|settlement)\..*) \| `(\[.*\])` \|$/gm)].map(
  ([, promised = '', steps = '']) => ({ promised, steps: JSON.parse(steps) as unknown }),
)

const make = async () => String((await ask(app, create, '/api/v1/invoices', { key, body: SIMPLE })).json.id)
const playOn = (invoice_id: string, steps: unknown) =>
  ask(app, play, '/api/v1/test/scenarios', { key, body: { invoice_id, steps } })

async function told(id: string): Promise<{ events: string[]; exceptions: string[] }> {
  const { json } = await ask(app, readOne, `/api/v1/invoices/${id}`, { key, params: { id } })
  const { audit_log, exceptions } = json as { audit_log: { event: string }[]; exceptions: { type: string }[] }
  return { events: audit_log.map(({ event }) => event), exceptions: exceptions.map(({ type }) => type) }
}

it('has a recipe for most events', () => {
  expect(recipes.length).toBeGreaterThan(10)
})

it.each(recipes)('$promised', async ({ promised, steps }) => {
  const id = await make()
  expect(await playOn(id, steps)).toMatchObject({ status: 200 })
  const { events, exceptions } = await told(id)
  expect(events).toEqual(
    expect.arrayContaining([...promised.matchAll(/`([a-z_]+\.[a-z_]+)`/g)].map((one) => one[1])),
  )
  const opened = [...promised.matchAll(/exception_opened` \(`([a-z_]+)`\)/g)].map((one) => one[1])
  expect(exceptions).toEqual(expect.arrayContaining(opened))
})

it('tells of a cancellation, and of a new quote', async () => {
  const [first, second] = [await make(), await make()]
  await ask(app, cancel, `/api/v1/invoices/${first}/cancel`, { key, params: { id: first }, method: 'POST' })
  expect((await told(first)).events).toContain('invoice.cancelled')
  await playOn(second, [{ wait: 'expired' }])
  await ask(app, askQuote, `/api/v1/public/invoice/${second}/quote`, {
    params: { id: second },
    method: 'POST',
  })
  expect((await told(second)).events).toEqual(
    expect.arrayContaining(['invoice.requoted', 'invoice.reopened']),
  )
})
