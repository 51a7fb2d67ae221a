import type { PaymentMethodRow } from '@/db/queries/paymentMethods'
import type { OpenNetwork } from '@/lib/chains/registry'
import { mustBeAllowed, mustHaveConfirmed } from '../access'
import type { Actor, ServiceContext } from '../context'
import { treasuryOf } from '../xpub/activeKey'
import { refusedTreasury } from './acceptedTreasury'
import type { Proposal } from './proposeTreasury'

export type Wanted = {
  network: OpenNetwork
  token: string
  /** The method whose treasury it shall be; null for a new one. */
  method: PaymentMethodRow | null
  proposal: Proposal
}

/** `known`: payments of the merchant go there already; `first`: nobody was paid in the token so far; else a `change`, from `from` on (null is now). */
export type Allowed = { as: 'known' | 'first' } | { as: 'change'; from: Date | null }

/**
 * F4, for every door: may payments in a token go to this treasury, and from when on? Where they go already is no question. A first one is the
 * owner's, or a key's that may write payment methods. Any other is the owner's alone, who has just given their password, and waits for the
 * operator's delay in live mode. `standing` are all methods of the merchant and mode, under the merchant's lock. Throws
 * NOT_PERMITTED, VALIDATION_FAILED.
 */
export function allowTreasury(
  tx: ServiceContext,
  actor: Actor,
  standing: readonly PaymentMethodRow[],
  { network, token, method, proposal }: Wanted,
): Allowed {
  const now = tx.clock.now()
  const { treasury, meant } = proposal
  const others = standing.filter((one) => one.network === network.id && one.enabled)
  if (method === null && others.some((one) => treasuryOf(one, now) === treasury)) return { as: 'known' }
  const isFirst =
    method === null && !standing.some((one) => one.token === token && !isSimulated(tx, one.network))
  mustBeAllowed(actor, 'payout:change')
  if (!isFirst) mustHaveConfirmed(tx, actor)
  if (!meant) {
    throw refusedTreasury('needs treasuryLastSix, its last six characters, or treasurySignature beside it')
  }
  if (isFirst) return { as: 'first' }
  const waits = actor.mode === 'live' && tx.policy.payoutDelayMs > 0
  return { as: 'change', from: waits ? new Date(now.getTime() + tx.policy.payoutDelayMs) : null }
}

/** Payments on the sandbox go nowhere. */
function isSimulated({ networks }: ServiceContext, id: string): boolean {
  return networks.get(id)?.laneOfItsOwn === true
}
