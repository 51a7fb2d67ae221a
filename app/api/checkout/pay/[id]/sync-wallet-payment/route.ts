import { z } from 'zod'
import { checkoutApi } from '@/lib/http/checkout/api'
import { publicCheckoutStatus } from '@/lib/http/checkout/invoiceSchemas'
import { presentPublicStatus } from '@/lib/http/checkout/presentInvoice'
import { syncBody } from '@/lib/http/checkout/walletBodies'
import { idParam } from '@/lib/http/fields'
import { RequestError } from '@/lib/http/requestError'
import { getPublicCheckoutStatus } from '@/lib/services/checkout/getPublicCheckout'
import { syncPayment } from '@/lib/services/hub/syncPayment'

export const POST = checkoutApi.route({
  summary: 'Have a payment by a wallet’s call looked for at once',
  public: true,
  limit: 'wallet_payments',
  params: z.object({ id: idParam }),
  body: syncBody,
  example: { transactionHash: `0x${'5f'.repeat(32)}` },
  response: publicCheckoutStatus,
  errors: [
    'TRANSACTION_NOT_MINED',
    'TRANSACTION_FAILED',
    'TRANSACTION_UNRELATED',
    'TRANSACTION_OF_ANOTHER',
    'NETWORK_UNREACHABLE',
  ],
  // Not idempotent by key: it is by itself.
  async handler({ ctx, app, params, body, request }) {
    const { invoice } = await getPublicCheckoutStatus(ctx, params.id)
    const input = { txHash: body.transactionHash, optionId: body.paymentOptionId ?? null }
    if (!(await syncPayment(app, invoice.id, input, request.ipAddress))) {
      throw new RequestError(
        'RATE_LIMITED',
        'This was asked too often: try again in ten seconds',
        {},
        { 'retry-after': '10' },
      )
    }
    return presentPublicStatus(await getPublicCheckoutStatus(ctx, params.id))
  },
})

export const { GET, PUT, PATCH, DELETE, OPTIONS } = checkoutApi.others({ POST })
