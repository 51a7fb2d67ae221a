import type { Metadata } from 'next'
import { found } from '@/app/dashboard/found'
import { visit } from '@/app/dashboard/visit'
import { DeliveryTable } from '@/components/dashboard/DeliveryTable'
import { EndpointForm } from '@/components/dashboard/EndpointForm'
import { PageHead } from '@/components/dashboard/PageHead'
import { SecretForm } from '@/components/dashboard/SecretForm'
import { TestSendForm } from '@/components/dashboard/TestSendForm'
import { Badge } from '@/components/ui/Badge'
import { ButtonLink } from '@/components/ui/Button'
import { Card, Fact, Facts } from '@/components/ui/Card'
import { Confirm } from '@/components/ui/Confirm'
import { EmptyState } from '@/components/ui/EmptyState'
import { Notice } from '@/components/ui/Notice'
import { SubmitButton } from '@/components/ui/SubmitButton'
import { Time } from '@/components/ui/Time'
import { deliveryLine } from '@/lib/dashboard/deliveryLines'
import { EVENTS_OF, endpointValues, OVERLAPS } from '@/lib/dashboard/endpointForm'
import { endpointLine, silenceOf } from '@/lib/dashboard/endpoints'
import { getEndpoint } from '@/lib/services/webhooks/getEndpoint'
import { listDeliveries } from '@/lib/services/webhooks/listDeliveries'
import { endEndpoint, replaceSecret, saveEndpoint, sendTest, switchEndpoint } from './actions'

export const metadata: Metadata = { title: 'Webhook endpoint' }

const DELIVERIES_SHOWN = 5
const SAID: Readonly<Record<string, string>> = {
  saved: 'The endpoint is saved. What waits for it goes by what it says now.',
  on: 'The endpoint is enabled, and what waited for it is being sent.',
  off: 'The endpoint is switched off. What happens meanwhile is not sent there.',
}

type Props = {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function Endpoint({ params, searchParams }: Props) {
  const { id } = await params
  const asked = await searchParams
  const { app, actor, session, zone, may } = await visit(`/dashboard/webhooks/endpoints/${id}`)
  const view = await found(getEndpoint(app, actor, id))
  const { endpoint } = view
  const line = endpointLine(view)
  const { deliveries } = await found(
    listDeliveries(app, actor, {
      limit: DELIVERIES_SHOWN,
      after: null,
      endpointId: id,
      invoiceId: null,
      status: null,
      eventType: null,
    }),
  )
  const mayManage = may('webhooks:manage')
  const silence = silenceOf(endpoint)
  const said = typeof asked.did === 'string' ? SAID[asked.did] : undefined
  const overlapEnds =
    endpoint.previousSecretUntil && endpoint.previousSecretUntil > app.clock.now()
      ? endpoint.previousSecretUntil
      : null
  return (
    <>
      {said && <Notice tone="good">{said}</Notice>}
      <PageHead
        back={{ href: '/dashboard/webhooks', label: 'Webhooks' }}
        title={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-2">
            <span className="break-all">{endpoint.url}</span>
            <Badge tone={line.badge.tone}>{line.badge.label}</Badge>
          </span>
        }
        lead={`Is told of ${line.form.toLowerCase()}. ${line.rate}.`}
        actions={
          mayManage && (
            <>
              {endpoint.enabled ? (
                <Confirm
                  trigger="Switch off"
                  title="Switch this endpoint off?"
                  text="Your server is told nothing from now on. What happens meanwhile is not sent afterwards; what waits already is."
                  confirm="Switch it off"
                  dismiss="Leave it on"
                  action={switchEndpoint}
                  hidden={{ id, on: 'no' }}
                  href="?confirm=off"
                  asked={asked.confirm === 'off'}
                />
              ) : (
                <form action={switchEndpoint}>
                  <input type="hidden" name="id" value={id} />
                  <input type="hidden" name="on" value="yes" />
                  <SubmitButton>Enable</SubmitButton>
                </form>
              )}
              <Confirm
                trigger="Delete"
                title="Delete this endpoint?"
                text="It is told nothing any more, and what was still to go there is dropped. What was sent stays in the list."
                confirm="Delete the endpoint"
                dismiss="Keep it"
                action={endEndpoint}
                hidden={{ id }}
                href="?confirm=delete"
                asked={asked.confirm === 'delete'}
              />
            </>
          )
        }
      />
      {silence && (
        <Notice tone={endpoint.disabledReason === 'requested' ? 'careful' : 'bad'}>{silence}</Notice>
      )}
      <div className="grid items-start gap-6 lg:grid-cols-2">
        {mayManage && (
          <Card id="test" title="Try it">
            <TestSendForm action={sendTest} id={id} mode={session.mode} />
          </Card>
        )}
        <Card id="secret" title="Signing secret">
          <div className="flex flex-col gap-4">
            <Facts>
              <Fact name="It ends in">
                <code className="font-mono text-[0.8125rem]">{line.secret}</code>
              </Fact>
              {overlapEnds && (
                <Fact name="The one before signs until">
                  <Time at={overlapEnds} zone={zone} />
                </Fact>
              )}
            </Facts>
            {mayManage && (
              <SecretForm action={replaceSecret} id={id} mode={session.mode} overlaps={OVERLAPS} />
            )}
          </div>
        </Card>
      </div>
      <Card
        id="deliveries"
        title="Sent lately"
        flush
        aside={
          deliveries.length > 0 && (
            <ButtonLink kind="quiet" href={`/dashboard/webhooks?endpoint=${id}`}>
              All deliveries
            </ButtonLink>
          )
        }
      >
        {deliveries.length > 0 ? (
          <DeliveryTable lines={deliveries.map(deliveryLine)} zone={zone} />
        ) : (
          <EmptyState title="Nothing was sent yet">
            What happens from now on, and this endpoint is told of, shows here with what your server answered.
          </EmptyState>
        )}
      </Card>
      {mayManage && (
        <Card id="edit" title="Edit">
          <EndpointForm
            action={saveEndpoint}
            id={id}
            mode={session.mode}
            names={EVENTS_OF[endpoint.dialect]}
            values={endpointValues(endpoint)}
            tuned={endpoint.dialect === 'invoices'}
          />
        </Card>
      )}
    </>
  )
}
