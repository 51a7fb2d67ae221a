import { createHash } from 'node:crypto'
import { openSessionOf } from '@/db/queries/checkoutSessions'
import { lockIdempotencyKey, storeAnswer, storedAnswer } from '@/db/queries/idempotency'
import { findLinkBySlug, type LinkRow } from '@/db/queries/paymentLinks'
import { DomainError } from '@/lib/domain/errors'
import { ASKED_FIELDS, type AskedField } from '@/lib/domain/paymentLink'
import type { Actor, RootContext, ServiceContext } from '../context'
import { linkNotFound } from '../links/linkView'
import { admit, type Limit } from '../throttle/admit'
import { networkOf } from '../throttle/network'
import { inTransaction } from '../transaction'
import { createSession } from './createSession'

const KEPT_MS = 60 * 60_000
const CREATED = 201
const MINUTE_MS = 60_000

/** What a customer said at a link, or nothing where nothing was asked. */
export type Visit = {
  /** Hundredths; null for what the link proposes. */
  amountHundredths: bigint | null
  said: Record<AskedField, string | null>
  /** Makes sending a form twice the same as sending it once; null where there was none. */
  request: string | null
  /** By what the browser is known; null where every visit is somebody else's. */
  visitor: string | null
  from: { address: string | null; userAgent: string | null }
}

/**
 * Begins a session for a customer at a link, and answers its id: the one that they have begun with the same words while that can still be
 * paid. Null when it was too often from one address. What it begins counts for the merchant's plan once it is paid for (ADR 0040). Throws
 * NOT_FOUND, LINK_CLOSED, INVALID_AMOUNT, VALIDATION_FAILED for what is asked for and missing, and what `createSession` throws.
 */
export async function visitLink(ctx: RootContext, slug: string, visit: Visit): Promise<string | null> {
  const link = await findLinkBySlug(ctx.db, slug)
  if (!link || link.deletedAt) throw linkNotFound()
  for (const field of ASKED_FIELDS) {
    if (link.asked[field] === 'required' && !visit.said[field])
      throw new DomainError('VALIDATION_FAILED', `${field}: is required`, { field })
  }
  const words = hashOf(link.id, String(visit.amountHundredths), visit.said)
  const visitor = visit.visitor === null ? null : hashOf(words, visit.visitor)
  const begun = async (tx: ServiceContext) =>
    visitor === null ? null : openSessionOf(tx.db, link, visitor, tx.clock.now())
  const own = await begun(ctx)
  if (own !== null) return own
  if (!(await isAdmitted(ctx, link, visit.from.address))) return null

  const { merchantId, mode } = link
  const scope = { merchantId, mode, method: 'FORM', path: 'l' }
  return inTransaction(ctx, async (tx) => {
    // Who opens it twice at once gets one.
    if (visitor !== null) await lockIdempotencyKey(tx.db, { ...scope, key: visitor })
    const meanwhile = await begun(tx)
    if (meanwhile !== null) return meanwhile
    const begin = () => beginFor(tx, link, visit, visitor)
    if (visit.request === null) return begin()
    const form = { ...scope, key: `${visit.request}.${words}` }
    await lockIdempotencyKey(tx.db, form)
    const now = tx.clock.now()
    const stored = await storedAnswer(tx.db, form, now)
    if (stored) return stored.response
    const id = await begin()
    const expiresAt = new Date(now.getTime() + KEPT_MS)
    await storeAnswer(tx.db, {
      ...form,
      bodyHash: words,
      status: CREATED,
      response: id,
      createdAt: now,
      expiresAt,
    })
    return id
  })
}

/** The session of a customer, who is nobody with a key. */
async function beginFor(
  ctx: ServiceContext,
  link: LinkRow,
  { amountHundredths, said, from }: Visit,
  visitor: string | null,
): Promise<string> {
  const actor: Actor = {
    merchantId: link.merchantId,
    mode: link.mode,
    label: 'customer',
    ipAddress: from.address,
    userAgent: from.userAgent,
    requestId: null,
  }
  const asked = (field: AskedField) => (link.asked[field] === 'no' ? null : said[field])
  const { session } = await createSession(ctx, actor, {
    linkId: link.id,
    amount:
      link.customerChooses && amountHundredths !== null
        ? { hundredths: amountHundredths, currency: link.currency }
        : null,
    title: null,
    description: null,
    metadata: null,
    successUrl: null,
    cancelUrl: null,
    visit: { visitor },
    customer: { email: asked('email')?.toLowerCase() ?? null, name: asked('name'), note: asked('note') },
  })
  return session.id
}

/** By the address; where none is known all visits of the link count together, which no more of the instance is open to. */
async function isAdmitted(ctx: RootContext, link: LinkRow, address: string | null): Promise<boolean> {
  const limits: Limit[] =
    address === null
      ? [
          { what: 'visit.link.minute', who: link.id, limit: 120, withinMs: MINUTE_MS },
          { what: 'visit.link.hour', who: link.id, limit: 2_000, withinMs: 60 * MINUTE_MS },
        ]
      : [
          { what: 'visit.minute', who: networkOf(address), limit: 20, withinMs: MINUTE_MS },
          { what: 'visit.hour', who: networkOf(address), limit: 200, withinMs: 60 * MINUTE_MS },
        ]
  return (await admit(ctx, limits)).admitted
}

function hashOf(...parts: unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}
