import { sql } from 'drizzle-orm'
import { networkStates } from '@/db/queries/networks'
import { providerStates } from '@/db/queries/providers'
import { longestDue } from '@/db/queries/sandbox'
import type { ScreeningState } from '@/lib/chains/screening/port'
import { describeError } from '@/lib/describeError'
import { serverTime, type ServiceContext } from './context'
import { isDelayed, lagSeconds } from './networks/delay'
import { healthOf, type ProviderHealth } from './networks/providerHealth'
import { rateHealth, type RateHealth } from './rates/rateHealth'

export type NetworkHealth = {
  id: string
  name: string
  mode: 'live' | 'test'
  head: number | null
  cursor: number | null
  /** Seconds between the clock and the last proven block. */
  lagSeconds: number | null
  /** S10: chain and factory are what they should be; else no invoice is quoted here. */
  verified: boolean
  /** S5: large payments are confirmed by two providers. */
  secondProvider: boolean
  lastError: string | null
  /** Who is asked about it, the preferred one first. */
  providers: ProviderHealth[]
}

export type InstanceHealth = {
  ok: boolean
  database: boolean
  networks: NetworkHealth[]
  rates: RateHealth
  /** Who screens senders (D9); nobody does where it is empty. */
  screening: ScreeningState[]
}

/** What an operator and a load balancer ask: is the database there, and how far behind is each network. Never throws. */
export async function instanceHealth(ctx: ServiceContext): Promise<InstanceHealth> {
  try {
    await ctx.db.execute(sql`select 1`)
    const open = ctx.networks.all().filter((network) => !network.laneOfItsOwn)
    const ids = open.map((network) => network.id)
    const states = await networkStates(ctx.db, ids)
    const rows = await providerStates(ctx.db, ids)
    const now = ctx.clock.now()
    const networks = open.map((network) => {
      const state = states.find((row) => row.network === network.id) ?? null
      return {
        health: {
          id: network.id,
          name: network.name,
          mode: network.mode,
          head: state?.headNumber ?? null,
          cursor: state?.blockNumber ?? null,
          lagSeconds: lagSeconds(state, now),
          verified: state?.verified ?? false,
          secondProvider: network.secondProvider,
          lastError: state?.lastError ?? null,
          providers: ctx.networks.providers(network.id).map((provider) => {
            const row = rows.find((one) => one.network === network.id && one.provider === provider.id)
            return healthOf(provider, row, serverTime(ctx))
          }),
        },
        late: isDelayed(network, state, now),
      }
    })
    const rates = await rateHealth(ctx)
    const screening = ctx.screening?.sources.map((source) => source.state()) ?? []
    return {
      ok:
        networks.every(({ health, late }) => !late && health.verified) &&
        !rates.paused.some(isPassing) &&
        screening.every(({ trouble }) => trouble === null),
      database: true,
      networks: [...networks.map(({ health }) => health), ...(await laneNetworks(ctx))],
      rates,
      screening,
    }
  } catch (error) {
    ctx.log.error({ error: describeError(error) }, 'the database does not answer')
    return { ok: false, database: false, networks: [], rates: { sources: [], paused: [] }, screening: [] }
  }
}

/** What no source knows is the operator's to write down or to leave; anything else should pass. */
function isPassing({ reason }: RateHealth['paused'][number]): boolean {
  return reason !== 'no_source'
}

/** A network of lanes has no blocks of its own: behind is the lane that has waited longest. No reason to take the instance away. */
async function laneNetworks(ctx: ServiceContext): Promise<NetworkHealth[]> {
  const now = ctx.clock.now()
  const since = await longestDue(ctx.db, now)
  const lagSeconds = since ? Math.round((now.getTime() - since.getTime()) / 1000) : 0
  const own = {
    head: null,
    cursor: null,
    lagSeconds,
    verified: true,
    secondProvider: false,
    lastError: null,
    providers: [],
  }
  return ctx.networks
    .all()
    .filter((network) => network.laneOfItsOwn)
    .map(({ id, name, mode }) => ({ id, name, mode, ...own }))
}
