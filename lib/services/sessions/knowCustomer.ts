import { sessionOfInvoice } from '@/db/queries/checkoutSessions'
import { findCustomer, holdCustomer, lockCustomer, updateCustomer } from '@/db/queries/customers'
import { updateInvoice } from '@/db/queries/invoices'
import { CUSTOMER_FIELDS } from '@/lib/domain/customer'
import type { ServiceContext } from '../context'
import { identifyCustomer } from '../customers/identifyCustomer'
import type { InvoiceRow } from '../views'
import type { SessionView } from './sessionView'

const COMPLETED = ['paid', 'paid_late', 'overpaid']

/**
 * Makes who gave an e-mail a customer once they have paid (ADR 0034), and answers their invoice then; null where nothing has changed.
 * Locks the customer behind the invoice, which nobody else does: it is theirs only when this commits.
 */
export async function knowCustomer(
  ctx: ServiceContext,
  { session, invoice, status }: SessionView,
): Promise<InvoiceRow | null> {
  if (session.customerEmail === null || invoice.customerId !== null || !COMPLETED.includes(status))
    return null
  const email = await emailStillKnown(ctx, invoice, session.customerEmail)
  if (email === null) return null
  const customer = await identifyCustomer(ctx, invoice, { [CUSTOMER_FIELDS.email]: email })
  if (!customer) return null
  await lockCustomer(ctx.db, customer.id)
  // What they call themselves, unless the merchant calls them something already.
  const name = session.customerName
  if (name !== null && customer.name === null)
    await updateCustomer(ctx.db, customer.id, { name }, ctx.clock.now())
  await updateInvoice(ctx.db, invoice.id, { customerId: customer.id })
  return { ...invoice, customerId: customer.id }
}

/** L7: who is being forgotten just now is waited for, and with them what they said here; null then. */
async function emailStillKnown(
  ctx: ServiceContext,
  invoice: InvoiceRow,
  email: string,
): Promise<string | null> {
  const customer = await findCustomer(ctx.db, invoice, { email })
  if (!customer || (await holdCustomer(ctx.db, customer.id))) return email
  return (await sessionOfInvoice(ctx.db, invoice.id))?.customerEmail ?? null
}
