import { optionsOf } from '@/db/queries/invoiceParts'
import { pageOfInvoices } from '@/db/queries/invoices'
import { mustBeAllowed } from '../access'
import type { Actor, ServiceContext } from '../context'
import type { InvoiceRow, OptionView } from '../views'
import type { InvoiceFilter } from './input'

export type InvoicePage = {
  invoices: { invoice: InvoiceRow; option: OptionView }[]
  total: number
  /** Where the next page starts; null on the last one. */
  next: { createdAt: Date; id: string } | null
}

/** A page of the merchant's invoices in this mode, newest first. */
export async function listInvoices(
  ctx: ServiceContext,
  actor: Actor,
  filter: InvoiceFilter,
): Promise<InvoicePage> {
  mustBeAllowed(actor, 'invoices:read')
  const { rows, total } = await pageOfInvoices(ctx.db, actor, filter)
  const shown = rows.slice(0, filter.limit)
  const options = await optionsOf(
    ctx.db,
    shown.map((row) => row.id),
  )
  const last = shown.at(-1)
  return {
    invoices: shown.flatMap((invoice) => {
      const own = options.filter((option) => option.invoiceId === invoice.id)
      const option = own.find((candidate) => candidate.isDefault) ?? own[0]
      return option ? [{ invoice, option }] : []
    }),
    total,
    next: rows.length > filter.limit && last ? { createdAt: last.createdAt, id: last.id } : null,
  }
}
