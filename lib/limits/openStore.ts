import type { Log } from '@/lib/services/context'
import { withFallback, type FallbackStore } from './fallbackStore'
import { postgresStore } from './postgresStore'
import { redisStore } from './redisStore'

/** Where this instance counts limits: in Redis where there is one, and in PostgreSQL while it does not answer, or without it. */
export function openLimitStore(redisUrl: string | null, log: Log): FallbackStore {
  return redisUrl === null
    ? { ...postgresStore, isAway: () => false }
    : withFallback(redisStore(redisUrl), postgresStore, log)
}
