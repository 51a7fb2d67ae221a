import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { visit } from '@/app/dashboard/visit'
import { LinkForm } from '@/components/dashboard/LinkForm'
import { PageHead } from '@/components/dashboard/PageHead'
import { ASKING_CHOICES, NEW_VALUES } from '@/lib/dashboard/linkForm'
import { linkUrl } from '@/lib/http/sessions/presentLink'
import { getMerchant } from '@/lib/services/merchants/getMerchant'
import { makeLink } from '../actions'

export const metadata: Metadata = { title: 'New payment link' }

export default async function NewLink() {
  const { app, actor, session, may } = await visit('/dashboard/payment-links/new')
  if (!may('links:write')) notFound()
  const { merchant } = await getMerchant(app, actor)
  return (
    <>
      <PageHead
        back={{ href: '/dashboard/payment-links', label: 'Payment links' }}
        title={session.mode === 'test' ? 'New test link' : 'New payment link'}
        lead="Each visit to it begins a checkout over this amount."
      />
      <div className="w-full max-w-2xl rounded-xl border border-line bg-surface p-4 sm:p-6">
        <LinkForm
          action={makeLink}
          mode={session.mode}
          values={NEW_VALUES}
          currency={merchant.defaultCurrency}
          asking={ASKING_CHOICES}
          id={null}
          base={linkUrl(app.policy.publicUrl, '')}
        />
      </div>
    </>
  )
}
