import { z } from 'zod'

const SIZES = ['128', '256', '512', '1024'] as const

/** Document 004's query of a QR code. `logo` is ignored, because merchants have none; `pdf` is not made. */
export const qrQuery = z.object({
  size: z
    .enum(SIZES, { error: `must be one of ${SIZES.join(', ')}` })
    .default('256')
    .transform((size) => Number.parseInt(size, 10))
    .meta({ type: 'integer', enum: SIZES.map((size) => Number.parseInt(size, 10)), default: 256 }),
  format: z.enum(['png', 'svg'], { error: 'must be png or svg' }).default('png'),
  style: z
    .enum(['classic', 'modern', 'rounded'], { error: 'must be classic, modern or rounded' })
    .default('classic'),
})
