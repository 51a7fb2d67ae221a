import { z } from 'zod'
import { idParam } from '@/lib/http/fields'
import { sessionsApi } from '@/lib/http/sessions/api'
import { presentSession } from '@/lib/http/sessions/presentSession'
import { sessionAnswer } from '@/lib/http/sessions/sessionSchemas'
import { getSession } from '@/lib/services/sessions/getSession'

export const GET = sessionsApi.route({
  summary: 'Get a checkout session',
  scopes: ['sessions:read'],
  params: z.object({ id: idParam }),
  response: sessionAnswer,
  async handler({ ctx, actor, params }) {
    return presentSession(await getSession(ctx, actor, params.id), ctx.policy)
  },
})

export const { POST, PUT, PATCH, DELETE, OPTIONS } = sessionsApi.others({ GET })
