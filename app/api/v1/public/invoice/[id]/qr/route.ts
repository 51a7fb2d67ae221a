import { z } from 'zod'
import { idParam } from '@/lib/http/fields'
import { invoicesApi } from '@/lib/http/invoices/api'
import { qrQuery } from '@/lib/http/invoices/qrQuery'
import { qrPdf } from '@/lib/qr/pdf'
import { qrPng } from '@/lib/qr/png'
import { qrSvg } from '@/lib/qr/svg'
import { invoiceCode } from '@/lib/services/invoices/invoiceCode'

const FORMATS = {
  png: { type: 'image/png', draw: qrPng },
  svg: { type: 'image/svg+xml', draw: qrSvg },
  pdf: { type: 'application/pdf', draw: qrPdf },
}

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
  produces: Object.values(FORMATS).map(({ type }) => type),
  errors: ['ADDRESS_MISMATCH'],
  async handler({ ctx, params, query }) {
    const { address, logo } = await invoiceCode(ctx, params.id, query.logo)
    const { type, draw } = FORMATS[query.format]
    return { type, content: draw(address, { ...query, logo }) }
  },
})

export const { POST, PUT, PATCH, DELETE, OPTIONS } = invoicesApi.others({ GET })
