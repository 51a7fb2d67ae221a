import { mustBeOperator } from '../access'
import type { Actor, ServiceContext } from '../context'
import { instanceHealth, type InstanceHealth, type NetworkHealth } from '../health'
import { isLate } from '../networks/delay'
import type { OperatedProvider } from '../networks/providerHealth'
import { presentRates } from '../rates/rateHealth'
import type { RateAnswer } from '../rates/rateFor'

/** A network of this instance with all that is known of how it is read. */
export type OperatedNetwork = Omit<NetworkHealth, 'providers'> & {
  /** It is read in lanes, one for each test invoice, at nobody's provider. */
  simulated: boolean
  /** Further behind than a missed run: payments show up late, and nothing expires meanwhile (S6). */
  late: boolean
  providers: OperatedProvider[]
}

export type InstanceView = Pick<InstanceHealth, 'ok' | 'database'> & {
  networks: OperatedNetwork[]
  sources: InstanceHealth['rates']['sources']
  /** How old a price may be, in seconds; null where no source is asked. */
  maxAgeSeconds: number | null
  /** What would be quoted now, by pair, and of what it is made (D3). */
  rates: { pair: string; answer: RateAnswer }[]
  /** From this many US cents on another provider's word is needed (S5). */
  secondWitnessFromMinor: bigint
  /** Who screens senders, of each network (D9). */
  screening: InstanceHealth['screening']
}

/** How the instance itself is doing, for whoever runs it: networks, providers, prices. Asks no chain and no source. Throws NOT_PERMITTED. */
export async function showInstance(
  ctx: ServiceContext,
  actor: Pick<Actor, 'operator'>,
): Promise<InstanceView> {
  mustBeOperator(actor)
  const health = await instanceHealth(ctx)
  const networks = health.networks.map((network): OperatedNetwork => {
    const open = ctx.networks.get(network.id)
    const providers = open && !open.laneOfItsOwn ? ctx.networks.providers(network.id) : []
    const late = !open || network.lagSeconds === null || isLate(open, network.lagSeconds * 1000)
    return {
      ...network,
      simulated: open?.laneOfItsOwn === true,
      late,
      providers: network.providers.map((provider, place) => ({
        ...provider,
        site: providers[place]?.site ?? provider.name,
        learnt: providers[place]?.reader.learnt?.() ?? null,
      })),
    }
  })
  return {
    ok: health.ok,
    database: health.database,
    networks,
    sources: health.rates.sources,
    maxAgeSeconds: ctx.rates.live ? Math.round(ctx.rates.live.maxAgeMs / 1000) : null,
    rates: health.database ? await presentRates(ctx) : [],
    secondWitnessFromMinor: ctx.policy.secondWitnessFromMinor,
    screening: health.screening,
  }
}
