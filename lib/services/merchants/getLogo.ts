import { logoPixels } from '@/db/queries/logos'
import { DomainError } from '@/lib/domain/errors'
import type { ServiceContext } from '../context'

/** The PNG behind a logo's address, for anyone. Throws NOT_FOUND, also for one that was replaced. */
export async function getLogo(ctx: ServiceContext, id: string): Promise<Buffer> {
  const png = await logoPixels(ctx.db, { id })
  if (!png) throw new DomainError('NOT_FOUND', 'There is no logo with this id')
  return png
}
