import { methodsOf, type PaymentMethodRow } from '@/db/queries/paymentMethods'
import { DomainError } from '@/lib/domain/errors'
import type { Actor, ServiceContext } from '../context'
import type { TreasuryRails } from '../merchants/addPaymentMethod'
import { insertPrepared, preparePaymentMethod, type PreparedMethod } from '../merchants/createPaymentMethod'
import {
  applyPrepared,
  prepareChange,
  type PaymentMethodChange,
  type PreparedChange,
} from '../merchants/updatePaymentMethod'
import { isOfWallet } from '../xpub/activeKey'

/** A method as a configuration names it: by its id, or by its network and token. */
export type MethodWanted = PaymentMethodChange & { id: string | null; network: string; token: string }

export type PreparedMethods = { made: PreparedMethod[]; changed: PreparedChange[] }

/** Which methods are there already and which are new, with what chains were asked about them. Throws VALIDATION_FAILED, NOT_FOUND. */
export async function prepareMethods(
  ctx: ServiceContext,
  actor: Pick<Actor, 'merchantId' | 'mode'>,
  wanted: readonly MethodWanted[],
): Promise<PreparedMethods> {
  const standing = await methodsOf(ctx.db, actor)
  const prepared: PreparedMethods = { made: [], changed: [] }
  const named = new Set<string>()
  for (const one of wanted) {
    const known = knownAs(standing, one)
    const name = known?.id ?? `${one.network} ${one.token}`
    if (named.has(name)) throw refused(`${one.token} on ${one.network} is named twice`)
    named.add(name)
    if (known) {
      prepared.changed.push(await prepareChange(ctx, actor, known.id, { enabled: true, ...defined(one) }))
      continue
    }
    const { network, token, treasury, rails, label, enabled, requiredConfirmations } = one
    if (!treasury) throw refused(`${token} on ${network} is new and needs a treasury`)
    const input = { ...treasury, network, token, label, enabled, requiredConfirmations }
    const made: TreasuryRails = rails ?? ['forwarder']
    prepared.made.push(await preparePaymentMethod(ctx, actor, { ...input, rails: made }))
  }
  for (const method of standing) {
    if (!method.enabled || named.has(method.id)) continue
    prepared.changed.push({ id: method.id, change: { enabled: false }, target: null })
  }
  return prepared
}

/** Under the merchant's lock. */
export async function applyMethods(
  tx: ServiceContext,
  actor: Actor,
  { made, changed }: PreparedMethods,
): Promise<void> {
  for (const one of changed) await applyPrepared(tx, actor, one)
  for (const one of made) await insertPrepared(tx, actor, one)
}

/** By its id alone where there is one; else that with a treasury, before that of the merchant's own wallet. Throws NOT_FOUND. */
function knownAs(
  standing: readonly PaymentMethodRow[],
  { id, network, token }: MethodWanted,
): PaymentMethodRow | undefined {
  if (id !== null) {
    const known = standing.find((method) => method.id === id)
    if (known) return known
    throw new DomainError('NOT_FOUND', `Payment method ${id} not found`)
  }
  const same = standing.filter((method) => method.network === network && method.token === token)
  return same.find((method) => !isOfWallet(method))
}

function defined({ label, enabled, requiredConfirmations, rails, treasury }: PaymentMethodChange) {
  const entries = Object.entries({ label, enabled, requiredConfirmations, rails, treasury })
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as PaymentMethodChange
}

function refused(message: string): DomainError {
  return new DomainError('VALIDATION_FAILED', `paymentMethods: ${message}`, { field: 'paymentMethods' })
}
