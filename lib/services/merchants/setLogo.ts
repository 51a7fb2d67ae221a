import { putLogo, type Logo } from '@/db/queries/logos'
import { DomainError } from '@/lib/domain/errors'
import { newId } from '@/lib/ids'
import { shrunk } from '@/lib/images/picture'
import { rgbaPng } from '@/lib/images/png'
import { IMAGE_TYPES, MAX_SIDE, MIN_SIDE, readImage } from '@/lib/images/readImage'
import { mustBeAllowed } from '../access'
import { recordAudit } from '../audit/recordAudit'
import type { Actor, ServiceContext } from '../context'
import { inTransaction } from '../transaction'
import { mustReachLive } from './mustReachLive'

export const MAX_LOGO_BYTES = 256 * 1024
/** Pixels a side that are kept: enough for the largest code, and for a pay page on any screen. */
const KEPT_SIDE = 256

/**
 * Makes a PNG or JPEG the merchant's logo. Only its pixels are kept, drawn anew. Throws VALIDATION_FAILED for anything else,
 * and for one that is too large or too small.
 */
export async function setLogo(ctx: ServiceContext, actor: Actor, file: Uint8Array): Promise<Logo> {
  mustBeAllowed(actor, 'merchants:write')
  if (file.byteLength > MAX_LOGO_BYTES) throw notALogo(`is larger than ${MAX_LOGO_BYTES / 1024} KiB`)
  const read = readImage(file)
  if (!read.ok) throw notALogo(read.problem)
  const { width, height, data } = shrunk(read.image, KEPT_SIDE)
  const now = ctx.clock.now()
  const logo = { id: newId('logo', now), width, height }
  const png = rgbaPng({ width, height, data })
  await inTransaction(ctx, async (tx) => {
    await mustReachLive(tx, actor)
    await putLogo(tx.db, { ...logo, merchantId: actor.merchantId, png, createdAt: now })
    await recordAudit(tx, { ...actor, mode: null }, { action: 'merchant.logo_set', subject: logo.id })
  })
  return logo
}

function notALogo(problem: string): DomainError {
  return new DomainError('VALIDATION_FAILED', `The image ${problem}`, {
    field: 'image',
    constraints: {
      media_types: IMAGE_TYPES,
      max_bytes: MAX_LOGO_BYTES,
      min_pixels: MIN_SIDE,
      max_pixels: MAX_SIDE,
    },
    suggestions: [`Send a PNG or JPEG of ${MIN_SIDE} to ${MAX_SIDE} pixels a side`],
  })
}
