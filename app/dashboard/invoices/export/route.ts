import { exportVisit } from '@/app/dashboard/exportVisit'
import { csvDownload, csvName } from '@/app/dashboard/download'
import { INVOICES_HEAD, invoiceLines } from '@/lib/dashboard/invoiceExport'
import { readInvoiceQuery } from '@/lib/dashboard/invoiceQuery'
import { everyInvoice } from '@/lib/services/invoices/listInvoices'

/** The invoices that the list shows by the same filters, all of them, as a file. */
export async function GET(request: Request): Promise<Response> {
  const visit = await exportVisit(request, '/dashboard/invoices', 'invoices:read')
  if (!visit) return new Response('Not found', { status: 404 })
  const { app, actor, zone, asked } = visit
  const { filter } = readInvoiceQuery(asked, zone)
  return csvDownload(csvName('invoices', actor.mode, app.clock.now()), INVOICES_HEAD, lines())

  async function* lines() {
    for await (const part of everyInvoice(app, actor, filter)) yield invoiceLines(part)
  }
}
