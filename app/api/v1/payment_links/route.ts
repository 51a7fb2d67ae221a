import { z } from 'zod'
import { sessionsApi } from '@/lib/http/sessions/api'
import { createLinkBody, linkAnswer, linkList, NEW_LINK, toLinkInput } from '@/lib/http/sessions/linkSchemas'
import { pageQuery, presentPage, toPage } from '@/lib/http/sessions/page'
import { presentLink } from '@/lib/http/sessions/presentLink'
import { createLink } from '@/lib/services/links/createLink'
import { listLinks } from '@/lib/services/links/listLinks'

export const POST = sessionsApi.route({
  summary: 'Create a payment link',
  scopes: ['links:write'],
  limit: 'link_management',
  idempotent: true,
  body: createLinkBody,
  example: NEW_LINK,
  response: linkAnswer,
  status: 201,
  errors: ['INVALID_AMOUNT', 'UNSUPPORTED_CURRENCY', 'SLUG_TAKEN'],
  async handler({ ctx, actor, body }) {
    return presentLink(await createLink(ctx, actor, toLinkInput(body)), ctx.policy)
  },
})

export const GET = sessionsApi.route({
  summary: 'List payment links, newest first',
  scopes: ['links:read'],
  limit: 'lists',
  query: z.object(pageQuery),
  response: linkList,
  async handler({ ctx, actor, query }) {
    const page = await listLinks(ctx, actor, toPage(query))
    return presentPage(page, (link) => presentLink(link, ctx.policy))
  },
})

export const { PUT, PATCH, DELETE, OPTIONS } = sessionsApi.others({ GET, POST })
