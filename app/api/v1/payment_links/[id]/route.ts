import { z } from 'zod'
import { idParam } from '@/lib/http/fields'
import { sessionsApi } from '@/lib/http/sessions/api'
import { changeLinkBody, linkAnswer, toLinkChange } from '@/lib/http/sessions/linkSchemas'
import { presentLink } from '@/lib/http/sessions/presentLink'
import { changeLink } from '@/lib/services/links/changeLink'
import { deleteLink } from '@/lib/services/links/deleteLink'
import { getLink } from '@/lib/services/links/getLink'

const params = z.object({ id: idParam })

export const GET = sessionsApi.route({
  summary: 'Get a payment link',
  scopes: ['links:read'],
  params,
  response: linkAnswer,
  async handler({ ctx, actor, params: { id } }) {
    return presentLink(await getLink(ctx, actor, id), ctx.policy)
  },
})

export const PATCH = sessionsApi.route({
  summary: 'Change a payment link, for sessions that begin from now on',
  scopes: ['links:write'],
  limit: 'link_management',
  idempotent: true,
  params,
  body: changeLinkBody,
  example: { active: false },
  response: linkAnswer,
  errors: ['INVALID_AMOUNT', 'UNSUPPORTED_CURRENCY'],
  async handler({ ctx, actor, params: { id }, body }) {
    return presentLink(await changeLink(ctx, actor, id, toLinkChange(body)), ctx.policy)
  },
})

export const DELETE = sessionsApi.route({
  summary: 'Delete a payment link; its sessions stay',
  scopes: ['links:write'],
  limit: 'link_management',
  idempotent: true,
  params,
  response: linkAnswer,
  async handler({ ctx, actor, params: { id } }) {
    return presentLink(await deleteLink(ctx, actor, id), ctx.policy)
  },
})

export const { POST, PUT, OPTIONS } = sessionsApi.others({ GET, PATCH, DELETE })
