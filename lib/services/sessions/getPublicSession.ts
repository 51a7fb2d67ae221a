import { findPublicSession } from '@/db/queries/checkoutSessions'
import { findLink } from '@/db/queries/paymentLinks'
import { DomainError } from '@/lib/domain/errors'
import type { ServiceContext } from '../context'
import { getPayableInvoice, type PayableInvoice } from '../invoices/getPayableInvoice'
import type { AskedWay } from '../invoices/ways'

export type PublicSession = {
  payable: PayableInvoice
  /** The slug of the link that it began at, while there is one. */
  again: string | null
}

/** What anyone who holds a session's link may see, in the way to pay that is asked for, where it has that. Throws NOT_FOUND. */
export async function getPublicSession(
  ctx: ServiceContext,
  id: string,
  asked: AskedWay,
): Promise<PublicSession> {
  const session = await findPublicSession(ctx.db, id)
  if (!session) throw new DomainError('NOT_FOUND', 'Checkout session not found')
  const payable = await getPayableInvoice(ctx, session.invoiceId, asked)
  const link = session.linkId === null ? null : await findLink(ctx.db, session, session.linkId)
  return { payable, again: link?.active ? link.slug : null }
}
