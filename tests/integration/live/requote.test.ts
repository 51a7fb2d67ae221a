import { expect, it } from 'vitest'
import { POST as askQuote } from '@/app/api/v1/public/invoice/[id]/quote/route'
import { pastQuotesOf } from '@/db/queries/quotes'
import { fixedRates } from '@/lib/rates/fixed'
import type { CreateInvoiceInput } from '@/lib/services/invoices/input'
import { reconcileAll } from '@/lib/services/reconcile/reconcileAll'
import { ask } from '@/tests/support/api'
import { appAround } from '@/tests/support/app'
import { expectSoundBooks } from '@/tests/support/books'
import { withReader } from '@/tests/support/changedReader'
import { startWorld } from '@/tests/support/world'

const world = await startWorld()
const app = appAround(world.ctx, world.database)
const path = (id: string) => `/api/v1/public/invoice/${id}/quote`
const askFor = (id: string, as = app) => ask(as, askQuote, path(id), { method: 'POST', params: { id } })

/** An invoice whose time is over, proven by a later block. */
async function expired(input: Partial<CreateInvoiceInput> = {}) {
  const made = await world.invoice(input)
  await world.wait(1801)
  await world.reconcile()
  expect((await world.read(made.invoice.id)).invoice.status).toBe('expired')
  return made
}

it('opens an expired invoice again at the same address, for as long as before', async () => {
  const { invoice, option } = await expired()
  const told = await askFor(invoice.id)
  expect(told.status).toBe(200)
  expect(told.json).toMatchObject({
    status: 'pending',
    address: option.address,
    crypto_amount: '16.49',
    time_remaining: 1800,
  })
  const open = await world.read(invoice.id)
  expect(open.events.map(({ type }) => type).slice(-3)).toEqual([
    'invoice.requoted',
    'invoice.reopened',
    'invoice.pending',
  ])
  expect(open.events.at(-1)?.actor).toBe('customer')

  await world.pay(option.address, '16.49')
  await world.mine(3)
  await world.reconcile()
  const paid = await world.read(invoice.id)
  expect(paid.invoice.status).toBe('paid')
  expect(paid.exceptions).toEqual([])
})

it('quotes the price of now, and keeps the quote before (D3)', async () => {
  const { invoice, option } = await expired({ cryptoCurrency: 'ETH' })
  const dearer = { ...app, rates: fixedRates(['ETH/USD=1000']) }
  const told = await askFor(invoice.id, dearer)
  expect(told.json).toMatchObject({ crypto_amount: '0.01649' })
  expect(await pastQuotesOf(world.ctx.db, [invoice.id])).toMatchObject([
    { quotedAmount: option.quotedAmount, until: invoice.expiresAt },
  ])

  await world.pay(option.address, '0.008245', 'ETH')
  await world.reconcile()
  const half = await world.read(invoice.id)
  expect([half.invoice.status, half.progress.percentHundredths]).toEqual(['partial', 5000])
})

it('only while nothing was ever paid, and not while it is open', async () => {
  const waiting = await world.invoice()
  const refusal = { error: { type: 'conflict_error', code: 'QUOTE_NOT_RENEWABLE' } }
  expect(await askFor(waiting.invoice.id)).toMatchObject({ status: 409, json: refusal })

  const late = await expired()
  await world.pay(late.option.address, '16.49')
  await world.reconcile()
  expect(await askFor(late.invoice.id)).toMatchObject({ status: 409, json: refusal })
  expect((await askFor('inv_nobody')).status).toBe(404)
})

it('a payment found at the same moment is either late and ends it, or pays the new quote', async () => {
  for (let round = 0; round < 6; round += 1) {
    const { invoice, option } = await expired()
    await world.pay(option.address, '16.49')
    let asked = round % 2 === 0 ? askFor(invoice.id) : null
    const asking = withReader(world.ctx, (reader) => ({
      scan: async (...range) => {
        const found = await reader.scan(...range)
        asked ??= askFor(invoice.id)
        return found
      },
    }))
    await reconcileAll(asking, { budgetMs: 20_000 })
    const told = await asked
    await world.mine(3)
    await world.reconcile()
    const after = await world.read(invoice.id)
    const open = after.exceptions.filter((one) => !one.closedAt).map((one) => one.kind)
    expect([told?.status, after.invoice.status, open]).toEqual(
      told?.status === 200 ? [200, 'paid', []] : [409, 'expired', ['late']],
    )
    expect(after.payments).toHaveLength(1)
  }
  await expectSoundBooks(world)
})

it('as often as the invoice allows, and once for those who ask at the same time', async () => {
  const { invoice } = await expired()
  for (let count = 0; count < 3; count += 1) {
    const answers = await Promise.all([askFor(invoice.id), askFor(invoice.id)])
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]))
    await world.wait(1801)
    await world.reconcile()
  }
  expect((await askFor(invoice.id)).status).toBe(409)
  expect(await pastQuotesOf(world.ctx.db, [invoice.id])).toHaveLength(3)
})

// The last one: the chain's clock stands before the services' afterwards.
it('money under the quote before that is found only now is worth what it was then', async () => {
  const { invoice, option } = await world.invoice({ cryptoCurrency: 'ETH' })
  const before = await world.anvil.snapshot()
  await world.wait(1801)
  await world.reconcile()
  expect((await askFor(invoice.id, { ...app, rates: fixedRates(['ETH/USD=1000']) })).status).toBe(200)
  const now = world.ctx.clock.now()

  // The chain is rearranged: in the blocks that stay, the payment came in time.
  await world.anvil.revert({ id: before })
  await world.pay(option.address, '0.008245', 'ETH')
  await world.mine(3)
  world.setClock(now)
  await world.reconcile()
  const found = await world.read(invoice.id)
  expect(found.payments).toMatchObject([{ amount: option.quotedAmount, valueMinor: 16_49n }])
  expect([found.invoice.status, found.progress.remaining]).toEqual(['paid', 0n])
  expect(found.exceptions).toEqual([])
})
