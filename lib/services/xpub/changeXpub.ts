import { methodsOf } from '@/db/queries/paymentMethods'
import { lockMerchant } from '@/db/queries/merchants'
import { DomainError } from '@/lib/domain/errors'
import { mustBeAllowed, mustHaveConfirmed } from '../access'
import type { Actor, ServiceContext } from '../context'
import { inTransaction } from '../transaction'
import { acceptedKey, networkForXpub } from './acceptedKey'
import { setXpubMethods, type XpubMethod } from './setXpubMethods'
import { tellOwners } from '../payout/tellOwners'
import { walletAddress } from './walletAddress'

export type ChangeXpubInput = {
  network: string
  tokens: readonly string[]
  xpub: string
  /** The last six characters of the first address, as the owner's own wallet shows it (F4). */
  lastSix: string
}

const COMPARED = 6

/**
 * Has later invoices in these tokens paid to addresses of the owner's wallet. The owner alone, who has just given their password and
 * compared an address; where invoices are paid elsewhere so far, from the operator's delay on, and the owners are told at once (F4).
 * Throws NOT_PERMITTED, VALIDATION_FAILED.
 */
export async function changeXpub(
  ctx: ServiceContext,
  actor: Actor,
  input: ChangeXpubInput,
): Promise<XpubMethod[]> {
  mustBeAllowed(actor, 'payout:change')
  mustHaveConfirmed(ctx, actor)
  const key = acceptedKey(input.xpub)
  const network = networkForXpub(ctx, actor.mode, input.network)
  const first = walletAddress(network, key.chainKey, 0)
  if (input.lastSix.trim().toLowerCase() !== first.slice(-COMPARED).toLowerCase()) {
    throw new DomainError(
      'VALIDATION_FAILED',
      'last_six: must be the last six characters of your wallet’s first address. If your wallet shows another, do not go on: money would go where you cannot reach it',
      { field: 'last_six' },
    )
  }
  return inTransaction(ctx, async (tx) => {
    await lockMerchant(tx.db, actor.merchantId)
    const now = tx.clock.now()
    const standing = (await methodsOf(tx.db, actor)).filter((method) => method.enabled)
    const replaces = standing.some((method) => input.tokens.includes(method.token))
    const waits = actor.mode === 'live' && replaces && tx.policy.payoutDelayMs > 0
    const from = waits ? new Date(now.getTime() + tx.policy.payoutDelayMs) : null
    const scope = { merchantId: actor.merchantId, mode: actor.mode }
    const methods = await setXpubMethods(tx, { ...scope, network, tokens: input.tokens, key, from }, actor)
    await tellOwners(tx, actor, { network, tokens: input.tokens, to: { first }, from })
    return methods
  })
}
