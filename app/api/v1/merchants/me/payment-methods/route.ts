import { invoicesApi } from '@/lib/http/invoices/api'
import { paymentMethodList } from '@/lib/http/invoices/paymentMethodSchemas'
import { presentPaymentMethods } from '@/lib/http/invoices/presentPaymentMethod'
import { listPaymentMethods } from '@/lib/services/merchants/listPaymentMethods'

export const GET = invoicesApi.route({
  summary: 'Your ways to be paid in the key’s mode, and how each is doing',
  scopes: ['merchants:read'],
  limit: 'merchant_operations',
  response: paymentMethodList,
  async handler({ ctx, actor }) {
    return presentPaymentMethods(await listPaymentMethods(ctx, actor))
  },
})

export const { POST, PUT, PATCH, DELETE, OPTIONS } = invoicesApi.others({ GET })
