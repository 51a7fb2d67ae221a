import { lockMerchant } from '@/db/queries/merchants'
import { methodsOf, type PaymentMethodRow } from '@/db/queries/paymentMethods'
import type { OpenNetwork } from '@/lib/chains/registry'
import { DomainError } from '@/lib/domain/errors'
import { mustBeAllowed } from '../access'
import type { Actor, ServiceContext } from '../context'
import { allowTreasury } from '../payout/allowTreasury'
import { proposeTreasury, type Proposal, type TreasuryGiven } from '../payout/proposeTreasury'
import { tellOwners } from '../payout/tellOwners'
import { loadTokens } from '../tokens/loadTokens'
import { inTransaction } from '../transaction'
import { isOfWallet } from '../xpub/activeKey'
import { addPaymentMethod, networkForTreasury, type TreasuryRails } from './addPaymentMethod'

export type NewPaymentMethod = TreasuryGiven & {
  network: string
  token: string
  rails: TreasuryRails
  label?: string | null
  enabled?: boolean
  requiredConfirmations?: number | null
}

/** What was looked at outside of the transaction that makes it. */
export type PreparedMethod = { network: OpenNetwork; input: NewPaymentMethod; proposal: Proposal }

/**
 * Opens a way to be paid with a treasury, which F4 decides on. Throws PAYMENT_METHOD_EXISTS for a network and token that the merchant
 * has, disabled or not, NOT_PERMITTED, VALIDATION_FAILED, NETWORK_UNREACHABLE.
 */
export async function createPaymentMethod(
  ctx: ServiceContext,
  actor: Actor,
  input: NewPaymentMethod,
): Promise<PaymentMethodRow> {
  mustBeAllowed(actor, 'payment_methods:write')
  const prepared = await preparePaymentMethod(ctx, actor, input)
  return inTransaction(ctx, async (tx) => {
    await lockMerchant(tx.db, actor.merchantId)
    return insertPrepared(tx, actor, prepared)
  })
}

/** Asks what has to be asked of chains. */
export async function preparePaymentMethod(
  ctx: ServiceContext,
  actor: Pick<Actor, 'merchantId' | 'mode'>,
  input: NewPaymentMethod,
): Promise<PreparedMethod> {
  await loadTokens(ctx)
  const network = networkForTreasury(ctx, { ...input, mode: actor.mode }, input.rails)
  mustBeNew(await methodsOf(ctx.db, actor), input)
  return { network, input, proposal: await proposeTreasury(ctx, actor, network, input) }
}

/** Under the merchant's lock. */
export async function insertPrepared(
  tx: ServiceContext,
  actor: Actor,
  { network, input, proposal }: PreparedMethod,
): Promise<PaymentMethodRow> {
  const { merchantId, mode } = actor
  const { token, rails, label, enabled, requiredConfirmations } = input
  const standing = await methodsOf(tx.db, actor)
  mustBeNew(standing, input)
  const allowed = allowTreasury(tx, actor, standing, { network, token, method: null, proposal })
  const from = allowed.as === 'change' ? allowed.from : null
  const { treasury } = proposal
  const own = { label, enabled, requiredConfirmations, treasury, from }
  const method = await addPaymentMethod(
    tx,
    { merchantId, mode, network: network.id, token, rails, ...own },
    actor,
  )
  if (allowed.as !== 'known') {
    await tellOwners(tx, actor, { network, tokens: [token], to: { treasury }, from })
  }
  return method
}

function mustBeNew(standing: readonly PaymentMethodRow[], { network, token }: NewPaymentMethod): void {
  const known = standing.find(
    (method) => method.network === network && method.token === token && !isOfWallet(method),
  )
  if (!known) return
  throw new DomainError(
    'PAYMENT_METHOD_EXISTS',
    `There is a payment method for ${token} on ${network} already: ${known.id}`,
  )
}
