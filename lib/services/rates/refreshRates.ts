import {
  ensureSources,
  keepMedians,
  keepPrices,
  sourceRows,
  takeSource,
  updateSource,
  type RateMedianRow,
} from '@/db/queries/rates'
import { isRateSourceError } from '@/lib/rates/errors'
import type { LiveRules, PriceSource, SourcePrice } from '@/lib/rates/port'
import { describeError } from '@/lib/describeError'
import { serverTime, type ServiceContext } from '../context'
import { hearPairs } from './hearPairs'
import { throughProviders } from './throughProviders'

/** Longer than any source can take to answer, with its retries. */
const LEASE_MS = 60_000
/** A source that keeps failing is asked this seldom. */
const LONGEST_PAUSE_MS = 15 * 60_000
/** A clock that is farther ahead of ours than this tells no time. */
const AHEAD_MS = 60_000

export type SourceOutcome = { source: string; outcome: 'told' | 'not_due' | 'failed' }

/**
 * Asks every source that is due, all at once and each by itself, and keeps what they tell with the medians that come of it. A source that
 * hangs, lies or is away fails alone, and is asked again ever more seldom. Runs at the same time ask each source once.
 */
export async function refreshRates(
  ctx: ServiceContext,
  sources: readonly PriceSource[],
  options: { budgetMs: number },
): Promise<SourceOutcome[]> {
  const { live } = ctx.rates
  if (!live || sources.length === 0) return []
  const ids = sources.map(({ id }) => id)
  await ensureSources(ctx.db, ids, serverTime(ctx))
  const outcomes = await Promise.all(sources.map((source) => refreshOne(ctx, source, live, options.budgetMs)))
  if (outcomes.some(({ outcome }) => outcome === 'told')) await believeMedians(ctx)
  return outcomes
}

async function refreshOne(
  ctx: ServiceContext,
  source: PriceSource,
  live: LiveRules,
  budgetMs: number,
): Promise<SourceOutcome> {
  const started = serverTime(ctx)
  const until = new Date(started.getTime() + LEASE_MS)
  if (!(await takeSource(ctx.db, source.id, started, until))) return { source: source.id, outcome: 'not_due' }
  try {
    const signal = AbortSignal.timeout(Math.min(budgetMs, LEASE_MS))
    const onChain = throughProviders(ctx, signal)
    const prices = await source.read({ signal, now: () => serverTime(ctx), onChain })
    const now = serverTime(ctx)
    await keepPrices(ctx.db, rowsOf(source, prices, live, now))
    await updateSource(ctx.db, source.id, {
      leaseUntil: null,
      nextAt: new Date(started.getTime() + source.intervalMs),
      ...(prices.length > 0 ? { lastOkAt: now, lastError: null } : { lastError: 'it told no price' }),
      failures: 0,
    })
    return { source: source.id, outcome: prices.length > 0 ? 'told' : 'failed' }
  } catch (error) {
    await noteFailure(ctx, source, error, started)
    return { source: source.id, outcome: 'failed' }
  }
}

function rowsOf(source: PriceSource, prices: readonly SourcePrice[], live: LiveRules, now: Date) {
  return prices
    .filter(({ at }) => at.getTime() <= now.getTime() + AHEAD_MS)
    .map(({ base, quote, value, at, goodForMs }) => ({
      source: source.id,
      base,
      quote,
      value,
      at,
      goodUntil: new Date(at.getTime() + (goodForMs ?? live.maxAgeMs)),
    }))
}

/** The pause doubles with each failure in a row, and is as long as the source asks for where it does. */
async function noteFailure(
  ctx: ServiceContext,
  source: PriceSource,
  error: unknown,
  started: Date,
): Promise<void> {
  const failures = ((await sourceRows(ctx.db, [source.id]))[0]?.failures ?? 0) + 1
  const grown = Math.min(source.intervalMs * 2 ** Math.min(failures, 10), LONGEST_PAUSE_MS)
  const asked = isRateSourceError(error) ? (error.retryAfterMs ?? 0) : 0
  const pause = Math.max(failures === 1 ? source.intervalMs : grown, asked)
  ctx.log.warn({ source: source.id, error: describeError(error) }, 'a source of rates told nothing')
  await updateSource(ctx.db, source.id, {
    leaseUntil: null,
    nextAt: new Date(started.getTime() + pause),
    // What is no refusal of ours may hold anything, and everybody reads this.
    lastError: isRateSourceError(error) ? `${error.code}: ${error.message}` : 'failed',
    failures,
  })
}

/** The medians that are agreed on now are what the next ones are compared with. */
async function believeMedians(ctx: ServiceContext): Promise<void> {
  const at = serverTime(ctx)
  const rows = [...(await hearPairs(ctx))].flatMap(([name, { value }]): RateMedianRow[] => {
    const [base = '', quote = ''] = name.split('/')
    return value === null ? [] : [{ base, quote, value, at }]
  })
  // In one order, so that two runs do not wait for each other.
  await keepMedians(
    ctx.db,
    rows.toSorted((a, b) => (`${a.base}/${a.quote}` < `${b.base}/${b.quote}` ? -1 : 1)),
  )
}
