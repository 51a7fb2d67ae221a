import { inArray, sql } from 'drizzle-orm'
import type { Executor } from '../client'
import { networkProviders } from '../schema'

export type ProviderRow = typeof networkProviders.$inferSelect

export async function providerStates(db: Executor, networks: readonly string[]): Promise<ProviderRow[]> {
  if (networks.length === 0) return []
  return db
    .select()
    .from(networkProviders)
    .where(inArray(networkProviders.network, [...networks]))
}

type Key = Pick<ProviderRow, 'network' | 'provider'>
type Health = Pick<
  ProviderRow,
  'headNumber' | 'lastOkAt' | 'failingSince' | 'failures' | 'lastError' | 'retryAt'
>

/** Notes how a provider did, and adds to the calls of the day (UTC): a new day begins at nothing. */
export async function noteProvider(
  db: Executor,
  key: Key,
  health: Partial<Health>,
  use: { calls: number; day: string },
): Promise<void> {
  const { calls, day } = networkProviders
  await db
    .insert(networkProviders)
    .values({ ...key, ...health, ...use })
    .onConflictDoUpdate({
      target: [networkProviders.network, networkProviders.provider],
      set: {
        ...health,
        calls: sql`case when ${day} = excluded.day then ${calls} else 0 end + excluded.calls`,
        day: sql`greatest(${day}, excluded.day)`,
      },
    })
}
