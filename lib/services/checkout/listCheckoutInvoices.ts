import { countCheckoutInvoices, someCheckoutInvoices } from '@/db/queries/checkoutInvoices'
import { mustBeAllowed } from '../access'
import type { Actor, ServiceContext } from '../context'
import { checkoutViews, type CheckoutView } from './checkoutView'
import type { CheckoutFilter } from './input'

/** So many rows at a time are read of an export. */
const PART = 200

/** A part of the merchant's invoices of document 000 in this mode, newest first, and how many match (Q8). */
export async function listCheckoutInvoices(
  ctx: ServiceContext,
  actor: Actor,
  filter: CheckoutFilter,
  part: { limit: number; offset: number },
): Promise<{ invoices: CheckoutView[]; total: number }> {
  mustBeAllowed(actor, 'invoices:read')
  const [pairs, total] = await Promise.all([
    someCheckoutInvoices(ctx.db, actor, filter, part),
    countCheckoutInvoices(ctx.db, actor, filter),
  ])
  return { invoices: await checkoutViews(ctx, pairs), total }
}

/** All that match, newest first, part by part; they are not counted. */
export async function* everyCheckoutInvoice(
  ctx: ServiceContext,
  actor: Actor,
  filter: CheckoutFilter,
): AsyncGenerator<CheckoutView[]> {
  mustBeAllowed(actor, 'invoices:read')
  let after: { createdAt: Date; id: string } | null = null
  for (;;) {
    const pairs = await someCheckoutInvoices(ctx.db, actor, filter, { limit: PART, after })
    yield await checkoutViews(ctx, pairs)
    const last = pairs.at(-1)
    if (pairs.length < PART || !last) return
    after = { createdAt: last.row.createdAt, id: last.row.invoiceId }
  }
}
