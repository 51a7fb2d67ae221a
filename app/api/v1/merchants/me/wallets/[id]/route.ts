import { z } from 'zod'
import { idParam } from '@/lib/http/fields'
import { invoicesApi } from '@/lib/http/invoices/api'
import { presentWallet } from '@/lib/http/invoices/presentRefund'
import { walletAnswer } from '@/lib/http/invoices/refundSchemas'
import { forgetWallet } from '@/lib/services/wallets/forgetWallet'

export const DELETE = invoicesApi.route({
  summary: 'Declare a wallet no longer: refunds from it do not count from now on',
  scopes: ['merchants:write'],
  limit: 'merchant_operations',
  params: z.object({ id: idParam }),
  response: walletAnswer,
  async handler({ ctx, actor, params: { id } }) {
    return presentWallet(await forgetWallet(ctx, actor, id))
  },
})

export const { GET, POST, PUT, PATCH, OPTIONS } = invoicesApi.others({ DELETE })
