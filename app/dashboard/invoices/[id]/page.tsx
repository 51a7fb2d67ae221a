import type { Metadata } from 'next'
import { cache } from 'react'
import { found } from '@/app/dashboard/found'
import { visit } from '@/app/dashboard/visit'
import { DeliveryTable } from '@/components/dashboard/DeliveryTable'
import { EventLog } from '@/components/dashboard/EventLog'
import {
  CustomerCard,
  DetailsCard,
  ExceptionsCard,
  QuoteCard,
  SettlementCard,
} from '@/components/dashboard/InvoiceSide'
import { PageHead } from '@/components/dashboard/PageHead'
import { PayLinkCard } from '@/components/dashboard/PayLinkCard'
import { PaymentsCard } from '@/components/dashboard/PaymentsCard'
import { RefundsCard } from '@/components/dashboard/RefundsCard'
import { SessionCard } from '@/components/dashboard/SessionCard'
import { sessionLine } from '@/lib/dashboard/linkLines'
import { sessionUrl } from '@/lib/http/sessions/presentSession'
import { getSessionOfInvoice } from '@/lib/services/sessions/getSessionOfInvoice'
import { StandingCard } from '@/components/dashboard/StandingCard'
import { Badge } from '@/components/ui/Badge'
import { Card } from '@/components/ui/Card'
import { Confirm } from '@/components/ui/Confirm'
import { TextField } from '@/components/ui/Field'
import { Notice } from '@/components/ui/Notice'
import { deliveryLine, type DeliveryLine } from '@/lib/dashboard/deliveryLines'
import { invoiceView } from '@/lib/dashboard/invoiceView'
import { refundsView } from '@/lib/dashboard/refunds'
import type { App } from '@/lib/server/app'
import type { Actor } from '@/lib/services/context'
import { showInvoice } from '@/lib/services/dashboard/showInvoice'
import { listRefunds } from '@/lib/services/refunds/listRefunds'
import { listDeliveries } from '@/lib/services/webhooks/listDeliveries'
import { cancel } from './actions'
import { callOff, complete, playTransfer, prepare } from './refundActions'

type Props = {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

const MOST_DELIVERIES = 50

const load = cache(async (id: string) => {
  const visitor = await visit(`/dashboard/invoices/${id}`)
  const { app, actor, session } = visitor
  const shown = await found(showInvoice(app, actor, id))
  const view = invoiceView(shown, {
    networks: (network) => app.networks.get(network),
    userId: session.userId,
    publicUrl: app.env.publicUrl,
    zone: visitor.zone,
  })
  return { ...visitor, view }
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { view } = await load((await params).id)
  return { title: `${view.total}, ${view.title}` }
}

export default async function Invoice({ params, searchParams }: Props) {
  const { app, actor, view, zone, may } = await load((await params).id)
  const deliveries = may('webhooks:read') ? await deliveriesOf(app, actor, view.id) : []
  const refunds = refundsView(await listRefunds(app, actor, view.id), (id) => app.networks.get(id))
  const session = await getSessionOfInvoice(app, actor, view.id)
  const asked = await searchParams
  return (
    <>
      <Outcome did={asked.did} />
      <PageHead
        back={{ href: '/dashboard/invoices', label: 'Invoices' }}
        title={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-2">
            <span className="figures">{view.total}</span>
            {view.badges.map((badge) => (
              <Badge key={badge.label} tone={badge.tone}>
                {badge.label}
              </Badge>
            ))}
          </span>
        }
        lead={
          <>
            <p className="font-medium text-ink">{view.title}</p>
            {view.description && <p>{view.description}</p>}
          </>
        }
        actions={
          <>
            {view.acceptable && may('invoices:complete') && (
              <Confirm
                trigger={view.acceptable.label}
                title={view.acceptable.title}
                text={view.acceptable.text}
                confirm="Accept it"
                dismiss="Leave it as it is"
                action={complete}
                hidden={{ id: view.id }}
                href="?confirm=complete"
                asked={asked.confirm === 'complete'}
                kind="primary"
              >
                <TextField
                  name="reason"
                  id="complete-reason"
                  label="Reason, for your own log"
                  required
                  maxLength={500}
                />
              </Confirm>
            )}
            {view.cancellable && may('invoices:cancel') && (
              <Confirm
                trigger="Cancel invoice"
                title="Cancel this invoice?"
                text="The pay page tells the customer that it is cancelled. Money they have sent before still counts; money they send from now on does not pay it and asks for your decision."
                confirm="Cancel the invoice"
                dismiss="Keep it open"
                action={cancel}
                hidden={{ id: view.id }}
                href="?confirm=cancel"
                asked={asked.confirm === 'cancel'}
              >
                <TextField name="reason" label="Reason, for your own log" optional maxLength={500} />
                {view.payments.length > 0 && (
                  <label className="flex min-h-11 items-center gap-3 text-sm">
                    <input type="checkbox" name="refund" value="all" className="size-4" />
                    Note that what has arrived is to be given back
                  </label>
                )}
              </Confirm>
            )}
          </>
        }
      />
      <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex min-w-0 flex-col gap-6">
          <StandingCard standing={view.standing} />
          {(view.cancellable || asked.did === 'made') && (
            <PayLinkCard payLink={view.payLink} open={asked.did === 'made'} isTest={view.isTest} />
          )}
          <PaymentsCard payments={view.payments} zone={zone} />
          <RefundsCard
            invoiceId={view.id}
            view={refunds}
            zone={zone}
            actions={
              may('invoices:refund')
                ? { prepare, cancel: callOff, play: view.isPlayed && may('test:play') ? playTransfer : null }
                : null
            }
          />
          <EventLog log={view.log} zone={zone} />
          {deliveries.length > 0 && (
            <Card id="deliveries" title="Webhooks of this invoice" flush>
              <DeliveryTable lines={deliveries} zone={zone} narrow />
            </Card>
          )}
        </div>
        <div className="flex min-w-0 flex-col gap-6">
          <ExceptionsCard view={view} zone={zone} />
          {session && (
            <SessionCard
              line={{
                ...sessionLine(session),
                url: sessionUrl(app.policy.publicUrl, session.session.id),
                linkId: session.session.linkId,
              }}
            />
          )}
          <CustomerCard view={view} />
          {may('settlements:read') && <SettlementCard view={view} zone={zone} />}
          <QuoteCard view={view} zone={zone} />
          <DetailsCard view={view} zone={zone} />
          {!view.cancellable && asked.did !== 'made' && (
            <PayLinkCard payLink={view.payLink} open={false} isTest={view.isTest} />
          )}
        </div>
      </div>
    </>
  )
}

async function deliveriesOf(app: App, actor: Actor, invoiceId: string): Promise<DeliveryLine[]> {
  const page = await listDeliveries(app, actor, {
    limit: MOST_DELIVERIES,
    after: null,
    endpointId: null,
    invoiceId,
    status: null,
    eventType: null,
  })
  return page.deliveries.map(deliveryLine)
}

/** What the person has just done here. */
function Outcome({ did }: { did: unknown }) {
  if (did === 'made') {
    return (
      <Notice tone="good" title="The invoice is ready">
        Send its link to your customer, or let them scan the code.
      </Notice>
    )
  }
  if (did === 'cancelled') return <Notice tone="good">The invoice is cancelled.</Notice>
  if (did === 'too-late') {
    return (
      <Notice tone="bad" title="That was not possible any more">
        The invoice has moved on in the meantime. Below is where it stands now.
      </Notice>
    )
  }
  const text = OUTCOMES.find(([word]) => word === did)?.[1]
  return text ? <Notice tone="good">{text}</Notice> : null
}

const OUTCOMES = [
  ['completed', 'It is accepted. The payments count as soon as they are confirmed.'],
  ['refund-prepared', 'The refund is prepared. Under Refunds it says what your wallet has to send.'],
  ['refund-cancelled', 'The refund is called off. Make sure that nobody signs it any more.'],
  ['refund-played', 'The transfer was played, as your wallet would have sent it.'],
] as const
