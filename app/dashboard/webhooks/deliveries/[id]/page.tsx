import type { Metadata } from 'next'
import Link from 'next/link'
import { found } from '@/app/dashboard/found'
import { visit } from '@/app/dashboard/visit'
import { resend } from '@/app/dashboard/webhooks/actions'
import { PageHead } from '@/components/dashboard/PageHead'
import { Badge } from '@/components/ui/Badge'
import { Card, Fact, Facts } from '@/components/ui/Card'
import { Notice } from '@/components/ui/Notice'
import { SubmitButton } from '@/components/ui/SubmitButton'
import { Cell, Row, Table } from '@/components/ui/Table'
import { Time } from '@/components/ui/Time'
import { deliveryView, type DeliveryView } from '@/lib/dashboard/deliveryLines'
import { getDelivery } from '@/lib/services/webhooks/getDelivery'

export const metadata: Metadata = { title: 'Webhook delivery' }

type Props = {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function Delivery({ params, searchParams }: Props) {
  const { id } = await params
  const { app, actor, zone, may } = await visit(`/dashboard/webhooks/deliveries/${id}`)
  const view = deliveryView(await found(getDelivery(app, actor, id)), app.clock.now())
  const { did } = await searchParams
  return (
    <>
      {did === 'resent' && (
        <Notice tone="good">It is being sent again, with the same id and the same bytes.</Notice>
      )}
      {did === 'disabled' && (
        <Notice tone="bad">Its endpoint is switched off or deleted, so that nobody can be told.</Notice>
      )}
      <PageHead
        back={{ href: '/dashboard/webhooks', label: 'Webhooks' }}
        title={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-2">
            <span className="font-mono text-xl break-all">{view.event}</span>
            <Badge tone={view.badge.tone}>{view.badge.label}</Badge>
          </span>
        }
        lead={
          <p>
            {view.next}
            {view.nextAt && (
              <>
                {' '}
                The next try is on <Time at={view.nextAt} zone={zone} seconds />.
              </>
            )}
          </p>
        }
        actions={
          may('webhooks:resend') &&
          view.resendable && (
            <form action={resend}>
              <input type="hidden" name="id" value={view.id} />
              <SubmitButton kind="plain">Send again</SubmitButton>
            </form>
          )
        }
      />
      <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex min-w-0 flex-col gap-6">
          <Attempts attempts={view.attempts} zone={zone} />
          <Card id="body" title="Request body">
            <pre className="font-mono text-[0.8125rem]/5 break-words whitespace-pre-wrap">{view.body}</pre>
          </Card>
        </div>
        <div className="flex min-w-0 flex-col gap-6">
          <Card id="about" title="Details">
            <Facts>
              <Fact name="Sent to">
                <span className="break-all">{view.sentTo}</span>
              </Fact>
              <Fact name="Happened">
                <Time at={view.at} zone={zone} seconds />
              </Fact>
              <Fact name="Invoice">
                <Link
                  href={`/dashboard/invoices/${view.invoiceId}`}
                  className="font-mono text-[0.8125rem] break-all text-link hover:underline"
                >
                  {view.invoiceId}
                </Link>
              </Fact>
            </Facts>
          </Card>
          <Headers view={view} />
        </div>
      </div>
    </>
  )
}

function Attempts({ attempts, zone }: { attempts: DeliveryView['attempts']; zone: string }) {
  return (
    <Card id="attempts" title="Tries" flush>
      {attempts.length === 0 ? (
        <p className="px-4 py-6 text-sm text-muted sm:px-5">It has not been tried yet.</p>
      ) : (
        <Table
          label="Tries"
          columns={[
            { name: 'Try' },
            { name: 'Answer' },
            { name: 'Took', align: 'right' },
            { name: 'Begun', from: 'sm' },
          ]}
        >
          {attempts.toReversed().map((attempt) => (
            <Row key={attempt.number}>
              <Cell>
                <span className="figures">{attempt.number}</span>
              </Cell>
              <Cell>
                <span data-tone={attempt.failed ? 'bad' : 'good'} className="break-words text-tone">
                  {attempt.answer}
                </span>
              </Cell>
              <Cell align="right">
                <span className="whitespace-nowrap">{attempt.took}</span>
              </Cell>
              <Cell from="sm">
                <span className="text-muted">
                  <Time at={attempt.at} zone={zone} seconds />
                </span>
              </Cell>
            </Row>
          ))}
        </Table>
      )}
    </Card>
  )
}

/** What is sent along; the time and the signatures are made anew for each try. */
function Headers({ view }: { view: DeliveryView }) {
  const headers = [
    ['content-type', 'application/json'],
    ['webhook-id', view.webhookId],
    ['webhook-timestamp', 'the time of the try'],
    ['webhook-signature', 'by your secret, made for each try'],
    ['x-crypto-checkout-event', view.event],
  ] as const
  return (
    <Card id="headers" title="Request headers">
      <dl className="flex flex-col gap-3 text-sm/6">
        {headers.map(([name, value]) => (
          <div key={name}>
            <dt className="font-mono text-[0.8125rem] text-muted">{name}</dt>
            <dd className="font-mono text-[0.8125rem] break-all">{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}
