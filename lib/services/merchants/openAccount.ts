import { findMerchantByEmail, type MerchantRow } from '@/db/queries/merchants'
import { findUserByEmail, lockEmail } from '@/db/queries/users'
import { normalEmail } from '@/lib/auth/email'
import type { KeyHasher } from '@/lib/auth/keyHasher'
import { UNCLAIMED } from '@/lib/auth/password'
import { DomainError } from '@/lib/domain/errors'
import type { Plan } from '@/lib/domain/plans'
import { issueApiKey } from '../apiKeys/issueApiKey'
import type { ServiceContext } from '../context'
import type { Author } from '../events/recordEvents'
import { inTransaction } from '../transaction'
import { registerMerchant } from './registerMerchant'
import { assertSettings, type MerchantSettings } from './settings'

/** What the operator lets merchants choose when they register by themselves (D5). */
export type RegistrationPolicy = {
  open: boolean
  plans: readonly Plan[]
  fee: { minBps: number; maxBps: number }
}

export type OpenAccountInput = {
  businessName: string
  contactEmail: string
  planType: Plan | null
  feeBps: number | null
  settings: MerchantSettings
}

type Issued = { id: string; key: string }
export type OpenedAccount = { merchant: MerchantRow; testKey: Issued; liveKey: Issued }

/** What document 004 shows. */
const USUAL_FEE_BPS = 100

/**
 * A merchant that registers by itself over the API. Test mode works at once (Q10); its live key can make invoices once there
 * is a payment method. Whoever has the mailbox can sign in after choosing a password by mail, and decides there whether these keys
 * stay (`resetPassword`). Throws REGISTRATION_CLOSED, EMAIL_TAKEN, VALIDATION_FAILED.
 */
export async function openAccount(
  ctx: ServiceContext,
  input: OpenAccountInput,
  policy: RegistrationPolicy,
  hasher: KeyHasher,
  from: Pick<Author, 'ipAddress' | 'userAgent' | 'requestId'>,
): Promise<OpenedAccount> {
  if (!policy.open) {
    throw new DomainError('REGISTRATION_CLOSED', 'Merchants are made by the operator of this server')
  }
  assertSettings(ctx, input.settings)
  const email = normalEmail(input.contactEmail)
  return inTransaction(ctx, async (tx) => {
    await lockEmail(tx.db, email)
    if ((await findMerchantByEmail(tx.db, email)) || (await findUserByEmail(tx.db, email))) throw emailTaken()
    const author = { ...from, label: 'registration' }
    const merchant = await registerMerchant(
      tx,
      {
        businessName: input.businessName,
        contactEmail: email,
        planType: planFor(input.planType, policy),
        feeBps: feeFor(input.feeBps, policy),
        settings: input.settings,
        owner: { email, passwordHash: UNCLAIMED, emailVerifiedAt: null },
      },
      author,
    )
    const issue = async (mode: 'test' | 'live') => {
      const key = {
        merchantId: merchant.id,
        mode,
        form: `sk_${mode}`,
        name: 'First key',
        scopes: [],
      } as const
      const issued = await issueApiKey(tx, key, hasher, author)
      return { id: issued.id, key: issued.key }
    }
    return { merchant, testKey: await issue('test'), liveKey: await issue('live') }
  })
}

export function emailTaken(): DomainError {
  return new DomainError('EMAIL_TAKEN', 'There is a merchant with this e-mail address', {
    field: 'contact_email',
  })
}

function planFor(wanted: Plan | null, { plans }: RegistrationPolicy): Plan {
  const plan = wanted ?? plans[0] ?? 'basic'
  if (plans.includes(plan)) return plan
  throw new DomainError('VALIDATION_FAILED', `plan_type: ${plan} is not offered here`, {
    field: 'plan_type',
    constraints: { supported: plans },
  })
}

function feeFor(wanted: number | null, { fee }: RegistrationPolicy): number {
  const bps = wanted ?? Math.min(fee.maxBps, Math.max(fee.minBps, USUAL_FEE_BPS))
  if (bps >= fee.minBps && bps <= fee.maxBps) return bps
  const [min, max] = [fee.minBps / 100, fee.maxBps / 100]
  throw new DomainError('VALIDATION_FAILED', `platform_fee_percentage: must be from ${min} to ${max}`, {
    field: 'settings.platform_fee_percentage',
    constraints: { min, max },
  })
}
