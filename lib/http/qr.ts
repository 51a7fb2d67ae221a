import { z } from 'zod'
import type { QrOptions } from '@/lib/qr/code'
import { qrPdf } from '@/lib/qr/pdf'
import { qrPng } from '@/lib/qr/png'
import { qrSvg } from '@/lib/qr/svg'
import type { FileAnswer } from './spec'

const SIZES = ['128', '256', '512', '1024'] as const

/** What a QR code's address takes. */
export const qrQuery = z.object({
  size: z
    .enum(SIZES, { error: `must be one of ${SIZES.join(', ')}` })
    .default('256')
    .transform((size) => Number.parseInt(size, 10))
    .meta({ type: 'integer', enum: SIZES.map((size) => Number.parseInt(size, 10)), default: 256 }),
  format: z.enum(['png', 'svg', 'pdf'], { error: 'must be png, svg or pdf' }).default('png'),
  style: z
    .enum(['classic', 'modern', 'rounded'], { error: 'must be classic, modern or rounded' })
    .default('classic'),
  logo: z
    .enum(['true', 'false'], { error: 'must be true or false' })
    .default('false')
    .transform((logo) => logo === 'true')
    .meta({ type: 'boolean', enum: [true, false], default: false }),
})

const FORMATS = {
  png: { type: 'image/png', draw: qrPng },
  svg: { type: 'image/svg+xml', draw: qrSvg },
  pdf: { type: 'application/pdf', draw: qrPdf },
}

export const QR_TYPES = Object.values(FORMATS).map(({ type }) => type)

/** A text's code as the file that was asked for. */
export function qrImage(
  content: string,
  { format, ...options }: QrOptions & { format: keyof typeof FORMATS },
): FileAnswer {
  const { type, draw } = FORMATS[format]
  return { type, content: draw(content, options) }
}
