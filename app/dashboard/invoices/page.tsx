import type { Metadata } from 'next'
import { cursorTo, positionIn } from '@/app/dashboard/cursor'
import { visit } from '@/app/dashboard/visit'
import { InvoiceFilters, StatusTabs } from '@/components/dashboard/InvoiceFilters'
import { InvoiceTable } from '@/components/dashboard/InvoiceTable'
import { PageHead } from '@/components/dashboard/PageHead'
import { buttonClass, ButtonLink } from '@/components/ui/Button'
import { EmptyState } from '@/components/ui/EmptyState'
import { Pagination } from '@/components/ui/Pagination'
import { invoiceLine } from '@/lib/dashboard/invoiceRows'
import { invoicesUrl, readInvoiceQuery } from '@/lib/dashboard/invoiceQuery'
import { listInvoices } from '@/lib/services/invoices/listInvoices'

export const metadata: Metadata = { title: 'Invoices' }

const PAGE_SIZE = 20

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function Invoices({ searchParams }: Props) {
  const asked = await searchParams
  const { app, actor, zone, may } = await visit('/dashboard/invoices')
  const { values, errors, filter } = readInvoiceQuery(asked, zone)
  const after = positionIn(app, actor, asked.cursor)
  const page = await listInvoices(app, actor, { ...filter, after, limit: PAGE_SIZE })
  const lines = page.invoices.map((one) => invoiceLine(one, (id) => app.networks.get(id)?.name ?? id))
  const next = cursorTo(app, actor, page.next)
  const isNarrowed = Object.keys(values).length > 0
  const make = may('invoices:create') && (
    <ButtonLink kind="primary" href="/dashboard/invoices/new">
      New invoice
    </ButtonLink>
  )
  return (
    <>
      <PageHead
        title="Invoices"
        actions={
          <>
            {lines.length > 0 && (
              <a
                className={buttonClass()}
                href={invoicesUrl(values, {}, '/dashboard/invoices/export')}
                download
              >
                Export as CSV
              </a>
            )}
            {make}
          </>
        }
      />
      <div className="flex flex-col gap-4">
        <StatusTabs values={values} />
        <InvoiceFilters values={values} errors={errors} />
      </div>
      <div className="rounded-xl border border-line bg-surface">
        {lines.length > 0 ? (
          <>
            <InvoiceTable lines={lines} zone={zone} />
            <Pagination
              summary={countText(lines.length, page.total, after !== null)}
              first={after && invoicesUrl(values)}
              next={next && invoicesUrl(values, { cursor: next })}
            />
          </>
        ) : isNarrowed || after ? (
          <EmptyState
            title="No invoice matches"
            actions={<ButtonLink href="/dashboard/invoices">Show all invoices</ButtonLink>}
          >
            Widen the filters, or search for less: whole words or their beginnings, of the title, the
            description or an order id. An invoice id, an address or a transaction has to be whole.
          </EmptyState>
        ) : (
          <EmptyState title="No invoices yet" actions={make}>
            Make one here and send its link to a customer, or let your shop make them with the API.
          </EmptyState>
        )}
      </div>
    </>
  )
}

/** Exact, but for searches and amounts that more than 10,000 match (Q8). */
function countText(shown: number, total: number, isLater: boolean): string {
  const of = total === 10_000 ? '10,000 or more' : total.toLocaleString('en-US')
  if (isLater) return `${shown} more of ${of}`
  return total > shown ? `The newest ${shown} of ${of}` : `${of} ${total === 1 ? 'invoice' : 'invoices'}`
}
