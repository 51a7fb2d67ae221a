import {
  closedEndpoints,
  failingEndpoints,
  lyingAtAddresses,
  parkedDeliveries,
  standingExceptions,
  type Lying,
} from '@/db/queries/attention'
import { networkStates } from '@/db/queries/networks'
import type { ExceptionKind } from '@/lib/domain/invoice'
import { mustBeAllowed } from '../access'
import type { Actor, ServiceContext } from '../context'
import { listPaymentMethods } from '../merchants/listPaymentMethods'
import { isRunningLow } from '../sweep/alarm'

const SHOWN = 5

export type StandingException = {
  id: string
  kind: ExceptionKind
  openedAt: Date
  invoiceId: string
  title: string
  totalMinor: bigint
  currency: string
}

export type Attention = {
  exceptions: { shown: StandingException[]; total: number }
  /** Paid but not yet at the treasury, by network and token. */
  unswept: Lying[]
  webhooks: {
    failing: { id: string; url: string; since: Date }[]
    /** Endpoints that the server disabled: every try failed for too long, or they said that they are gone. */
    closed: { id: string; url: string; reason: 'failing' | 'gone'; since: Date | null }[]
    /** Deliveries that ran out of tries and are kept. */
    parked: { total: number; since: Date | null }
  }
  /** Networks that the merchant can be paid on and that are not read as they should be. */
  networks: { name: string; state: 'delayed' | 'unverified' }[]
  /** Keys of the instance that will soon pay for no sweep any more (F9), for whoever runs it (L2); amounts are base units of the coin. */
  gasKeys: { network: string; address: string; balance: bigint; coin: { symbol: string; decimals: number } }[]
}

/** What a merchant should look at now, in this mode. */
export async function needsAttention(ctx: ServiceContext, actor: Actor): Promise<Attention> {
  mustBeAllowed(actor, 'invoices:read')
  const [exceptions, unswept, methods, failing, closed, parked, gasKeys] = await Promise.all([
    standingExceptions(ctx.db, actor, SHOWN),
    lyingAtAddresses(ctx.db, actor),
    listPaymentMethods(ctx, actor),
    failingEndpoints(ctx.db, actor),
    closedEndpoints(ctx.db, actor),
    parkedDeliveries(ctx.db, actor),
    actor.operator === true ? lowGasKeys(ctx, actor) : [],
  ])
  const troubled = new Map<string, Attention['networks'][number]>()
  for (const { method, network, state } of methods) {
    if (!method.enabled || !network || (state !== 'delayed' && state !== 'unverified')) continue
    troubled.set(network.id, { name: network.name, state })
  }
  const networks = [...troubled.values()]
  return { exceptions, unswept, webhooks: { failing, closed, parked }, networks, gasKeys }
}

async function lowGasKeys(ctx: ServiceContext, { mode }: Actor): Promise<Attention['gasKeys']> {
  const open = ctx.networks.all().filter((network) => network.mode === mode && !network.laneOfItsOwn)
  const states = await networkStates(
    ctx.db,
    open.map(({ id }) => id),
  )
  return open.flatMap(({ id, name, native }) => {
    const state = states.find((one) => one.network === id)
    if (!state?.gasKeyAddress || !isRunningLow(state)) return []
    return [{ network: name, address: state.gasKeyAddress, balance: state.gasKeyBalance ?? 0n, coin: native }]
  })
}
