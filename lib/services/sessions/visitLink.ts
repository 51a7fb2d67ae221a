import { createHash } from 'node:crypto'
import { lockIdempotencyKey, storeAnswer, storedAnswer } from '@/db/queries/idempotency'
import { findLinkBySlug } from '@/db/queries/paymentLinks'
import { DomainError } from '@/lib/domain/errors'
import { ASKED_FIELDS, type AskedField } from '@/lib/domain/paymentLink'
import type { Actor, RootContext, ServiceContext } from '../context'
import { linkNotFound } from '../links/linkView'
import { admit } from '../throttle/admit'
import { networkOf } from '../throttle/network'
import { inTransaction } from '../transaction'
import { createSession } from './createSession'

const KEPT_MS = 60 * 60_000
const CREATED = 201

/** What a customer said at a link, or nothing where nothing was asked. */
export type Visit = {
  /** Hundredths; null for what the link proposes. */
  amountHundredths: bigint | null
  said: Record<AskedField, string | null>
  /** Makes sending a form twice the same as sending it once; null where every visit is its own. */
  request: string | null
  from: { address: string | null; userAgent: string | null }
}

/**
 * Begins a session for a customer at a link, and answers its id; null when it was too often from one address. Throws NOT_FOUND,
 * LINK_CLOSED, INVALID_AMOUNT, VALIDATION_FAILED for what is asked for and missing, and what `createSession` throws.
 */
export async function visitLink(ctx: RootContext, slug: string, visit: Visit): Promise<string | null> {
  const link = await findLinkBySlug(ctx.db, slug)
  if (!link || link.deletedAt) throw linkNotFound()
  for (const field of ASKED_FIELDS) {
    if (link.asked[field] === 'required' && !visit.said[field])
      throw new DomainError('VALIDATION_FAILED', `${field}: is required`, { field })
  }
  if (!(await isAdmitted(ctx, visit.from.address))) return null
  const { merchantId, mode } = link
  const actor: Actor = {
    merchantId,
    mode,
    label: 'customer',
    ipAddress: visit.from.address,
    userAgent: visit.from.userAgent,
    requestId: null,
  }
  const said = (field: AskedField) => (link.asked[field] === 'no' ? null : visit.said[field])
  const { amountHundredths } = visit
  const begin = async (tx: ServiceContext) => {
    const view = await createSession(tx, actor, {
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
      customer: { email: said('email')?.toLowerCase() ?? null, name: said('name'), note: said('note') },
    })
    return view.session.id
  }
  if (visit.request === null) return begin(ctx)

  const words = JSON.stringify([link.id, String(amountHundredths), visit.said])
  const bodyHash = createHash('sha256').update(words).digest('hex')
  const scope = { merchantId, mode, method: 'FORM', path: 'l', key: `${visit.request}.${bodyHash}` }
  return inTransaction(ctx, async (tx) => {
    await lockIdempotencyKey(tx.db, scope)
    const now = tx.clock.now()
    const stored = await storedAnswer(tx.db, scope, now)
    if (stored) return stored.response
    const id = await begin(tx)
    const expiresAt = new Date(now.getTime() + KEPT_MS)
    await storeAnswer(tx.db, { ...scope, bodyHash, status: CREATED, response: id, createdAt: now, expiresAt })
    return id
  })
}

async function isAdmitted(ctx: RootContext, address: string | null): Promise<boolean> {
  if (address === null) return true
  const who = networkOf(address)
  const { admitted } = await admit(ctx, [
    { what: 'visit.minute', who, limit: 20, withinMs: 60_000 },
    { what: 'visit.hour', who, limit: 200, withinMs: 60 * 60_000 },
  ])
  return admitted
}
