import { randomBytes } from 'node:crypto'
import { findMerchant, insertMerchant, type MerchantRow } from '@/db/queries/merchants'
import { insertMembership, insertUser } from '@/db/queries/users'
import { normalEmail } from '@/lib/auth/email'
import { newId } from '@/lib/ids'
import { fieldsOf } from '../audit/changesOf'
import { OPERATOR, recordAudit } from '../audit/recordAudit'
import type { ServiceContext } from '../context'
import type { Author } from '../events/recordEvents'
import { inTransaction } from '../transaction'
import { addSandboxMethods } from './addSandboxMethods'
import type { MerchantSettings } from './settings'

export type RegisterMerchantInput = {
  businessName: string
  contactEmail: string
  planType: MerchantRow['planType']
  feeBps: number
  /** The token of invoices that name none; document 004's default is USDT. */
  defaultCryptoCurrency?: string
  /** What it decides at once for its invoices; document 004's defaults otherwise. */
  settings?: MerchantSettings
  /** Who may sign in for it; the password comes hashed. */
  owner: Owner | null
}

/** `emailVerifiedAt` is set where somebody vouches for the mailbox, such as whoever runs the server. */
export type Owner = { email: string; passwordHash: string; emailVerifiedAt: Date | null }

const SEED_BYTES = 32

/**
 * Makes a tenant with document 004's defaults, its own recovery seed and webhook secret (F1, W2), and the sandbox (Q10). The author
 * is the operator unless said.
 */
export async function registerMerchant(
  ctx: ServiceContext,
  input: RegisterMerchantInput,
  author: Author = OPERATOR,
): Promise<MerchantRow> {
  const now = ctx.clock.now()
  const id = newId('mer', now)
  return inTransaction(ctx, async (tx) => {
    const { db } = tx
    await insertMerchant(db, {
      id,
      businessName: input.businessName,
      contactEmail: input.contactEmail,
      status: 'active',
      planType: input.planType,
      defaultCurrency: 'USD',
      defaultCryptoCurrency: input.defaultCryptoCurrency ?? 'USDT',
      invoiceExpirySeconds: 30 * 60,
      feeBps: input.feeBps,
      underpaymentPpm: 10_000n,
      overpaymentMinor: 1_00n,
      overpaymentAction: 'credit_account',
      confirmationsOverride: null,
      amountBasedConfirmations: true,
      ...input.settings,
      requotesAllowed: 3,
      minTotalMinor: 50n,
      maxTotalMinor: 10_000_00n,
      recoverySeed: ctx.secrets.seal(
        `0x${randomBytes(SEED_BYTES).toString('hex')}`,
        'merchants.recovery_seed',
        id,
      ),
      webhookSecret: ctx.secrets.seal(
        `whsec_${randomBytes(SEED_BYTES).toString('base64')}`,
        'merchants.webhook_secret',
        id,
      ),
      createdAt: now,
      updatedAt: now,
    })
    const merchant = await findMerchant(db, id)
    if (!merchant) throw new Error('the merchant vanished between insert and read')
    await recordAudit(
      tx,
      { ...author, merchantId: id, mode: null },
      {
        action: 'merchant.registered',
        subject: id,
        changes: fieldsOf(merchant, ['planType', 'feeBps']),
        personal: fieldsOf(merchant, ['businessName', 'contactEmail']),
      },
    )
    if (input.owner) await addOwner(tx, id, input.owner, author)
    await addSandboxMethods(tx, id, author)
    return merchant
  })
}

async function addOwner(
  ctx: ServiceContext,
  merchantId: string,
  owner: Owner,
  author: Author,
): Promise<void> {
  const now = ctx.clock.now()
  const userId = newId('usr', now)
  const email = normalEmail(owner.email)
  if (!(await insertUser(ctx.db, { ...owner, id: userId, email, createdAt: now }))) {
    throw new Error('somebody with this e-mail address has an account already')
  }
  await insertMembership(ctx.db, { id: newId('mem', now), merchantId, userId, role: 'owner', createdAt: now })
  await recordAudit(
    ctx,
    { ...author, merchantId, mode: null },
    { action: 'member.added', subject: userId, changes: { role: 'owner' } },
  )
}
