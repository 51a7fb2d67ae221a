import { findMerchantByEmail, lockMerchant, updateMerchant } from '@/db/queries/merchants'
import { lockEmail } from '@/db/queries/users'
import { normalEmail } from '@/lib/auth/email'
import { DomainError } from '@/lib/domain/errors'
import { mustBeAllowed } from '../access'
import { changesOf } from '../audit/changesOf'
import { recordAudit } from '../audit/recordAudit'
import type { Actor, ServiceContext } from '../context'
import { inTransaction } from '../transaction'
import { mustReachLive } from './mustReachLive'
import { getMerchant, type MerchantView } from './getMerchant'
import { emailTaken } from './openAccount'
import { assertSettings, type MerchantSettings } from './settings'

export type MerchantChange = {
  businessName?: string
  contactEmail?: string
  /** Only what they already are: both are the operator's to change (D5). */
  planType?: string
  feeBps?: number
  settings: MerchantSettings
}

/**
 * Changes what a merchant decides itself, for its later invoices. Throws VALIDATION_FAILED for a plan or fee other than it has,
 * EMAIL_TAKEN, UNSUPPORTED_CURRENCY, RIGHTS_EXCEEDED.
 */
export async function changeMerchant(
  ctx: ServiceContext,
  actor: Actor,
  change: MerchantChange,
): Promise<MerchantView> {
  mustBeAllowed(actor, 'merchants:write')
  assertSettings(ctx, change.settings)
  return inTransaction(ctx, async (tx) => {
    await mustReachLive(tx, actor)
    const merchant = await lockMerchant(tx.db, actor.merchantId)
    if (!merchant) throw new DomainError('NOT_FOUND', 'Merchant not found')
    if (change.planType !== undefined && change.planType !== merchant.planType) throw notYours('plan_type')
    if (change.feeBps !== undefined && change.feeBps !== merchant.feeBps) {
      throw notYours('settings.platform_fee_percentage')
    }
    const { businessName = merchant.businessName } = change
    const contactEmail =
      change.contactEmail === undefined ? merchant.contactEmail : normalEmail(change.contactEmail)
    if (contactEmail !== merchant.contactEmail) {
      await lockEmail(tx.db, contactEmail)
      if (await findMerchantByEmail(tx.db, contactEmail)) throw emailTaken()
    }
    const updatedAt = tx.clock.now()
    await updateMerchant(tx.db, merchant.id, { ...change.settings, businessName, contactEmail, updatedAt })
    const changed = await getMerchant(tx, actor)
    await recordAudit(
      tx,
      { ...actor, mode: null },
      {
        action: 'merchant.changed',
        subject: merchant.id,
        changes: changesOf(merchant, changed.merchant, SETTINGS),
        personal: changesOf(merchant, changed.merchant, ['businessName', 'contactEmail']),
      },
    )
    return changed
  })
}

const SETTINGS = [
  'defaultCurrency',
  'defaultCryptoCurrency',
  'invoiceExpirySeconds',
  'underpaymentPpm',
  'overpaymentMinor',
  'overpaymentAction',
  'confirmationsOverride',
  'amountBasedConfirmations',
] as const

function notYours(field: string): DomainError {
  return new DomainError('VALIDATION_FAILED', `${field}: is the operator’s to change`, { field })
}
