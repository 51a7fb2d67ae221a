import {
  clearDefault,
  insertPaymentMethod,
  methodsOf,
  type PaymentMethodRow,
} from '@/db/queries/paymentMethods'
import { ensureNetwork } from '@/db/queries/networks'
import type { Mode } from '@/db/schema'
import { payableBySymbol, payableTokens } from '@/lib/chains/payable'
import { addressOn, isZeroAddress } from '@/lib/chains/addresses'
import type { Network } from '@/lib/chains/network'
import { DomainError } from '@/lib/domain/errors'
import { newId } from '@/lib/ids'
import { fieldsOf } from '../audit/changesOf'
import { OPERATOR, recordAudit } from '../audit/recordAudit'
import type { ServiceContext } from '../context'
import type { Author } from '../events/recordEvents'
import { inTransaction } from '../transaction'

/** The rails that share a treasury, of which a method has one or both. */
export type TreasuryRails = ['forwarder'] | ['hub'] | ['forwarder', 'hub']

export type AddPaymentMethodInput = {
  merchantId: string
  mode: Mode
  network: string
  token: string
  /** Never zero and never a token's contract (F4). */
  treasury: string
  /** In this order; the forwarder alone where it is not said. */
  rails?: TreasuryRails
  /** Takes the place of the token's default, such as the sandbox's. */
  preferred?: boolean
}

/** Opens a way to be paid. The first method of a token, or a preferred one, is its default (Q10). Throws VALIDATION_FAILED. */
export async function addPaymentMethod(
  ctx: ServiceContext,
  input: AddPaymentMethodInput,
  author: Author = OPERATOR,
): Promise<PaymentMethodRow> {
  const network = ctx.networks.all().find((open) => open.id === input.network)
  const rails: TreasuryRails = input.rails ?? ['forwarder']
  if (network && network.mode === input.mode && rails[0] === 'forwarder' && !network.oneShotForwarder) {
    throw new DomainError(
      'VALIDATION_FAILED',
      `${network.name} has no forwarders: payments there go to addresses of the merchant’s own wallet, by its extended public key`,
      { field: 'network' },
    )
  }
  if (!network || network.mode !== input.mode) {
    throw new DomainError('VALIDATION_FAILED', `${input.network} is not open for ${input.mode} payments`, {
      field: 'network',
    })
  }
  if (network.hub === null && rails.some((rail) => rail === 'hub')) {
    throw new DomainError('VALIDATION_FAILED', `${network.name} has no payment hub`, { field: 'network' })
  }
  if (!payableBySymbol(network, input.token)) {
    throw new DomainError('VALIDATION_FAILED', `${input.token} cannot be paid on ${network.name}`, {
      field: 'token',
    })
  }
  const treasury = acceptedTreasury(network, input.treasury)
  return inTransaction(ctx, async (tx) => {
    const { db } = tx
    const now = tx.clock.now()
    await ensureNetwork(db, network.id, network.mode)
    const existing = await methodsOf(db, input)
    if (input.preferred) await clearDefault(db, input, input.token)
    const method = await insertPaymentMethod(db, {
      id: newId('pm', now),
      merchantId: input.merchantId,
      mode: input.mode,
      network: network.id,
      token: input.token,
      rails,
      treasury,
      enabled: true,
      isDefault: input.preferred || !existing.some((method) => method.token === input.token),
      createdAt: now,
    })
    await recordAudit(
      tx,
      { ...author, merchantId: method.merchantId, mode: method.mode },
      {
        action: 'payment_method.added',
        subject: method.id,
        changes: fieldsOf(method, ['network', 'token', 'rails', 'treasury', 'isDefault']),
      },
    )
    return method
  })
}

/** The treasury in display form. Throws VALIDATION_FAILED for what could never pass money on. */
function acceptedTreasury(network: Network, text: string): string {
  const treasury = addressOn(network, text)
  const isToken = payableTokens(network).some((token) => token.address === treasury)
  const isOurs = treasury === network.factory || treasury === network.hub
  if (treasury && !isToken && !isOurs && !isZeroAddress(treasury)) return treasury
  throw new DomainError('VALIDATION_FAILED', 'The treasury must be an address that can hold money', {
    field: 'treasury',
  })
}
