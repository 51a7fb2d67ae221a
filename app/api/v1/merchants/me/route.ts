import { invoicesApi } from '@/lib/http/invoices/api'
import { changeMerchantBody, merchantAnswer, toFeeBps, toSettings } from '@/lib/http/invoices/merchantSchemas'
import { presentMerchant } from '@/lib/http/invoices/presentMerchant'
import { changeMerchant } from '@/lib/services/merchants/changeMerchant'
import { getMerchant } from '@/lib/services/merchants/getMerchant'

export const GET = invoicesApi.route({
  summary: 'The merchant of the key, with what its plan allows and what of it is used',
  scopes: ['merchants:read'],
  limit: 'merchant_operations',
  response: merchantAnswer,
  async handler({ ctx, actor }) {
    return presentMerchant(await getMerchant(ctx, actor), ctx.policy.publicUrl)
  },
})

export const PATCH = invoicesApi.route({
  summary: 'Change the merchant and the defaults of its later invoices; plan and fee are the operator’s',
  scopes: ['merchants:write'],
  limit: 'merchant_operations',
  body: changeMerchantBody,
  example: { settings: { invoice_expiry_minutes: 60 } },
  response: merchantAnswer,
  errors: ['RIGHTS_EXCEEDED', 'EMAIL_TAKEN', 'UNSUPPORTED_CURRENCY', 'UNSUPPORTED_CRYPTO_CURRENCY'],
  async handler({ ctx, actor, body }) {
    const change = {
      businessName: body.business_name,
      contactEmail: body.contact_email,
      planType: body.plan_type,
      feeBps: toFeeBps(body.settings) ?? undefined,
      settings: toSettings(body.settings),
    }
    return presentMerchant(await changeMerchant(ctx, actor, change), ctx.policy.publicUrl)
  },
})

export const { POST, PUT, DELETE, OPTIONS } = invoicesApi.others({ GET, PATCH })
