import { providerStates, noteProvider, type ProviderRow } from '@/db/queries/providers'
import type { ChainErrorCode } from '@/lib/chains/errors'
import type { LearntReach } from '@/lib/chains/port'
import type { Provider } from '@/lib/chains/provider'
import { serverTime, type ServiceContext } from '../context'

/** How a provider of this instance is doing, for people. */
export type ProviderHealth = {
  /** Its place and site; nothing of its key. */
  name: string
  state: 'ok' | 'failing' | 'budget_spent' | 'unused'
  head: number | null
  /** Why it is failing, as a code of ChainError. */
  error: string | null
  failingSince: Date | null
  retryAt: Date | null
  /** Calls of the day (UTC) so far, and how many the operator allows; null is no limit. */
  callsToday: number
  callsPerDay: number | null
}

/** The same with what is only for whoever runs the instance. */
export type OperatedProvider = ProviderHealth & {
  /** Who runs it, as the end of its host's name: never a key. */
  site: string
  /** What this process has learnt of how much may be asked at once (S9); null where nothing is learnt. */
  learnt: LearntReach | null
}

/** After a first trouble, and at most; each further one doubles it. */
const FIRST_BACKOFF_MS = 5_000
const LONGEST_BACKOFF_MS = 5 * 60_000

/** What a provider does that is not going to pass by itself soon. */
const WRONG_CHAIN_BACKOFF_MS = 10 * 60_000

/** What one run saw of a provider: the last trouble, or none, and its head where it was asked. */
export type Seen = { error: ChainErrorCode | null; head: number | null }

export async function providerRows(ctx: ServiceContext, network: string): Promise<ProviderRow[]> {
  return providerStates(ctx.db, [network])
}

/** The calls that a provider may still be asked today; null is no limit. */
export function callsLeft(provider: Provider, row: ProviderRow | undefined, now: Date): number | null {
  if (provider.perDay === null) return null
  return Math.max(0, provider.perDay - callsOfDay(row, now))
}

/**
 * Notes what was seen of a provider and how much it was asked. `before` is what was known of it; nothing seen leaves its health
 * as it is.
 */
export async function noteSeen(
  ctx: ServiceContext,
  network: string,
  provider: Provider,
  before: ProviderRow | undefined,
  seen: Seen | undefined,
): Promise<void> {
  const now = serverTime(ctx)
  const calls = provider.meter.taken()
  if (!seen && calls === 0) return
  const head = seen && seen.head !== null ? { headNumber: seen.head } : {}
  const health = !seen ? {} : seen.error ? inTrouble(seen.error, before, now) : doingWell(now)
  await noteProvider(
    ctx.db,
    { network, provider: provider.id },
    { ...head, ...health },
    { calls, day: dayOf(now) },
  )
}

function doingWell(now: Date) {
  return { lastOkAt: now, failingSince: null, failures: 0, lastError: null, retryAt: null }
}

function inTrouble(error: ChainErrorCode, before: ProviderRow | undefined, now: Date) {
  const failures = (before?.failures ?? 0) + 1
  return {
    failures,
    failingSince: before?.failingSince ?? now,
    lastError: error,
    retryAt: new Date(now.getTime() + backoffMs(error, failures, now)),
  }
}

function backoffMs(error: ChainErrorCode, failures: number, now: Date): number {
  if (error === 'wrong_chain') return WRONG_CHAIN_BACKOFF_MS
  return Math.min(FIRST_BACKOFF_MS * 2 ** Math.min(failures - 1, 20), LONGEST_BACKOFF_MS, msLeftOfDay(now))
}

/** At midnight there is a new budget, whatever a provider was put aside for. */
function msLeftOfDay(now: Date): number {
  const day = 24 * 60 * 60_000
  return day - (now.getTime() % day)
}

export function healthOf(provider: Provider, row: ProviderRow | undefined, now: Date): ProviderHealth {
  const left = callsLeft(provider, row, now)
  const failing = row?.failingSince != null
  return {
    name: provider.name,
    state: stateOf(),
    head: row?.headNumber ?? null,
    error: failing ? (row.lastError ?? null) : null,
    failingSince: row?.failingSince ?? null,
    retryAt: failing ? row.retryAt : null,
    callsToday: callsOfDay(row, now),
    callsPerDay: provider.perDay,
  }

  function stateOf(): ProviderHealth['state'] {
    if (left === 0 || (failing && row.lastError === 'budget_spent')) return 'budget_spent'
    if (failing) return 'failing'
    return row?.lastOkAt ? 'ok' : 'unused'
  }
}

function callsOfDay(row: ProviderRow | undefined, now: Date): number {
  return row?.day === dayOf(now) ? row.calls : 0
}

/** UTC. */
function dayOf(now: Date): string {
  return now.toISOString().slice(0, 10)
}
