import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { updateLink } from '@/db/queries/paymentLinks'
import { foldRollups, insertTally } from '@/db/queries/rollups'
import { usageOf } from '@/db/queries/usage'
import { merchants } from '@/db/schema'
import { quarterOf } from '@/lib/domain/grains'
import { ASKS_NOTHING } from '@/lib/domain/paymentLink'
import { PLAN_LIMITS } from '@/lib/domain/plans'
import { measures } from '@/lib/domain/tally'
import type { LinkInput } from '@/lib/services/links/input'
import { cancelInvoice } from '@/lib/services/invoices/cancelInvoice'
import { createLink } from '@/lib/services/links/createLink'
import { createSession } from '@/lib/services/sessions/createSession'
import { getSession } from '@/lib/services/sessions/getSession'
import { visitLink, type Visit } from '@/lib/services/sessions/visitLink'
import { playTest } from '@/lib/services/testmode/playTest'
import { monthOf } from '@/lib/services/usage/month'
import { linkInput, sessionInput } from '@/tests/support/links'
import { driftOf } from '@/tests/support/rollups'
import { startSandbox } from '@/tests/support/sandbox'

const box = await startSandbox()
const { ctx } = box
let actor = box.actor
let others = 0
beforeEach(async () => {
  actor = await box.register(`shop${++others}@example.com`)
})

const linkOf = (change: Partial<LinkInput> = {}) => createLink(ctx, actor, linkInput(change))
const SAYS_NOTHING = { email: null, name: null, note: null }

/** Somebody opens a link. */
const opens = (slug: string, change: Partial<Visit> = {}) =>
  visitLink(ctx, slug, {
    amountHundredths: null,
    said: SAYS_NOTHING,
    request: null,
    visitor: null,
    from: { address: `192.0.2.${others}`, userAgent: 'node' },
    ...change,
  })
const invoiceOf = async (id: string | null) => (await getSession(ctx, actor, String(id))).invoice
const counted = async () => (await usageOf(ctx.db, actor, monthOf(ctx.clock.now()))).invoicesThisMonth

/** A merchant of the smallest plan, who can make so many more invoices. */
async function leaves(room: number): Promise<void> {
  await ctx.db.update(merchants).set({ planType: 'basic' }).where(eq(merchants.id, actor.merchantId))
  const made = measures({ expired: BigInt(PLAN_LIMITS.basic.monthlyInvoices - room) })
  const bucket = quarterOf(ctx.clock.now())
  await insertTally(ctx.db, actor, [{ bucket, currency: 'USD', token: '', ...made }])
}

describe('the merchant’s plan', () => {
  it('is not used up by whoever opens a link', async () => {
    await leaves(1)
    const { slug } = await linkOf()
    for (let visits = 0; visits < 3; visits++) expect(await opens(slug)).toMatch(/^cs_/)
    expect((await box.invoiceOf(actor)).invoice.status).toBe('pending')
    await expect(box.invoiceOf(actor)).rejects.toMatchObject({ code: 'PLAN_LIMIT_REACHED' })
    await expect(opens(slug)).rejects.toMatchObject({ code: 'PLAN_LIMIT_REACHED' })
  })

  it('counts what a visit came to once it is paid for, and what a key asks for at once', async () => {
    const link = await linkOf()
    const [first, second, third] = [await opens(link.slug), await opens(link.slug), await opens(link.slug)]
    await createSession(ctx, actor, sessionInput({ linkId: link.id }))
    expect(await counted()).toBe(1)
    await box.payOf(actor, (await invoiceOf(first)).id, 'exact')
    expect(await counted()).toBe(2)
    // What is not enough is nobody's business of the merchant's.
    await box.payOf(actor, (await invoiceOf(second)).id, 'under')
    await cancelInvoice(ctx, actor, (await invoiceOf(third)).id, { reason: null })
    expect(await counted()).toBe(2)
    await foldRollups(ctx.db)
    expect(await counted()).toBe(2)
    const drift = (await driftOf(ctx.db)) as { merchant_id: string }[]
    expect(drift.filter((row) => row.merchant_id === actor.merchantId)).toEqual([])
  })
})

describe('who opens a link again', () => {
  const ann = { visitor: 'a'.repeat(32) }
  const bob = { visitor: 'b'.repeat(32) }

  it('is led to the session that they have begun', async () => {
    const { slug } = await linkOf({ maxUses: 2 })
    const first = await opens(slug, ann)
    expect(await opens(slug, ann)).toBe(first)
    const second = await opens(slug, bob)
    expect(second).not.toBe(first)
    expect(await opens((await linkOf()).slug, ann)).not.toBe(first)
    // Whose own session holds the last use is not somebody else.
    await expect(opens(slug)).rejects.toMatchObject({ code: 'LINK_CLOSED' })
    expect(await opens(slug, bob)).toBe(second)
  })

  it('gets one, however often at once', async () => {
    const { slug } = await linkOf()
    const begun = await Promise.all(Array.from({ length: 5 }, () => opens(slug, ann)))
    expect(new Set(begun).size).toBe(1)
  })

  it('gets another one for other words, and by a form sent twice the same', async () => {
    const { slug } = await linkOf({ customerChooses: true, asked: { ...ASKS_NOTHING, email: 'optional' } })
    const says = (email: string, amountHundredths: bigint, request: string) =>
      opens(slug, { ...ann, amountHundredths, said: { ...SAYS_NOTHING, email }, request })
    const first = await says('ann@example.com', 1000n, 'one')
    expect(await says('ann@example.com', 1000n, 'two')).toBe(first)
    expect(await says('bob@example.com', 1000n, 'one')).not.toBe(first)
    expect(await says('ann@example.com', 2000n, 'one')).not.toBe(first)
  })

  it('begins another one once theirs has ended, is paid, or the link has changed', async () => {
    const link = await linkOf()
    const first = await opens(link.slug, ann)
    const paid = (await invoiceOf(first)).id
    await box.payOf(actor, paid, 'exact')
    // Their money is on its way.
    expect(await opens(link.slug, ann)).toBe(first)
    await playTest(ctx, actor, paid, [{ type: 'wait', until: 'confirmed' }])
    const second = await opens(link.slug, ann)
    expect(second).not.toBe(first)
    await cancelInvoice(ctx, actor, (await invoiceOf(second)).id, { reason: null })
    const third = await opens(link.slug, ann)
    expect(third).not.toBe(second)
    box.advance(4 * 60)
    expect(await opens(link.slug, ann)).toBe(third)
    await updateLink(ctx.db, link.id, { amountMinor: 2000n, updatedAt: ctx.clock.now() })
    const fourth = await opens(link.slug, ann)
    expect((await invoiceOf(fourth)).totalMinor).toBe(2000n)
    box.advance(5 * 60)
    expect(await opens(link.slug, ann)).not.toBe(fourth)
  })

  it('is known by nothing that the database could tell', async () => {
    const link = await linkOf()
    const { session } = await getSession(ctx, actor, String(await opens(link.slug, ann)))
    expect(session.visitor).toMatch(/^[0-9a-f]{64}$/)
  })
})

describe('how often', () => {
  it('is counted by address, and by link where no address is known', async () => {
    const link = await linkOf()
    const from = { address: '198.51.100.1', userAgent: null }
    const scaled = { ...ctx, policy: { ...ctx.policy, rateLimitScale: 0.05 } }
    const visit = { amountHundredths: null, said: SAYS_NOTHING, request: null, visitor: null }
    expect(await visitLink(scaled, link.slug, { ...visit, from })).toMatch(/^cs_/)
    expect(await visitLink(scaled, link.slug, { ...visit, from })).toBeNull()
    const unknown = { address: null, userAgent: null }
    const begun: (string | null)[] = []
    for (let visits = 0; visits < 7; visits++) {
      begun.push(await visitLink(scaled, link.slug, { ...visit, from: unknown }))
    }
    expect(begun.filter((id) => id !== null)).toHaveLength(6)
    expect(begun.at(-1)).toBeNull()
    const other = await linkOf()
    expect(await visitLink(scaled, other.slug, { ...visit, from: unknown })).toMatch(/^cs_/)
  })
})
