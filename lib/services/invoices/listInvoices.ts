import { exceptionsOf, optionsOf } from '@/db/queries/invoiceParts'
import { pageOfInvoices, someInvoices } from '@/db/queries/invoices'
import { anyAddress } from '@/lib/chains/addresses'
import type { ExceptionKind } from '@/lib/domain/invoice'
import { mustBeAllowed } from '../access'
import type { Actor, ServiceContext } from '../context'
import type { InvoiceRow, OptionView } from '../views'
import type { InvoiceFilter } from './input'

export type ListedInvoice = {
  invoice: InvoiceRow
  option: OptionView
  /** The exceptions that stand (D1). */
  open: ExceptionKind[]
}

export type InvoicePage = {
  invoices: ListedInvoice[]
  total: number
  /** Where the next page starts; null on the last one. */
  next: { createdAt: Date; id: string } | null
}

/** So many rows at a time are read of an export. */
const PART = 200

/** A page of the merchant's invoices in this mode, newest first. */
export async function listInvoices(
  ctx: ServiceContext,
  actor: Actor,
  filter: InvoiceFilter,
): Promise<InvoicePage> {
  mustBeAllowed(actor, 'invoices:read')
  const { rows, total } = await pageOfInvoices(ctx.db, actor, inDisplayForm(filter))
  const shown = rows.slice(0, filter.limit)
  const last = shown.at(-1)
  return {
    invoices: await withParts(ctx, shown),
    total,
    next: rows.length > filter.limit && last ? { createdAt: last.createdAt, id: last.id } : null,
  }
}

/** All that match, newest first, part by part; they are not counted. */
export async function* everyInvoice(
  ctx: ServiceContext,
  actor: Actor,
  filter: Omit<InvoiceFilter, 'after' | 'limit'>,
): AsyncGenerator<ListedInvoice[]> {
  mustBeAllowed(actor, 'invoices:read')
  let after: InvoiceFilter['after'] = null
  for (;;) {
    const page = inDisplayForm({ ...filter, after, limit: PART })
    const rows: InvoiceRow[] = (await someInvoices(ctx.db, actor, page)).slice(0, PART)
    yield await withParts(ctx, rows)
    const last = rows.at(-1)
    if (rows.length < PART || !last) return
    after = { createdAt: last.createdAt, id: last.id }
  }
}

async function withParts(ctx: ServiceContext, rows: readonly InvoiceRow[]): Promise<ListedInvoice[]> {
  const ids = rows.map((row) => row.id)
  const [options, exceptions] = await Promise.all([optionsOf(ctx.db, ids), exceptionsOf(ctx.db, ids)])
  return rows.flatMap((invoice) => {
    const own = options.filter((option) => option.invoiceId === invoice.id)
    const option = own.find((candidate) => candidate.isDefault) ?? own[0]
    const open = exceptions
      .filter((one) => one.invoiceId === invoice.id && one.closedAt === null)
      .map((one) => one.kind)
    return option ? [{ invoice, option, open }] : []
  })
}

/** Addresses are kept in the network's display form; one with a wrong checksum is nobody's. */
function inDisplayForm(filter: InvoiceFilter): InvoiceFilter {
  const { named } = filter
  if (named?.by !== 'address') return filter
  return { ...filter, named: { by: 'address', value: anyAddress(named.value) ?? '' } }
}
