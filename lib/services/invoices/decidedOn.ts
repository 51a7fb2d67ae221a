import { createHash } from 'node:crypto'
import { decisionsOf } from '@/db/queries/exceptions'
import type { Decisions } from '@/lib/domain/deciding'
import type { ServiceContext } from '../context'
import type { PaymentRow } from '../views'

/**
 * The payments that a decision is taken in the face of, in a few characters: those whose block stands, with what they brought. Another
 * payment, a block that is undone, an amount that turns out to be another: each asks anew.
 */
export function digestOf(payments: readonly Pick<PaymentRow, 'id' | 'amount' | 'orphanedAt'>[]): string {
  const standing = payments.filter((one) => one.orphanedAt === null && one.amount > 0n)
  const lines = standing.map(({ id, amount }) => `${id}:${amount}`).sort()
  return createHash('sha256').update(lines.join('\n')).digest('base64url').slice(0, 22)
}

/** What was decided about an invoice's exceptions, as far as nothing has come or gone since; the latest word on each (D1). */
export async function decisionsNow(
  ctx: Pick<ServiceContext, 'db'>,
  invoiceId: string,
  payments: readonly Pick<PaymentRow, 'id' | 'amount' | 'orphanedAt'>[],
): Promise<Decisions> {
  const rows = await decisionsOf(ctx.db, invoiceId)
  if (rows.length === 0) return new Map()
  const now = digestOf(payments)
  return new Map(
    rows.flatMap(({ kind, action, decidedOn }) =>
      action !== null && decidedOn === now ? [[kind, action] as const] : [],
    ),
  )
}
