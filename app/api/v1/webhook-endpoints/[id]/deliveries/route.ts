import { z } from 'zod'
import { idParam } from '@/lib/http/fields'
import { invoicesApi } from '@/lib/http/invoices/api'
import { openCursor } from '@/lib/http/invoices/cursor'
import { presentPagination } from '@/lib/http/invoices/pagination'
import { presentDelivery } from '@/lib/http/invoices/presentEndpoint'
import { deliveriesQuery, deliveryList } from '@/lib/http/invoices/webhookSchemas'
import { listDeliveries } from '@/lib/services/webhooks/listDeliveries'
import { through } from '@/lib/services/webhooks/endpointActor'

export const GET = invoicesApi.route({
  summary: 'List what was sent to an endpoint, newest first',
  scopes: ['webhooks:manage'],
  limit: 'lists',
  params: z.object({ id: idParam }),
  query: deliveriesQuery,
  response: deliveryList,
  async handler({ ctx, app, actor, params, query }) {
    const page = await listDeliveries(ctx, through('invoices', actor), {
      limit: query.limit,
      after: query.cursor === undefined ? null : openCursor(app, actor, query.cursor),
      endpointId: params.id,
      invoiceId: query.invoice_id ?? null,
      status: query.status ?? null,
      eventType: query.event_type ?? null,
    })
    return {
      deliveries: page.deliveries.map(presentDelivery),
      pagination: presentPagination(app, actor, { ...page, limit: query.limit }),
    }
  },
})

export const { POST, PUT, PATCH, DELETE, OPTIONS } = invoicesApi.others({ GET })
