import { invoicesApi } from '@/lib/http/invoices/api'
import { writeJson } from '@/lib/http/json'
import document from '@/server/openapi.json'

export const GET = invoicesApi.file({
  summary: 'This API as OpenAPI 3.1',
  public: true,
  produces: ['application/json'],
  handler: ({ app }) =>
    Promise.resolve({
      type: 'application/json; charset=utf-8',
      content: writeJson({ ...document, servers: [{ url: app.env.publicUrl }] }),
    }),
})

export const { POST, PUT, PATCH, DELETE, OPTIONS } = invoicesApi.others({ GET })
