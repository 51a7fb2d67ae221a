import { z } from 'zod'
import { checkoutApi } from '@/lib/http/checkout/api'
import { presentRelay, relayAnswer, relayBody, toRelayInput } from '@/lib/http/checkout/walletBodies'
import { idParam } from '@/lib/http/fields'
import { RequestError } from '@/lib/http/requestError'
import { gasKeyOf } from '@/lib/server/gasKey'
import { getPublicCheckoutStatus } from '@/lib/services/checkout/getPublicCheckout'
import { relayPayment } from '@/lib/services/hub/relayPayment'

export const POST = checkoutApi.route({
  summary: 'Have a payment handed in that its payer has only signed',
  public: true,
  limit: 'wallet_payments',
  params: z.object({ id: idParam }),
  body: relayBody,
  example: {
    paymentOptionId: 'opt_01kx3v2m8e7t5r9qb4n6c8d0fh',
    payer: '0x70997970C51812dc3A010C7d01b50e0d17dc79C8',
    validAfter: 0,
    validBefore: 1_800_000_000,
    signature: `0x${'5f'.repeat(64)}1b`,
  },
  response: relayAnswer,
  status: 202,
  errors: ['RELAY_REFUSED', 'RELAY_UNAVAILABLE', 'ADDRESS_MISMATCH'],
  // Not idempotent by key: the same signature again is the same relay.
  async handler({ ctx, app, params, body, request }) {
    const { invoice } = await getPublicCheckoutStatus(ctx, params.id)
    const how = { from: request.ipAddress, gasKey: gasKeyOf(app) }
    const relayed = await relayPayment(app, invoice.id, toRelayInput(body), how)
    if (!relayed) {
      throw new RequestError(
        'RATE_LIMITED',
        'Nothing more is handed in for now: pay from your wallet',
        {},
        { 'retry-after': '3600' },
      )
    }
    return presentRelay(relayed)
  },
})

export const { GET, PUT, PATCH, DELETE, OPTIONS } = checkoutApi.others({ POST })
