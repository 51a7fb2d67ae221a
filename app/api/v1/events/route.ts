import { sessionsApi } from '@/lib/http/sessions/api'
import { eventList, eventsQuery } from '@/lib/http/sessions/eventSchemas'
import { presentPage, toPage } from '@/lib/http/sessions/page'
import { presentEvent } from '@/lib/http/sessions/presentEvent'
import { listEvents } from '@/lib/services/sessionEvents/listEvents'

export const GET = sessionsApi.route({
  summary: 'List what happened to checkout sessions in the last 90 days, newest first',
  scopes: ['events:read'],
  limit: 'lists',
  query: eventsQuery,
  response: eventList,
  async handler({ ctx, actor, query }) {
    const page = await listEvents(ctx, actor, {
      ...toPage(query),
      type: query.type ?? null,
      createdAfter: query.createdAfter ?? null,
    })
    return presentPage(page, presentEvent)
  },
})

export const { POST, PUT, PATCH, DELETE, OPTIONS } = sessionsApi.others({ GET })
