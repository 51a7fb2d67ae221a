import type { ProviderRow } from '@/db/queries/providers'
import { ChainError, isChainError } from '@/lib/chains/errors'
import type { Provider } from '@/lib/chains/provider'
import type { OpenNetwork } from '@/lib/chains/registry'
import { serverTime, type ServiceContext } from '../context'
import { observed } from './observed'
import { callsLeft, noteSeen, providerRows, type Seen } from './providerHealth'

/** A request that had no answer for so long when the time was over is the provider's fault, not the time's. */
const STALLED_MS = 2_000

/**
 * Does a work with one provider, and from its beginning again with the next where that one cannot see it through: what it
 * wrote stands, as after a run that was cut off. One provider does all of a work, so that what it reads fits together. `others`
 * are of other sites, those that do well first (S5). Who failed is asked again later, and later each time; while all of
 * them are put aside, all are asked. Whose budget is spent is not asked. Throws the last ChainError.
 */
export async function withFailover<Result>(
  ctx: ServiceContext,
  network: OpenNetwork,
  signal: AbortSignal,
  work: (provider: Provider, others: readonly Provider[]) => Promise<Result>,
): Promise<Result> {
  const providers = ctx.networks.providers(network.id)
  const [only] = providers
  if (network.laneOfItsOwn) return work(only, [])
  const rows = new Map((await providerRows(ctx, network.id)).map((row) => [row.provider, row]))
  const seen = new Map<string, Seen>()
  const now = serverTime(ctx)
  for (const provider of providers) provider.meter.allow(callsLeft(provider, rows.get(provider.id), now) ?? 0)

  const all = providers.map((provider) => watched(provider, seen))
  const ordered = inOrder(all, rows, now)
  const affordable = ordered.filter((provider) => callsLeft(provider, rows.get(provider.id), now) !== 0)
  let trouble = new ChainError('budget_spent', "every provider's budget of the day is spent")
  try {
    for (const provider of chosen(affordable, rows, now)) {
      try {
        const others = ordered.filter((other) => other.site !== provider.site)
        const result = await work(provider, others)
        if (!signal.aborted) told(seen, provider, { error: null })
        return result
      } catch (error) {
        if (!isChainError(error)) throw error
        told(seen, provider, { error: error.code })
        trouble = error
        if (signal.aborted) break
        ctx.log.warn(
          { network: network.id, provider: provider.name, error: error.message },
          'a provider is in trouble',
        )
      }
    }
    throw trouble
  } finally {
    for (const provider of providers) {
      const timedOut = seen.get(provider.id)?.error === 'timeout' && signal.aborted
      if (timedOut && provider.meter.waitedMs() < STALLED_MS) told(seen, provider, { error: null })
      await noteSeen(ctx, network.id, provider, rows.get(provider.id), seen.get(provider.id))
    }
  }
}

function watched(provider: Provider, seen: Map<string, Seen>): Provider {
  return { ...provider, reader: observed(provider.reader, (news) => told(seen, provider, news)) }
}

function told(seen: Map<string, Seen>, provider: Provider, news: Partial<Seen>): void {
  seen.set(provider.id, { error: null, head: null, ...seen.get(provider.id), ...news })
}

type Rows = ReadonlyMap<string, ProviderRow>

function isPutAside(provider: Provider, rows: Rows, now: Date): boolean {
  const until = rows.get(provider.id)?.retryAt
  return until !== null && until !== undefined && until > now
}

/** As they are configured; those that are put aside come last, who is to be asked first before the others. */
function inOrder(providers: readonly Provider[], rows: Rows, now: Date): Provider[] {
  const aside = (provider: Provider) =>
    isPutAside(provider, rows, now) ? (rows.get(provider.id)?.retryAt?.getTime() ?? 0) : 0
  return providers.toSorted((a, b) => aside(a) - aside(b))
}

/** Those that are not put aside; all where there is none. */
function chosen(ordered: readonly Provider[], rows: Rows, now: Date): readonly Provider[] {
  const available = ordered.filter((provider) => !isPutAside(provider, rows, now))
  return available.length > 0 ? available : ordered
}
