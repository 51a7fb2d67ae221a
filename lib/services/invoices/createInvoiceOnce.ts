import { createHash } from 'node:crypto'
import { lockIdempotencyKey, storeAnswer, storedAnswer } from '@/db/queries/idempotency'
import { mustBeAllowed } from '../access'
import type { Actor, ServiceContext } from '../context'
import { inTransaction } from '../transaction'
import { createInvoice } from './createInvoice'
import type { CreateInvoiceInput } from './input'

const KEPT_MS = 24 * 60 * 60_000
const CREATED = 201

/**
 * Makes an invoice for a form that may be sent twice: the same input with the same key is one invoice, whose id comes back both
 * times (Q2). Another input is another invoice, because a page that the browser kept has the same key. Throws like
 * `createInvoice`, and leaves nothing behind then.
 */
export async function createInvoiceOnce(
  ctx: ServiceContext,
  actor: Actor,
  request: string,
  input: CreateInvoiceInput,
): Promise<string> {
  mustBeAllowed(actor, 'invoices:create')
  const bodyHash = createHash('sha256').update(JSON.stringify(input, textOfBigints)).digest('hex')
  const { merchantId, mode } = actor
  const scope = { merchantId, mode, method: 'FORM', path: 'invoices/new', key: `${request}.${bodyHash}` }
  return inTransaction(ctx, async (tx) => {
    await lockIdempotencyKey(tx.db, scope)
    const now = tx.clock.now()
    const stored = await storedAnswer(tx.db, scope, now)
    if (stored) return stored.response
    const { invoice } = await createInvoice(tx, actor, input)
    const expiresAt = new Date(now.getTime() + KEPT_MS)
    await storeAnswer(tx.db, {
      ...scope,
      bodyHash,
      status: CREATED,
      response: invoice.id,
      createdAt: now,
      expiresAt,
    })
    return invoice.id
  })
}

function textOfBigints(_name: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value
}
