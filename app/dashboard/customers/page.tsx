import type { Metadata } from 'next'
import { cursorTo, positionIn } from '@/app/dashboard/cursor'
import { found } from '@/app/dashboard/found'
import { visit } from '@/app/dashboard/visit'
import { CustomerTable } from '@/components/dashboard/CustomerTables'
import { PageHead } from '@/components/dashboard/PageHead'
import { EmptyState } from '@/components/ui/EmptyState'
import { Pagination } from '@/components/ui/Pagination'
import { customerLine } from '@/lib/dashboard/customers'
import { listCustomers } from '@/lib/services/customers/listCustomers'

export const metadata: Metadata = { title: 'Customers' }

const PAGE_SIZE = 20

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function Customers({ searchParams }: Props) {
  const asked = await searchParams
  const { app, actor, zone } = await visit('/dashboard/customers')
  const after = positionIn(app, actor, asked.cursor)
  const page = await found(listCustomers(app, actor, { limit: PAGE_SIZE, after }))
  const next = cursorTo(app, actor, page.next)
  return (
    <>
      <PageHead
        title="Customers"
        lead="Who your invoices are for, and what they have left of earlier overpayments."
      />
      <div className="rounded-xl border border-line bg-surface">
        {page.customers.length > 0 ? (
          <>
            <CustomerTable lines={page.customers.map(customerLine)} zone={zone} />
            <Pagination
              summary={`${page.customers.length} of ${page.total}`}
              first={after && '/dashboard/customers'}
              next={next && `/dashboard/customers?cursor=${encodeURIComponent(next)}`}
            />
          </>
        ) : (
          <EmptyState title="No customers yet">
            An invoice whose metadata has a customer_id or a customer_email makes one.
          </EmptyState>
        )}
      </div>
    </>
  )
}
