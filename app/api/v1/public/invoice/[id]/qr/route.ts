import { z } from 'zod'
import { idParam } from '@/lib/http/fields'
import { invoicesApi } from '@/lib/http/invoices/api'
import { qrImage, qrQuery, QR_TYPES } from '@/lib/http/qr'
import { invoiceCode } from '@/lib/services/invoices/invoiceCode'

/**
 * The code holds the plain address. Exchanges' apps read nothing else, and a wallet that half understands an EIP-681
 * link for a token may send to the token's contract, where the money is lost.
 */
export const GET = invoicesApi.file({
  summary: 'QR code of the invoice’s address',
  public: true,
  limit: 'qr_codes',
  cache: { keep: 'minute' },
  params: z.object({ id: idParam }),
  query: qrQuery,
  produces: QR_TYPES,
  errors: ['ADDRESS_MISMATCH'],
  async handler({ ctx, params, query }) {
    const { address, logo } = await invoiceCode(ctx, params.id, query.logo)
    return qrImage(address, { ...query, logo })
  },
})

export const { POST, PUT, PATCH, DELETE, OPTIONS } = invoicesApi.others({ GET })
