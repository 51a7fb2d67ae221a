import { methodsOf, type PaymentMethodRow } from '@/db/queries/paymentMethods'
import { networkStates } from '@/db/queries/networks'
import type { OpenNetwork } from '@/lib/chains/registry'
import type { Actor, ServiceContext } from '../context'
import { isDelayed } from '../networks/delay'

/** A way to be paid, with how its network is doing; `network` is null when this instance does not read it (any more). */
export type ListedMethod = {
  method: PaymentMethodRow
  network: OpenNetwork | null
  state: 'ready' | 'delayed' | 'unverified' | 'closed'
}

/** The merchant's ways to be paid in this mode, the oldest first. */
export async function listPaymentMethods(
  ctx: ServiceContext,
  actor: Pick<Actor, 'merchantId' | 'mode'>,
): Promise<ListedMethod[]> {
  const methods = await methodsOf(ctx.db, actor)
  const states = await networkStates(ctx.db, [...new Set(methods.map((method) => method.network))])
  const now = ctx.clock.now()
  return methods.map((method) => {
    const network = ctx.networks.all().find((one) => one.id === method.network) ?? null
    const cursor = states.find((state) => state.network === method.network) ?? null
    return { method, network, state: stateOf() }

    function stateOf(): ListedMethod['state'] {
      if (!network) return 'closed'
      // A lane of its own cannot be behind, and nobody else's chain has to be verified for it.
      if (network.laneOfItsOwn) return 'ready'
      if (!cursor?.verified) return 'unverified'
      return isDelayed(network, cursor, now) ? 'delayed' : 'ready'
    }
  })
}
