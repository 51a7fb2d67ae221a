import { z } from 'zod'

const SIZES = ['128', '256', '512', '1024'] as const

/** Document 004's query of a QR code. */
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
