import { checkoutExceptions, checkoutStatusCounts } from '@/db/queries/checkoutInvoices'
import {
  CHECKOUT_EXCEPTIONS,
  CHECKOUT_STATUSES,
  checkoutStatus,
  type CheckoutException,
  type CheckoutStatus,
} from '@/lib/domain/checkoutInvoice'
import { gravest } from '@/lib/domain/deciding'
import { EXCEPTIONS, type ExceptionKind } from '@/lib/domain/invoice'
import { mustBeAllowed } from '../access'
import type { Actor, ServiceContext } from '../context'
import type { CheckoutFilter } from './input'

export type CheckoutStats = {
  total: number
  byStatus: Record<CheckoutStatus, number>
  /** By the exception that an invoice shows: none at all, one that stands, one that was closed. */
  byExceptionStatus: { none: number; open: number; closed: number }
  /** Of those that stand, each invoice under its gravest (D1). */
  byExceptionType: Record<CheckoutException, number>
}

/** How many of the merchant's invoices of document 000 are in which state. */
export async function getCheckoutStats(
  ctx: ServiceContext,
  actor: Actor,
  filter: CheckoutFilter,
): Promise<CheckoutStats> {
  mustBeAllowed(actor, 'invoices:read')
  const [counts, exceptions] = await Promise.all([
    checkoutStatusCounts(ctx.db, actor, filter),
    checkoutExceptions(ctx.db, actor, filter),
  ])
  const byStatus = zeroes(CHECKOUT_STATUSES)
  for (const one of counts) byStatus[checkoutStatus(one.status, one.outside)] += one.count
  const total = counts.reduce((sum, one) => sum + one.count, 0)

  const withOne = new Set(exceptions.map((one) => one.invoiceId))
  const byExceptionType = zeroes(EXCEPTIONS.map((kind) => CHECKOUT_EXCEPTIONS[kind]))
  const standing = new Map<string, ExceptionKind[]>()
  for (const { invoiceId, kind, open } of exceptions) {
    if (open) standing.set(invoiceId, [...(standing.get(invoiceId) ?? []), kind])
  }
  for (const kinds of standing.values()) {
    const kind = gravest(kinds)
    if (kind) byExceptionType[CHECKOUT_EXCEPTIONS[kind]] += 1
  }
  const open = standing.size
  return {
    total,
    byStatus,
    byExceptionStatus: { none: total - withOne.size, open, closed: withOne.size - open },
    byExceptionType,
  }
}

function zeroes<Name extends string>(names: readonly Name[]): Record<Name, number> {
  return Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>
}
