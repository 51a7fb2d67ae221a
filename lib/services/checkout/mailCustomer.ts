import { findCheckoutConfig } from '@/db/queries/checkoutConfigs'
import type { CheckoutRow } from '@/db/queries/checkoutInvoices'
import type { CheckoutEvent } from '@/lib/domain/checkoutEvents'
import { fiatText } from '@/lib/domain/money'
import { invoiceCreatedMail, invoicePaidMail, type MailedInvoice } from '@/lib/mail/messages'
import type { ServiceContext } from '../context'
import { postMail } from '../mail/postMail'
import type { InvoiceRow } from '../views'

/**
 * Mails a customer what their invoice's merchant switched on (document 000), with the transaction that made it so: that it is there, and that it
 * is paid. Test mode mails nobody.
 */
export async function mailCustomer(
  ctx: ServiceContext,
  row: CheckoutRow,
  invoice: InvoiceRow,
  events: readonly CheckoutEvent[],
): Promise<void> {
  const to = row.customerEmail
  if (to === null || invoice.mode !== 'live') return
  const isPaid = events.includes('invoice_confirmed') || events.includes('invoice_payment_recorded')
  const isNew = events.includes('invoice_created')
  if (!isPaid && !isNew) return
  const config = await findCheckoutConfig(ctx.db, invoice)
  const facts: MailedInvoice = {
    issuer: row.issuedBy ?? invoice.title,
    product: invoice.title,
    amount: `${fiatText(invoice.totalMinor, invoice.currency)} ${invoice.currency}`,
    payUrl: `${ctx.policy.publicUrl}/pay/${invoice.uuid}`,
    payableUntil: invoice.expiresAt,
  }
  if (isNew && config?.sendInvoiceCreatedEmail) await postMail(ctx, invoiceCreatedMail(to, facts))
  if (isPaid && config?.sendInvoicePaidEmail) await postMail(ctx, invoicePaidMail(to, facts))
}
