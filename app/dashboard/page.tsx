import Link from 'next/link'
import { AttentionCard } from '@/components/dashboard/AttentionCard'
import { FiguresCard } from '@/components/dashboard/FiguresCard'
import { InvoiceTable } from '@/components/dashboard/InvoiceTable'
import { PageHead } from '@/components/dashboard/PageHead'
import { ButtonLink } from '@/components/ui/Button'
import { Card } from '@/components/ui/Card'
import { EmptyState } from '@/components/ui/EmptyState'
import { Notice } from '@/components/ui/Notice'
import { attentionItems } from '@/lib/dashboard/attentionItems'
import { figuresOf, spanIn } from '@/lib/dashboard/figures'
import { readInvoiceQuery } from '@/lib/dashboard/invoiceQuery'
import { invoiceLine } from '@/lib/dashboard/invoiceRows'
import { getAnalytics } from '@/lib/services/analytics/getAnalytics'
import { getTimeToPay } from '@/lib/services/analytics/getTimeToPay'
import { needsAttention } from '@/lib/services/dashboard/needsAttention'
import { listInvoices } from '@/lib/services/invoices/listInvoices'
import { visit } from './visit'

const RECENT = 8

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function Home({ searchParams }: Props) {
  const { app, actor, session, zone, may } = await visit('/dashboard')
  const { filter } = readInvoiceQuery({}, zone)
  const asked = await searchParams
  const span = spanIn(asked.period)
  const { grouping } = span
  const lately = { asked: { period: span.period }, grouping, timezone: zone, currency: null }
  const [attention, recent, analytics, times] = await Promise.all([
    needsAttention(app, actor),
    listInvoices(app, actor, { ...filter, after: null, limit: RECENT }),
    may('analytics:read') ? getAnalytics(app, actor, lately) : null,
    may('analytics:read') ? getTimeToPay(app, actor, lately) : null,
  ])
  const figures = analytics && times && figuresOf(analytics, times, grouping)
  const items = attentionItems(attention, {
    networks: (id) => app.networks.get(id),
    sweeps: app.env.gasPrivateKey !== null || session.mode === 'test',
  })
  const hidden = attention.exceptions.total - attention.exceptions.shown.length
  const make = may('invoices:create') && (
    <ButtonLink kind="primary" href="/dashboard/invoices/new">
      New invoice
    </ButtonLink>
  )
  return (
    <>
      {asked.live === 'refused' && (
        <Notice tone="careful" title="Live mode is not open to you yet">
          It opens as soon as your e-mail address is confirmed and your business is active. Until then
          everything works in test mode.
        </Notice>
      )}
      <PageHead title="Home" actions={make} />
      <AttentionCard
        items={items}
        zone={zone}
        more={
          hidden > 0
            ? {
                href: '/dashboard/exceptions',
                label: `All ${attention.exceptions.total} open exceptions`,
              }
            : null
        }
      />
      {figures && <FiguresCard figures={figures} span={span} />}
      <Card
        id="recent"
        title="Recent invoices"
        flush
        aside={
          recent.total > RECENT && (
            <Link
              href="/dashboard/invoices"
              className="inline-flex min-h-11 items-center text-sm font-medium text-link hover:underline lg:min-h-0"
            >
              All invoices
            </Link>
          )
        }
      >
        {recent.invoices.length > 0 ? (
          <InvoiceTable
            lines={recent.invoices.map((one) => invoiceLine(one, (id) => app.networks.get(id)?.name ?? id))}
            zone={zone}
          />
        ) : (
          <EmptyState title="No invoices yet" actions={make}>
            Make one here and send its link to a customer, or let your shop make them with the API.
          </EmptyState>
        )}
      </Card>
    </>
  )
}
