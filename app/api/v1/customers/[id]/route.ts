import { z } from 'zod'
import { idParam } from '@/lib/http/fields'
import { sessionsApi } from '@/lib/http/sessions/api'
import { changeCustomerBody, customerAnswer } from '@/lib/http/sessions/customerSchemas'
import { presentCustomer } from '@/lib/http/sessions/presentCustomer'
import { changeCustomer } from '@/lib/services/customers/changeCustomer'
import { deleteCustomer } from '@/lib/services/customers/deleteCustomer'
import { getCustomer } from '@/lib/services/customers/getCustomer'

const params = z.object({ id: idParam })

export const GET = sessionsApi.route({
  summary: 'Get a customer, with what they have paid and have left',
  scopes: ['customers:read'],
  params,
  response: customerAnswer,
  async handler({ ctx, actor, params: { id } }) {
    return presentCustomer(await getCustomer(ctx, actor, id))
  },
})

export const PATCH = sessionsApi.route({
  summary: 'Change a customer',
  scopes: ['customers:write'],
  limit: 'link_management',
  idempotent: true,
  params,
  body: changeCustomerBody,
  example: { name: 'Ann Example' },
  response: customerAnswer,
  errors: ['EMAIL_TAKEN'],
  async handler({ ctx, actor, params: { id }, body: { email, name } }) {
    const change = { ...(email === undefined ? {} : { email }), ...(name === undefined ? {} : { name }) }
    return presentCustomer(await changeCustomer(ctx, actor, id, change))
  },
})

export const DELETE = sessionsApi.route({
  summary: 'Forget a customer for good; payments and books stay under an id that says nothing',
  scopes: ['customers:write'],
  limit: 'link_management',
  idempotent: true,
  params,
  response: customerAnswer,
  async handler({ ctx, actor, params: { id } }) {
    return presentCustomer(await deleteCustomer(ctx, actor, id))
  },
})

export const { POST, PUT, OPTIONS } = sessionsApi.others({ GET, PATCH, DELETE })
