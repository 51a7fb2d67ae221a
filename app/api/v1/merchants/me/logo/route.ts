import { invoicesApi } from '@/lib/http/invoices/api'
import { LOGO_EXAMPLE, logoAnswer, logoBody, presentLogo, removedLogo } from '@/lib/http/invoices/logoSchemas'
import { removeLogo } from '@/lib/services/merchants/removeLogo'
import { setLogo } from '@/lib/services/merchants/setLogo'

export const PUT = invoicesApi.route({
  summary: 'Set the logo that the pay page and QR codes show',
  scopes: ['merchants:write'],
  limit: 'merchant_operations',
  body: logoBody,
  example: LOGO_EXAMPLE,
  errors: ['RIGHTS_EXCEEDED'],
  response: logoAnswer,
  async handler({ ctx, actor, body }) {
    return presentLogo(await setLogo(ctx, actor, body.image), ctx.policy.publicUrl)
  },
})

export const DELETE = invoicesApi.route({
  summary: 'Remove the logo',
  scopes: ['merchants:write'],
  limit: 'merchant_operations',
  errors: ['NOT_FOUND', 'RIGHTS_EXCEEDED'],
  response: removedLogo,
  async handler({ ctx, actor }) {
    await removeLogo(ctx, actor)
    return { logo_url: null }
  },
})

export const { GET, POST, PATCH, OPTIONS } = invoicesApi.others({ PUT, DELETE })
