import { lockMerchant } from '@/db/queries/merchants'
import { methodsOf, type PaymentMethodRow } from '@/db/queries/paymentMethods'
import { DomainError } from '@/lib/domain/errors'
import { mustBeAllowed } from '../access'
import type { Actor, ServiceContext } from '../context'
import { networkForTreasury, type TreasuryRails } from '../merchants/addPaymentMethod'
import { insertPrepared } from '../merchants/createPaymentMethod'
import { applyPrepared } from '../merchants/updatePaymentMethod'
import { loadTokens } from '../tokens/loadTokens'
import { inTransaction } from '../transaction'
import { isOfWallet } from '../xpub/activeKey'
import { proposeTreasury, type TreasuryGiven } from './proposeTreasury'

export type SetTreasuryInput = TreasuryGiven & { network: string; tokens: readonly string[] }

/**
 * Has later invoices in these tokens of a network pass their money on to a treasury: a way to be paid that the merchant has gets it in place
 * of its own, one that they do not have is opened, by every rail that the network has. All of them or none; each goes the way of F4. Throws
 * NOT_PERMITTED, VALIDATION_FAILED.
 */
export async function setTreasury(
  ctx: ServiceContext,
  actor: Actor,
  { network: id, tokens, ...given }: SetTreasuryInput,
): Promise<PaymentMethodRow[]> {
  mustBeAllowed(actor, 'payout:change')
  if (tokens.length === 0) throw refused('token', 'must name what is to be paid there')
  await loadTokens(ctx)
  const [first = ''] = tokens
  const network = networkForTreasury(ctx, { mode: actor.mode, network: id, token: first }, ['forwarder'])
  const rails: TreasuryRails = network.hub === null ? ['forwarder'] : ['forwarder', 'hub']
  const proposal = await proposeTreasury(ctx, actor, network, given)
  return inTransaction(ctx, async (tx) => {
    await lockMerchant(tx.db, actor.merchantId)
    const set: PaymentMethodRow[] = []
    for (const token of new Set(tokens)) {
      const known = (await methodsOf(tx.db, actor)).find(
        (one) => one.network === id && one.token === token && !isOfWallet(one),
      )
      if (known) {
        set.push(await applyPrepared(tx, actor, { id: known.id, change: {}, target: { network, proposal } }))
        continue
      }
      networkForTreasury(tx, { mode: actor.mode, network: id, token }, rails)
      const input = { ...given, network: id, token, rails }
      set.push(await insertPrepared(tx, actor, { network, input, proposal }))
    }
    return set
  })
}

function refused(field: string, message: string): DomainError {
  return new DomainError('VALIDATION_FAILED', `${field}: ${message}`, { field })
}
