import { invoicesApi } from '@/lib/http/invoices/api'
import { collectMetrics } from '@/lib/metrics/collect'

export const GET = invoicesApi.file({
  summary: 'What Prometheus reads',
  operator: 'metrics',
  isInternal: true,
  produces: ['text/plain'],
  handler: async ({ app }) => ({
    type: app.metrics.registry.contentType,
    content: await collectMetrics(app),
  }),
})

export const { POST, PUT, PATCH, DELETE, OPTIONS } = invoicesApi.others({ GET })
