import type { Metadata } from 'next'
import { cursorTo, positionIn } from '@/app/dashboard/cursor'
import { found } from '@/app/dashboard/found'
import { visit } from '@/app/dashboard/visit'
import { DeliveryTable } from '@/components/dashboard/DeliveryTable'
import { EndpointTable } from '@/components/dashboard/EndpointTable'
import { NewEndpointForm } from '@/components/dashboard/NewEndpointForm'
import { PageHead } from '@/components/dashboard/PageHead'
import { Button, ButtonLink } from '@/components/ui/Button'
import { Card } from '@/components/ui/Card'
import { EmptyState } from '@/components/ui/EmptyState'
import { SelectField } from '@/components/ui/Field'
import { Notice } from '@/components/ui/Notice'
import { Pagination } from '@/components/ui/Pagination'
import { DELIVERY_BADGES, deliveryLine, deliveryStatusIn } from '@/lib/dashboard/deliveryLines'
import { EVENT_CHOICES } from '@/lib/dashboard/endpointForm'
import { endpointLine } from '@/lib/dashboard/endpoints'
import { idParam } from '@/lib/http/fields'
import { listDeliveries } from '@/lib/services/webhooks/listDeliveries'
import { listEndpoints } from '@/lib/services/webhooks/listEndpoints'
import { addEndpoint, enableEndpoint } from './actions'

export const metadata: Metadata = { title: 'Webhooks' }

const PAGE_SIZE = 20

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function Webhooks({ searchParams }: Props) {
  const asked = await searchParams
  const { app, actor, session, zone, may } = await visit('/dashboard/webhooks')
  const status = deliveryStatusIn(asked.status)
  const endpointId = idParam.safeParse(asked.endpoint).data ?? null
  const after = positionIn(app, actor, asked.cursor)
  const { endpoints } = await found(listEndpoints(app, actor))
  const page = await found(
    listDeliveries(app, actor, {
      limit: PAGE_SIZE,
      after,
      endpointId,
      invoiceId: null,
      status,
      eventType: null,
    }),
  )
  const url = (cursor: string | null) => {
    const query = new URLSearchParams()
    for (const [name, value] of Object.entries({ endpoint: endpointId, status, cursor }))
      if (value) query.set(name, value)
    return query.size > 0 ? `/dashboard/webhooks?${query.toString()}` : '/dashboard/webhooks'
  }
  const next = cursorTo(app, actor, page.next)
  return (
    <>
      <PageHead
        title="Webhooks"
        lead="Your server is told of everything that happens to your invoices and checkout sessions, at least once, and signed."
      />
      {asked.did === 'enabled' && (
        <Notice tone="good">The endpoint is enabled, and what waited for it is being sent.</Notice>
      )}
      {asked.did === 'deleted' && (
        <Notice tone="good">The endpoint is deleted, with what was still to go there.</Notice>
      )}
      <Card id="endpoints" title="Endpoints" flush>
        {endpoints.length > 0 ? (
          <EndpointTable
            lines={endpoints.map(endpointLine)}
            zone={zone}
            enable={may('webhooks:manage') ? enableEndpoint : null}
          />
        ) : (
          <EmptyState title="Nobody is told yet">
            Add the address of your server. An invoice can also name an address of its own when the API makes
            it.
          </EmptyState>
        )}
        {may('webhooks:manage') && (
          <div className="border-t border-line px-4 py-4 sm:px-5">
            <NewEndpointForm
              action={addEndpoint}
              mode={session.mode}
              choices={EVENT_CHOICES.map(({ value, label }) => ({ value, label }))}
            />
          </div>
        )}
      </Card>
      <Card id="deliveries" title="Deliveries" flush>
        <form method="get" className="flex flex-wrap items-end gap-3 border-b border-line px-4 py-3 sm:px-5">
          <SelectField
            name="status"
            label="Status"
            defaultValue={status ?? ''}
            options={[
              { value: '', label: 'Any' },
              ...Object.entries(DELIVERY_BADGES).map(([value, { label }]) => ({ value, label })),
            ]}
          />
          <SelectField
            name="endpoint"
            label="Endpoint"
            defaultValue={endpointId ?? ''}
            options={[
              { value: '', label: 'Any' },
              ...endpoints.map(({ endpoint }) => ({ value: endpoint.id, label: endpoint.url })),
            ]}
          />
          <Button className="lg:min-h-10">Apply</Button>
        </form>
        {page.deliveries.length > 0 ? (
          <>
            <DeliveryTable lines={page.deliveries.map(deliveryLine)} zone={zone} />
            <Pagination
              summary={`${page.total.toLocaleString('en-US')} ${page.total === 1 ? 'delivery' : 'deliveries'}`}
              first={after && url(null)}
              next={next && url(next)}
            />
          </>
        ) : (
          <EmptyState
            title={status || endpointId ? 'No delivery matches' : 'Nothing was sent yet'}
            actions={(status || endpointId) && <ButtonLink href="/dashboard/webhooks">Show all</ButtonLink>}
          >
            {endpoints.length > 0
              ? 'Whatever happens to an invoice from now on shows here, with what your server answered.'
              : 'Add an endpoint above: from then on everything that is sent shows here.'}
          </EmptyState>
        )}
      </Card>
    </>
  )
}
