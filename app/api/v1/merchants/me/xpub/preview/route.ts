import { invoicesApi } from '@/lib/http/invoices/api'
import { EXAMPLE_XPUB, xpubPreviewAnswer, xpubPreviewBody } from '@/lib/http/invoices/paymentMethodSchemas'
import { presentXpubPreview } from '@/lib/http/invoices/presentPaymentMethod'
import { previewXpub } from '@/lib/services/xpub/previewXpub'

export const POST = invoicesApi.route({
  summary: 'The first addresses of a wallet of yours, to compare before it is used; nothing is kept',
  scopes: ['merchants:write'],
  limit: 'merchant_operations',
  body: xpubPreviewBody,
  example: { network: 'sepolia', xpub: EXAMPLE_XPUB },
  response: xpubPreviewAnswer,
  async handler({ ctx, actor, body }) {
    return presentXpubPreview(await previewXpub(ctx, actor, body))
  },
})

export const { GET, PUT, PATCH, DELETE, OPTIONS } = invoicesApi.others({ POST })
