import { sessionsApi } from '@/lib/http/sessions/api'
import {
  createCustomerBody,
  customerAnswer,
  customerList,
  customersQuery,
  NEW_CUSTOMER,
} from '@/lib/http/sessions/customerSchemas'
import { presentCustomer } from '@/lib/http/sessions/presentCustomer'
import { createCustomer } from '@/lib/services/customers/createCustomer'
import { listCustomerPage } from '@/lib/services/customers/listCustomerPage'

export const POST = sessionsApi.route({
  summary: 'Add a customer',
  scopes: ['customers:write'],
  limit: 'link_management',
  idempotent: true,
  body: createCustomerBody,
  example: NEW_CUSTOMER,
  response: customerAnswer,
  status: 201,
  errors: ['EMAIL_TAKEN'],
  async handler({ ctx, actor, body: { email, name } }) {
    return presentCustomer(await createCustomer(ctx, actor, { email, name: name ?? null }))
  },
})

export const GET = sessionsApi.route({
  summary: 'List customers by page, newest first, or the one with an e-mail address',
  scopes: ['customers:read'],
  limit: 'lists',
  query: customersQuery,
  response: customerList,
  async handler({ ctx, actor, query: { page, limit, email } }) {
    const { rows, total } = await listCustomerPage(ctx, actor, { page, limit, email: email ?? null })
    return { object: 'list' as const, data: rows.map(presentCustomer), total, page, limit }
  },
})

export const { PUT, PATCH, DELETE, OPTIONS } = sessionsApi.others({ GET, POST })
