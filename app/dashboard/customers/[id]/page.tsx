import type { Metadata } from 'next'
import { cache } from 'react'
import { found } from '@/app/dashboard/found'
import { visit } from '@/app/dashboard/visit'
import { BalanceCard } from '@/components/dashboard/BalanceCard'
import { CustomerInvoiceTable, EntryTable } from '@/components/dashboard/CustomerTables'
import { PageHead } from '@/components/dashboard/PageHead'
import { Card, Fact, Facts } from '@/components/ui/Card'
import { Confirm } from '@/components/ui/Confirm'
import { Notice } from '@/components/ui/Notice'
import { Time } from '@/components/ui/Time'
import { balanceLines, customerInvoiceLine, customerName, entryLines } from '@/lib/dashboard/customers'
import { showCustomer } from '@/lib/services/customers/showCustomer'
import { erase } from './actions'

type Props = {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

const load = cache(async (id: string) => {
  const visitor = await visit(`/dashboard/customers/${id}`)
  return { ...visitor, shown: await found(showCustomer(visitor.app, visitor.actor, id)) }
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { shown } = await load((await params).id)
  return { title: customerName(shown.customer) }
}

export default async function Customer({ params, searchParams }: Props) {
  const { shown, zone, may } = await load((await params).id)
  const asked = await searchParams
  const { customer, balances, entries, invoices } = shown
  return (
    <>
      {asked.did === 'erased' && (
        <Notice tone="good">Nothing says any more who this customer is. The books are as they were.</Notice>
      )}
      <PageHead
        back={{ href: '/dashboard/customers', label: 'Customers' }}
        title={customerName(customer)}
        actions={
          !customer.erasedAt &&
          may('customers:erase') && (
            <Confirm
              trigger="Forget customer"
              title="Forget this customer for good?"
              text="Their e-mail and your id of them are removed, here and from the metadata of their invoices. Payments, books and credit stay, but nobody can spend the credit any more. This cannot be undone."
              confirm="Forget the customer"
              dismiss="Keep them"
              action={erase}
              hidden={{ id: customer.id }}
              href="?confirm=erase"
              asked={asked.confirm === 'erase'}
            />
          )
        }
      />
      <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex min-w-0 flex-col gap-6">
          <BalanceCard lines={balanceLines(balances)} />
          {entries.length > 0 && (
            <Card id="entries" title="Changes of the credit" flush>
              <EntryTable lines={entryLines(entries)} zone={zone} />
            </Card>
          )}
          <Card id="invoices" title="Newest invoices" flush>
            <CustomerInvoiceTable lines={invoices.map(customerInvoiceLine)} zone={zone} />
          </Card>
        </div>
        <Card id="details" title="Details">
          <Facts>
            <Fact name="E-mail">{customer.email ?? '–'}</Fact>
            <Fact name="Your id">{customer.reference ?? '–'}</Fact>
            <Fact name="Since">
              <Time at={customer.createdAt} zone={zone} />
            </Fact>
            {customer.erasedAt && (
              <Fact name="Forgotten">
                <Time at={customer.erasedAt} zone={zone} />
              </Fact>
            )}
            <Fact name="Customer id">
              <span className="font-mono text-[0.8125rem] break-all">{customer.id}</span>
            </Fact>
          </Facts>
        </Card>
      </div>
    </>
  )
}
