import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { checkoutSessions, invoices } from '@/db/schema'
import { isDomainError } from '@/lib/domain/errors'
import { cancelInvoice } from '@/lib/services/invoices/cancelInvoice'
import { changeLink } from '@/lib/services/links/changeLink'
import { createLink } from '@/lib/services/links/createLink'
import { createSession } from '@/lib/services/sessions/createSession'
import { visitLink } from '@/lib/services/sessions/visitLink'
import { TEST_PAYMENT_KINDS, type TestPaymentKind } from '@/lib/services/testmode/steps'
import { linkInput, sessionInput } from '@/tests/support/links'
import { startSandbox } from '@/tests/support/sandbox'
import { seededRandom } from '@/tests/support/seededRandom'

/**
 * A use of a link is a session of it that was paid (given back or not), or one that still can be: open, or ended or paid in part so lately that
 * money in time or within its grace may yet be found (ADR 0034).
 */
const GRACE_MS = 10 * 60_000
const MOST = [1, 2, 3, 5]
const ROUNDS = 4

const sandbox = await startSandbox()
const { ctx, actor } = sandbox

const outcomes: Record<string, number> = {}
const count = (what: string) => {
  outcomes[what] = (outcomes[what] ?? 0) + 1
}

let payments = 0
const nextKind = () => TEST_PAYMENT_KINDS[payments++ % TEST_PAYMENT_KINDS.length] ?? 'exact'

/** Whether a session began; true errors come through. */
async function begins(work: () => Promise<unknown>): Promise<boolean> {
  try {
    const begun = await work()
    count('begun')
    return begun !== null
  } catch (error) {
    if (!isDomainError(error) || error.code !== 'LINK_CLOSED') throw error
    count('refused')
    return false
  }
}

/** What races what it meets: a session that is over by then says so. */
async function tolerant(work: Promise<unknown>): Promise<void> {
  await work.catch((error: unknown) => {
    if (!isDomainError(error)) throw error
    count(error.code)
  })
}

async function usesOf(linkId: string) {
  const rows = await ctx.db
    .select({ id: invoices.id, status: invoices.status, expiresAt: invoices.expiresAt })
    .from(checkoutSessions)
    .innerJoin(invoices, eq(invoices.id, checkoutSessions.invoiceId))
    .where(eq(checkoutSessions.linkId, linkId))
  const now = ctx.clock.now().getTime()
  const paid = rows.filter(({ status }) => ['paid', 'refunded'].includes(status)).length
  const open = rows.filter(({ status }) => ['pending', 'confirming'].includes(status))
  const lately = rows.filter(
    ({ status, expiresAt }) =>
      ['partial', 'expired', 'cancelled'].includes(status) && expiresAt.getTime() + GRACE_MS >= now,
  )
  return { rows, paid, held: open.length + lately.length }
}

/** One link's history; every round is done at once, on as many connections as there are. */
async function play(seed: number): Promise<void> {
  const random = seededRandom(seed)
  const upTo = (most: number) => 1 + Math.floor(random() * most)
  const pick = <Value>(from: readonly Value[]) => from[Math.floor(random() * from.length)]
  let limit = MOST[seed % MOST.length] ?? 1
  const link = await createLink(ctx, actor, linkInput({ maxUses: limit }))
  const { id } = link
  let visitors = 0

  const visit = () => {
    visitors += 1
    if (random() < 0.5) return begins(() => createSession(ctx, actor, sessionInput({ linkId: id })))
    const from = { address: `198.51.100.${visitors % 250}`, userAgent: null }
    const said = { email: null, name: null, note: null }
    const request = random() < 0.5 ? `form-${seed}-${visitors}` : null
    return begins(() =>
      visitLink(ctx, link.slug, { amountHundredths: null, said, request, visitor: null, from }),
    )
  }
  const pay = (invoiceId: string, kind: TestPaymentKind) => {
    count(kind)
    return tolerant(sandbox.pay(invoiceId, kind))
  }

  for (let round = 0; round < ROUNDS; round += 1) {
    const before = await usesOf(id)
    const visits = Array.from({ length: upTo(6) }, () => visit())
    const others = before.rows.flatMap(({ id: invoiceId }) => {
      const drawn = random()
      if (drawn < 0.4) return [pay(invoiceId, nextKind())]
      if (drawn < 0.6) return [tolerant(cancelInvoice(ctx, actor, invoiceId, { reason: null }))]
      return []
    })
    const begun = (await Promise.all(visits)).filter(Boolean).length
    await Promise.all(others)
    const after = await usesOf(id)
    // What was paid or cancelled meanwhile frees nothing at once: so many began as were free.
    expect(begun).toBe(Math.min(visits.length, Math.max(0, limit - before.paid - before.held)))
    expect(after.paid).toBeLessThanOrEqual(limit)
    expect(after.paid + after.held).toBeLessThanOrEqual(limit)

    if (random() < 0.3) {
      limit += 1
      await changeLink(ctx, actor, id, { maxUses: limit })
    }
    sandbox.advance(pick([0, 60, 400, 16 * 60, 40 * 60]) ?? 0)
    await sandbox.reconcile()
  }
  // Long after every end each use that nobody paid is free again, one after the other, and no more of them.
  sandbox.advance(24 * 60 * 60)
  await sandbox.reconcile()
  const { paid, held } = await usesOf(id)
  expect(held).toBe(0)
  for (let use = paid; use < limit; use += 1) expect(await visit()).toBe(true)
  expect(await visit()).toBe(false)
}

describe('the limit of a payment link’s uses', () => {
  it.each([1, 2, 3])(
    'history %i: no order of visits, payments, ends and cancellations takes more than there are, or refuses one that is free',
    async (seed) => {
      await play(seed)
      expect(outcomes['begun']).toBeGreaterThan(0)
    },
    120_000,
  )

  it('all of it happened', () => {
    const missing = ['begun', 'refused', ...TEST_PAYMENT_KINDS].filter((what) => !outcomes[what])
    expect(missing).toEqual([])
  })
})
