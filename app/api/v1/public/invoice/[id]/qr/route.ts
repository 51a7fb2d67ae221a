import { z } from 'zod'
import { idParam } from '@/lib/http/fields'
import { invoicesApi } from '@/lib/http/invoices/api'
import { qrQuery } from '@/lib/http/invoices/qrQuery'
import { qrPng } from '@/lib/qr/png'
import { qrSvg } from '@/lib/qr/svg'
import { getPublicInvoice } from '@/lib/services/invoices/getPublicInvoice'

/**
 * The code holds the plain address. Exchanges' apps read nothing else, and a wallet that half understands an EIP-681
 * link for a token may send to the token's contract, where the money is lost.
 */
export const GET = invoicesApi.file({
  summary: 'QR code of the invoice’s address',
  public: true,
  limit: 'qr_codes',
  params: z.object({ id: idParam }),
  query: qrQuery,
  produces: ['image/png', 'image/svg+xml'],
  errors: ['ADDRESS_MISMATCH'],
  async handler({ ctx, params, query }) {
    const { option } = await getPublicInvoice(ctx, params.id)
    return query.format === 'svg'
      ? { type: 'image/svg+xml', content: qrSvg(option.address, query) }
      : { type: 'image/png', content: qrPng(option.address, query) }
  },
})

export const { POST, PUT, PATCH, DELETE, OPTIONS } = invoicesApi.others({ GET })
