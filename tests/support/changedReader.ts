import type { ChainReader } from '@/lib/chains/port'
import type { RootContext } from '@/lib/services/context'

/** The same services, with some of the reader's methods done otherwise. */
export function withReader(
  ctx: RootContext,
  change: (reader: ChainReader) => Partial<ChainReader>,
): RootContext {
  const readers = (id: string) => {
    const reader = ctx.networks.readers(id)
    return { ...reader, ...change(reader) }
  }
  return { ...ctx, networks: { ...ctx.networks, readers } }
}
