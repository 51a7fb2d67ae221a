import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { GET as readPublic } from '@/app/api/v1/public/invoice/[id]/route'
import { invoices, pastQuotes } from '@/db/schema'
import { fixedRates } from '@/lib/rates/fixed'
import type { RateBook } from '@/lib/rates/port'
import { getInvoice } from '@/lib/services/invoices/getInvoice'
import { getPublicInvoice } from '@/lib/services/invoices/getPublicInvoice'
import { renewDueQuotes, renewQuotes } from '@/lib/services/invoices/renewQuotes'
import { SYSTEM } from '@/lib/services/events/recordEvents'
import { ask } from '@/tests/support/api'
import { appAround } from '@/tests/support/app'
import { startWorld } from '@/tests/support/world'

const world = await startWorld()
const book = (...entries: string[]) => fixedRates(entries)
let rates: RateBook = book('ETH/USD=2000')
/** Everything the services do from now on goes by these. */
const ctx = world.ctx
Object.defineProperty(ctx, 'rates', { get: () => rates })

beforeEach(() => {
  rates = book('ETH/USD=2000')
})

/** 20 dollars in ether, for half an hour, the price of five minutes. */
const make = () =>
  world.invoice({ cryptoCurrency: 'ETH', total: '20.00', expiresInSeconds: 1800, priceLockSeconds: 300 })
const read = (id: string) => getInvoice(ctx, world.actor, id)
const renewAll = () => renewDueQuotes(ctx, { until: new Date(ctx.clock.now().getTime() + 60_000) })
const events = async (id: string) => (await read(id)).events.map(({ type }) => type)
/** What becomes of it once everything is seen and deep enough. */
async function settled(id: string): Promise<string> {
  await world.reconcile()
  await world.mine(2)
  await world.reconcile()
  return (await read(id)).invoice.status
}
/** Thousandths of an ether. */
const milli = (amount: bigint) => Number(amount / 10n ** 15n)

describe('D3: the quote of a volatile asset, once its lock has ended', () => {
  it('is renewed by itself while the invoice is open, at the same address, with an event', async () => {
    const { invoice, option } = await make()
    await world.wait(280)
    rates = book('ETH/USD=1000')
    await renewAll()
    expect(milli((await read(invoice.id)).option.quotedAmount)).toBe(10)
    await world.wait(25)
    await renewAll()
    const now = await read(invoice.id)
    expect([milli(now.option.quotedAmount), now.option.address]).toEqual([20, option.address])
    expect(now.option.quoteExpiresAt.getTime() - ctx.clock.now().getTime()).toBe(300_000)
    expect(now.option.past).toMatchObject([{ quotedAmount: 10n ** 16n, until: option.quoteExpiresAt }])
    expect(await events(invoice.id)).toEqual(['invoice.created', 'invoice.requoted'])
    expect(now.invoice.requotesLeft).toBe(invoice.requotesLeft)
  })

  it('is renewed for whoever looks, without waiting, once however many look', async () => {
    const { invoice } = await make()
    await world.wait(301)
    rates = book('ETH/USD=500')
    const shown = await Promise.all(Array.from({ length: 5 }, () => getPublicInvoice(ctx, invoice.id)))
    expect(shown.map(({ option }) => milli(option.quotedAmount))).toEqual([40, 40, 40, 40, 40])
    expect((await read(invoice.id)).option.past).toHaveLength(1)
  })

  it('stands on where the rate has not changed, without another version or an event', async () => {
    const { invoice } = await make()
    await world.wait(301)
    await renewAll()
    const now = await read(invoice.id)
    expect(now.option.past).toEqual([])
    expect(now.option.quoteExpiresAt > ctx.clock.now()).toBe(true)
    expect(await events(invoice.id)).toEqual(['invoice.created'])
  })

  it('never stands longer than the invoice, and ends with it', async () => {
    const { invoice } = await make()
    await world.wait(1700)
    rates = book('ETH/USD=1000')
    await renewAll()
    const now = await read(invoice.id)
    expect(now.option.quoteExpiresAt).toEqual(invoice.expiresAt)
    await world.wait(200)
    rates = book('ETH/USD=900')
    expect(await renewQuotes(ctx, invoice.id, SYSTEM)).toEqual(new Map())
    expect((await read(invoice.id)).option.past).toHaveLength(1)
  })

  it('pauses without a rate: page and API say why, and nothing is asked for until there is one', async () => {
    const { invoice } = await make()
    await world.wait(301)
    rates = book()
    expect((await getPublicInvoice(ctx, invoice.id)).paused).toBe('no_source')
    const app = appAround(ctx, world.database)
    const told = await ask(app, readPublic, `/api/v1/public/invoice/${invoice.id}`, {
      params: { id: invoice.id },
    })
    expect(told.json).toMatchObject({ status: 'pending', paused_reason: 'no_source' })
    rates = book('ETH/USD=1000')
    const again = await getPublicInvoice(ctx, invoice.id)
    expect([again.paused, milli(again.option.quotedAmount)]).toEqual([null, 20])
  })

  it('of a stablecoin at par does not end', async () => {
    const { invoice } = await world.invoice({ priceLockSeconds: 60, expiresInSeconds: 1800 })
    await world.wait(120)
    await renewAll()
    expect((await getPublicInvoice(ctx, invoice.id)).paused).toBeNull()
    expect(await events(invoice.id)).toEqual(['invoice.created'])
  })

  it('is renewed by itself a bounded number of times, and after that for whoever looks', async () => {
    const { invoice, option } = await make()
    const old = new Date(invoice.createdAt.getTime() - 1_000_000)
    await ctx.db.insert(pastQuotes).values(
      Array.from({ length: 48 }, (_, index) => ({
        id: `quo_${index}`,
        merchantId: invoice.merchantId,
        mode: invoice.mode,
        invoiceId: invoice.id,
        optionId: option.id,
        quotedAmount: 1n,
        rateNum: 1n,
        rateDen: 1n,
        rateSource: 'median',
        quotedAt: old,
        until: new Date(old.getTime() + index),
        createdAt: old,
      })),
    )
    await world.wait(301)
    rates = book('ETH/USD=1000')
    await renewAll()
    expect(milli((await read(invoice.id)).option.quotedAmount)).toBe(10)
    await getPublicInvoice(ctx, invoice.id)
    expect(milli((await read(invoice.id)).option.quotedAmount)).toBe(20)
  })
})

describe('D3: money is valued by the version of its block', () => {
  it('sent in time under the first version and found after the second: the first', async () => {
    const { invoice, option } = await make()
    await world.wait(290)
    await world.pay(option.address, '0.01', 'ETH')
    await world.wait(20)
    rates = book('ETH/USD=1000')
    await renewAll()
    expect(milli((await read(invoice.id)).option.quotedAmount)).toBe(20)
    expect(await settled(invoice.id)).toBe('paid')
  })

  it('that comes after the lock and before anything was renewed: the rate that is kept when it arrives', async () => {
    const { invoice, option } = await make()
    await world.wait(310)
    rates = book('ETH/USD=1000')
    await world.pay(option.address, '0.01', 'ETH')
    await world.reconcile()
    const half = await read(invoice.id)
    expect([half.invoice.status, half.progress.percentHundredths]).toEqual(['partial', 5000])
    expect(half.events.map(({ type }) => type)).toContain('invoice.requoted')
    // What has come keeps its value, whatever the next version says.
    await world.wait(310)
    rates = book('ETH/USD=4000')
    await renewAll()
    const later = await read(invoice.id)
    expect([milli(later.option.quotedAmount), later.progress.percentHundredths]).toEqual([5, 5000])
    await world.pay(option.address, '0.0025', 'ETH')
    expect(await settled(invoice.id)).toBe('paid')
  })

  it('that comes late takes the rate that was kept when it arrived, and the next late one its own', async () => {
    const { invoice, option } = await make()
    await world.wait(1810)
    await world.reconcile()
    expect((await read(invoice.id)).invoice.status).toBe('expired')
    rates = book('ETH/USD=1000')
    await world.pay(option.address, '0.01', 'ETH')
    await world.reconcile()
    const once = await read(invoice.id)
    expect([once.invoice.status, once.payments[0]?.valueMinor]).toEqual(['expired', 10_00n])
    expect(once.exceptions.map(({ kind }) => kind)).toEqual(['late'])
    await world.wait(100)
    rates = book('ETH/USD=3000')
    await world.pay(option.address, '0.01', 'ETH')
    await world.reconcile()
    const twice = await read(invoice.id)
    expect(twice.payments.map(({ valueMinor }) => valueMinor)).toEqual([10_00n, 30_00n])
  })

  it('that paid it is never valued again, however late more comes', async () => {
    const { invoice, option } = await make()
    await world.pay(option.address, '0.01', 'ETH')
    await world.reconcile()
    await world.wait(1900)
    rates = book('ETH/USD=10')
    await world.pay(option.address, '0.01', 'ETH')
    await world.reconcile()
    const after = await read(invoice.id)
    expect([after.invoice.status, after.option.past]).toEqual(['paid', []])
    const [row] = await ctx.db.select().from(invoices).where(eq(invoices.id, invoice.id))
    expect(row?.status).toBe('paid')
  })
})
