import type { ChainReader } from '@/lib/chains/port'
import type { Providers } from '@/lib/chains/provider'
import type { RootContext } from '@/lib/services/context'

/** The same services, with some of the methods of each network's first provider done otherwise. */
export function withReader(
  ctx: RootContext,
  change: (reader: ChainReader) => Partial<ChainReader>,
): RootContext {
  const providers = (id: string): Providers => {
    const [first, ...others] = ctx.networks.providers(id)
    return [{ ...first, reader: { ...first.reader, ...change(first.reader) } }, ...others]
  }
  return { ...ctx, networks: { ...ctx.networks, providers } }
}
