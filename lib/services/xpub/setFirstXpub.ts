import { methodsOf } from '@/db/queries/paymentMethods'
import { lockMerchant } from '@/db/queries/merchants'
import { DomainError } from '@/lib/domain/errors'
import { mustBeAllowed } from '../access'
import type { Actor, ServiceContext } from '../context'
import { loadTokens } from '../tokens/loadTokens'
import { inTransaction } from '../transaction'
import { acceptedKey, networkForXpub } from './acceptedKey'
import { setXpubMethods } from './setXpubMethods'
import { tellOwners } from '../payout/tellOwners'
import { walletAddress } from './walletAddress'

export type FirstXpubInput = {
  network: string
  tokens: readonly string[]
  xpub: string
  /** The wallet's first address, as the wallet itself shows it. */
  firstAddress: string
}

/**
 * Has invoices in tokens that nobody is paid in yet paid to addresses of the merchant's own wallet; answers the ids of the methods. A key may set
 * the first one and never change where money goes already (F4): that is the owner's, in the dashboard. Throws NOT_PERMITTED,
 * VALIDATION_FAILED.
 */
export async function setFirstXpub(
  ctx: ServiceContext,
  actor: Actor,
  input: FirstXpubInput,
): Promise<string[]> {
  mustBeAllowed(actor, 'payout:change')
  const key = acceptedKey(input.xpub)
  const network = networkForXpub(ctx, actor.mode, input.network)
  await loadTokens(ctx)
  const first = walletAddress(network, key.chainKey, 0)
  if (input.firstAddress.trim() !== first) {
    throw new DomainError(
      'VALIDATION_FAILED',
      'first_address: must be the first address that your wallet shows, letter by letter. If it shows another one than the preview, money would go where you cannot reach it',
      { field: 'first_address' },
    )
  }
  return inTransaction(ctx, async (tx) => {
    await lockMerchant(tx.db, actor.merchantId)
    const standing = (await methodsOf(tx.db, actor)).filter((method) => !isSimulated(tx, method.network))
    const taken = input.tokens.find((token) => standing.some((method) => method.token === token))
    if (taken !== undefined) {
      throw new DomainError(
        'NOT_PERMITTED',
        `${taken} is paid elsewhere already: only the owner changes where money goes, in the dashboard`,
        { field: 'crypto_currencies' },
      )
    }
    const { merchantId, mode } = actor
    const setting = { merchantId, mode, network, tokens: input.tokens, key, from: null }
    const methods = await setXpubMethods(tx, setting, actor)
    await tellOwners(tx, actor, { network, tokens: input.tokens, to: { first }, from: null })
    return methods.map(({ id }) => id)
  })
}

/** Payments on the sandbox go nowhere. */
function isSimulated(ctx: ServiceContext, id: string): boolean {
  return ctx.networks.get(id)?.laneOfItsOwn === true
}
