import { findPublicSession } from '@/db/queries/checkoutSessions'
import { findLink } from '@/db/queries/paymentLinks'
import { DomainError } from '@/lib/domain/errors'
import type { ServiceContext } from '../context'
import { getPublicInvoice } from '../invoices/getPublicInvoice'
import type { PublicInvoice } from '../views'

export type PublicSession = {
  invoice: PublicInvoice
  /** The slug of the link that it began at, while there is one. */
  again: string | null
}

/** What anyone who holds a session's link may see, in the option that is asked for, where it has that. Throws NOT_FOUND. */
export async function getPublicSession(
  ctx: ServiceContext,
  id: string,
  optionId: string | null,
): Promise<PublicSession> {
  const session = await findPublicSession(ctx.db, id)
  if (!session) throw new DomainError('NOT_FOUND', 'Checkout session not found')
  const invoice = await getPublicInvoice(ctx, session.invoiceId, optionId)
  const link = session.linkId === null ? null : await findLink(ctx.db, session, session.linkId)
  return { invoice, again: link?.active ? link.slug : null }
}
