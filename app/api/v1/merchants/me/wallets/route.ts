import { invoicesApi } from '@/lib/http/invoices/api'
import { presentWallet, presentWallets } from '@/lib/http/invoices/presentRefund'
import { walletAnswer, walletBody, walletList } from '@/lib/http/invoices/refundSchemas'
import { declareWallet } from '@/lib/services/wallets/declareWallet'
import { listWallets } from '@/lib/services/wallets/listWallets'

export const GET = invoicesApi.route({
  summary: 'The wallets of yours that refunds count from',
  scopes: ['merchants:read', 'invoices:refund'],
  limit: 'merchant_operations',
  response: walletList,
  async handler({ ctx, actor }) {
    return presentWallets(await listWallets(ctx, actor))
  },
})

export const POST = invoicesApi.route({
  summary: 'Declare a wallet of yours that refunds come from',
  scopes: ['merchants:write'],
  limit: 'merchant_operations',
  body: walletBody,
  example: { address: '0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC', label: 'Refunds' },
  response: walletAnswer,
  status: 201,
  async handler({ ctx, actor, body }) {
    const input = { address: body.address, label: body.label?.trim() || null }
    return presentWallet(await declareWallet(ctx, actor, input))
  },
})

export const { PUT, PATCH, DELETE, OPTIONS } = invoicesApi.others({ GET, POST })
