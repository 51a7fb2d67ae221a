import { z } from 'zod'
import { idParam } from '@/lib/http/fields'
import { sessionsApi } from '@/lib/http/sessions/api'
import { eventAnswer } from '@/lib/http/sessions/eventSchemas'
import { presentEvent } from '@/lib/http/sessions/presentEvent'
import { getEvent } from '@/lib/services/sessionEvents/getEvent'

export const GET = sessionsApi.route({
  summary: 'Get an event',
  scopes: ['events:read'],
  params: z.object({ id: idParam }),
  response: eventAnswer,
  async handler({ ctx, actor, params: { id } }) {
    return presentEvent(await getEvent(ctx, actor, id))
  },
})

export const { POST, PUT, PATCH, DELETE, OPTIONS } = sessionsApi.others({ GET })
