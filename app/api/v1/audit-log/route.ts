import { invoicesApi } from '@/lib/http/invoices/api'
import { auditList, auditQuery, presentAuditLine, toAuditFilter } from '@/lib/http/invoices/auditSchemas'
import { presentPagination } from '@/lib/http/invoices/pagination'
import { listAudit } from '@/lib/services/audit/listAudit'

export const GET = invoicesApi.route({
  summary: 'List who changed what, the newest first, with each line’s place in the merchant’s hash chain',
  scopes: ['merchants:read'],
  limit: 'lists',
  query: auditQuery,
  errors: ['INVALID_CURSOR'],
  response: auditList,
  async handler({ ctx, app, actor, query }) {
    const filter = toAuditFilter(app, actor, query)
    const { lines, total, next } = await listAudit(ctx, actor, filter)
    return {
      audit_log: lines.map(presentAuditLine),
      pagination: presentPagination(app, actor, { total, limit: filter.limit, next }),
    }
  },
})

export const { POST, PUT, PATCH, DELETE, OPTIONS } = invoicesApi.others({ GET })
