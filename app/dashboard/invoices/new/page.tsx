import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { visit } from '@/app/dashboard/visit'
import { NewInvoiceForm } from '@/components/dashboard/NewInvoiceForm'
import { PageHead } from '@/components/dashboard/PageHead'
import { ButtonLink } from '@/components/ui/Button'
import { EmptyState } from '@/components/ui/EmptyState'
import { CURRENCIES } from '@/lib/dashboard/invoiceQuery'
import { LIFETIMES } from '@/lib/dashboard/newInvoice'
import { listPaymentMethods } from '@/lib/services/merchants/listPaymentMethods'
import { makeInvoice } from './actions'

export const metadata: Metadata = { title: 'New invoice' }

const USUAL_LIFETIME = '1800'

export default async function NewInvoice() {
  const { app, actor, session, may } = await visit('/dashboard/invoices/new')
  if (!may('invoices:create')) notFound()
  const tokens = (await listPaymentMethods(app, actor))
    .filter(({ method, network }) => method.enabled && method.isDefault && network)
    .map(({ method, network }) => ({
      value: method.token,
      label: `${method.token} on ${network?.name ?? method.network}`,
    }))
  return (
    <>
      <PageHead
        back={{ href: '/dashboard/invoices', label: 'Invoices' }}
        title={session.mode === 'test' ? 'New test invoice' : 'New invoice'}
        lead="You get a link for your customer. The rate and the address are fixed when it is made."
      />
      <div className="w-full max-w-2xl rounded-xl border border-line bg-surface p-4 sm:p-6">
        {tokens.length > 0 ? (
          <NewInvoiceForm
            action={makeInvoice}
            request={randomUUID()}
            mode={session.mode}
            currencies={CURRENCIES}
            tokens={tokens}
            lifetimes={LIFETIMES}
            lifetime={USUAL_LIFETIME}
          />
        ) : (
          <EmptyState
            title="There is no way to be paid yet"
            actions={<ButtonLink href="/dashboard/payment-methods">Payment methods</ButtonLink>}
          >
            An invoice needs a token on a network, and a wallet of yours that the money goes to.
          </EmptyState>
        )}
      </div>
    </>
  )
}
