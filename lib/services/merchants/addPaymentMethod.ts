import {
  clearDefault,
  insertPaymentMethod,
  methodsOf,
  type PaymentMethodRow,
} from '@/db/queries/paymentMethods'
import { ensureNetwork } from '@/db/queries/networks'
import type { Mode } from '@/db/schema'
import { payableBySymbol } from '@/lib/chains/payable'
import type { OpenNetwork } from '@/lib/chains/registry'
import { DomainError } from '@/lib/domain/errors'
import { newId } from '@/lib/ids'
import { fieldsOf } from '../audit/changesOf'
import { OPERATOR, recordAudit } from '../audit/recordAudit'
import type { ServiceContext } from '../context'
import type { Author } from '../events/recordEvents'
import { acceptedTreasury } from '../payout/acceptedTreasury'
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
  label?: string | null
  requiredConfirmations?: number | null
  enabled?: boolean
  /** Takes invoices from then on only (F4); null is now. */
  from?: Date | null
}

/** Opens a way to be paid. The first method of a token, or a preferred one, is its default (Q10). Throws VALIDATION_FAILED. */
export async function addPaymentMethod(
  ctx: ServiceContext,
  input: AddPaymentMethodInput,
  author: Author = OPERATOR,
): Promise<PaymentMethodRow> {
  const rails = input.rails ?? ['forwarder']
  const network = networkForTreasury(ctx, input, rails)
  const treasury = await acceptedTreasury(ctx, network, input.treasury)
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
      ...(input.from ? { nextTreasury: treasury, nextFrom: input.from } : { treasury }),
      label: input.label ?? null,
      requiredConfirmations: input.requiredConfirmations ?? null,
      enabled: input.enabled ?? true,
      isDefault: input.preferred || !existing.some((method) => method.token === input.token),
      createdAt: now,
    })
    await recordAudit(
      tx,
      { ...author, merchantId: method.merchantId, mode: method.mode },
      {
        action: 'payment_method.added',
        subject: method.id,
        changes: {
          ...fieldsOf(method, ['network', 'token', 'rails', 'isDefault']),
          treasury,
          ...(input.from ? { from: input.from.toISOString() } : {}),
        },
      },
    )
    return method
  })
}

/**
 * The network of a method with a treasury, once it is seen to have the token and the rails in the method's mode. Throws
 * VALIDATION_FAILED.
 */
export function networkForTreasury(
  { networks }: Pick<ServiceContext, 'networks'>,
  { mode, network: id, token }: Pick<AddPaymentMethodInput, 'mode' | 'network' | 'token'>,
  rails: TreasuryRails,
): OpenNetwork {
  const network = networks.all().find((open) => open.id === id)
  if (!network || network.mode !== mode) throw refused('network', `${id} is not open for ${mode} payments`)
  const names: readonly string[] = rails
  if (names.includes('forwarder') && !network.oneShotForwarder) {
    throw refused(
      'network',
      `${network.name} has no forwarders: payments there go to addresses of the merchant’s own wallet, by its extended public key`,
    )
  }
  if (names.includes('hub') && network.hub === null) {
    throw refused('network', `${network.name} has no payment hub`)
  }
  if (!payableBySymbol(network, token)) throw refused('token', `${token} cannot be paid on ${network.name}`)
  return network
}

function refused(field: string, message: string): DomainError {
  return new DomainError('VALIDATION_FAILED', message, { field })
}
