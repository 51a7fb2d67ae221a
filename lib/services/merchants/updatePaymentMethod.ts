import { lockMerchant } from '@/db/queries/merchants'
import {
  findPaymentMethod,
  methodsOf,
  updatePaymentMethod as writePaymentMethod,
  type PaymentMethodRow,
} from '@/db/queries/paymentMethods'
import type { OpenNetwork } from '@/lib/chains/registry'
import { DomainError } from '@/lib/domain/errors'
import { mustBeAllowed } from '../access'
import { changesOf } from '../audit/changesOf'
import { recordAudit } from '../audit/recordAudit'
import type { Actor, ServiceContext } from '../context'
import { allowTreasury } from '../payout/allowTreasury'
import { refusedTreasury } from '../payout/acceptedTreasury'
import { proposeTreasury, type Proposal, type TreasuryGiven } from '../payout/proposeTreasury'
import { tellOwners } from '../payout/tellOwners'
import { loadTokens } from '../tokens/loadTokens'
import { inTransaction } from '../transaction'
import { isOfWallet, treasuryOf } from '../xpub/activeKey'
import { networkForTreasury, type TreasuryRails } from './addPaymentMethod'

type Tenant = Pick<Actor, 'merchantId' | 'mode'>

/** What is not named stays as it is. */
export type PaymentMethodChange = {
  label?: string | null
  enabled?: boolean
  requiredConfirmations?: number | null
  rails?: TreasuryRails
  treasury?: TreasuryGiven
}

/** What was looked at outside of the transaction that changes it. */
export type PreparedChange = {
  id: string
  change: PaymentMethodChange
  target: { network: OpenNetwork; proposal: Proposal } | null
}

/**
 * Changes a way to be paid, for later invoices. A treasury other than it has goes the way of F4: the owner's alone, told by mail, from the
 * operator's delay on. Throws NOT_FOUND, NOT_PERMITTED, VALIDATION_FAILED, NETWORK_UNREACHABLE.
 */
export async function updatePaymentMethod(
  ctx: ServiceContext,
  actor: Actor,
  id: string,
  change: PaymentMethodChange,
): Promise<PaymentMethodRow> {
  mustBeAllowed(actor, 'payment_methods:write')
  const prepared = await prepareChange(ctx, actor, id, change)
  return inTransaction(ctx, async (tx) => {
    await lockMerchant(tx.db, actor.merchantId)
    return applyPrepared(tx, actor, prepared)
  })
}

/** Asks what has to be asked of chains; nothing where the treasury stays. */
export async function prepareChange(
  ctx: ServiceContext,
  actor: Tenant,
  id: string,
  change: PaymentMethodChange,
): Promise<PreparedChange> {
  const method = await found(ctx, actor, id)
  await loadTokens(ctx)
  railsOf(ctx, actor, method, change.rails)
  if (!change.treasury) return { id, change, target: null }
  if (isOfWallet(method)) throw refusedTreasury('is none here: customers pay to addresses of your own wallet')
  const network = ctx.networks.all().find((one) => one.id === method.network)
  if (!network) throw refusedTreasury(`${method.network} is not open here`)
  return {
    id,
    change,
    target: { network, proposal: await proposeTreasury(ctx, actor, network, change.treasury) },
  }
}

/** Under the merchant's lock. */
export async function applyPrepared(
  tx: ServiceContext,
  actor: Actor,
  { id, change, target }: PreparedChange,
): Promise<PaymentMethodRow> {
  const before = await found(tx, actor, id)
  const { label, enabled } = change
  const rails = railsOf(tx, actor, before, change.rails)
  const requiredConfirmations = confirmationsOf(tx, before, change.requiredConfirmations)
  const set = { label, enabled, requiredConfirmations, rails }
  if (Object.values(set).some((value) => value !== undefined)) await writePaymentMethod(tx.db, id, set)
  const after = await found(tx, actor, id)
  const changes = changesOf(before, after, ['label', 'enabled', 'requiredConfirmations', 'rails'])
  if (Object.keys(changes).length > 0) {
    await recordAudit(tx, actor, { action: 'payment_method.changed', subject: id, changes })
  }
  return target ? changeTreasury(tx, actor, after, target) : after
}

/** To where it goes already, now or from a time on, is no change. */
async function changeTreasury(
  tx: ServiceContext,
  actor: Actor,
  method: PaymentMethodRow,
  { network, proposal }: NonNullable<PreparedChange['target']>,
): Promise<PaymentMethodRow> {
  const now = tx.clock.now()
  const { treasury } = proposal
  const current = treasuryOf(method, now)
  if (treasury === current || treasury === method.nextTreasury) return method
  const { id, token } = method
  const standing = await methodsOf(tx.db, actor)
  const allowed = allowTreasury(tx, actor, standing, { network, token, method, proposal })
  const from = allowed.as === 'change' ? allowed.from : null
  await writePaymentMethod(
    tx.db,
    id,
    from
      ? { treasury: current, nextTreasury: treasury, nextFrom: from }
      : { treasury, nextTreasury: null, nextFrom: null },
  )
  await tellOwners(tx, actor, { network, tokens: [token], to: { treasury }, from })
  await recordAudit(tx, actor, {
    action: 'payment_method.treasury_changed',
    subject: id,
    changes: {
      network: network.id,
      token,
      treasury: { from: current, to: treasury },
      from: from?.toISOString() ?? null,
    },
  })
  return found(tx, actor, id)
}

async function found(ctx: ServiceContext, actor: Tenant, id: string): Promise<PaymentMethodRow> {
  const method = await findPaymentMethod(ctx.db, actor, id)
  if (!method) throw new DomainError('NOT_FOUND', 'Payment method not found')
  return method
}

/** Null is what the network asks for: who sends back what they were told does not fix it for good. */
function confirmationsOf(
  { networks }: ServiceContext,
  method: PaymentMethodRow,
  wanted: number | null | undefined,
): number | null | undefined {
  const usual = networks.all().find(({ id }) => id === method.network)?.confirmationFloor
  return wanted === usual && method.requiredConfirmations === null ? undefined : wanted
}

/** The rails that are to be written; undefined where addresses of the merchant's own wallet stay what they are. */
function railsOf(
  ctx: ServiceContext,
  { mode }: Tenant,
  method: PaymentMethodRow,
  rails: TreasuryRails | undefined,
): TreasuryRails | undefined {
  if (!rails) return undefined
  if (!isOfWallet(method)) {
    networkForTreasury(ctx, { ...method, mode }, rails)
    return rails
  }
  if (rails.length === 1 && rails[0] === 'forwarder') return undefined
  throw new DomainError(
    'VALIDATION_FAILED',
    'railTypes: must stay address_transfer where customers pay to addresses of your own wallet',
    { field: 'railTypes' },
  )
}
