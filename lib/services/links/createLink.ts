import { randomBytes } from 'node:crypto'
import { findMerchant, type MerchantRow } from '@/db/queries/merchants'
import { insertLink, type LinkRow } from '@/db/queries/paymentLinks'
import { DomainError } from '@/lib/domain/errors'
import { isSlug, SLUG_LENGTH } from '@/lib/domain/paymentLink'
import { newId } from '@/lib/ids'
import { mustBeAllowed } from '../access'
import { fieldsOf } from '../audit/changesOf'
import { recordAudit } from '../audit/recordAudit'
import type { Actor, ServiceContext } from '../context'
import { inTransaction } from '../transaction'
import { assertPayable, fiatOf, minorOf } from './amounts'
import type { LinkInput } from './input'
import { linkView, type LinkView } from './linkView'

/** 96 random bits: nobody finds a link that they were not given. */
const SLUG_BYTES = 12

/** What of a link stands in the audit log. */
export const LINK_FIELDS = [
  'slug',
  'title',
  'description',
  'amountMinor',
  'currency',
  'customerChooses',
  'minimumMinor',
  'maxUses',
  'endsAt',
  'successUrl',
  'cancelUrl',
  'active',
] as const satisfies readonly (keyof LinkRow)[]

/** Makes a payment link. Throws SLUG_TAKEN, INVALID_AMOUNT, UNSUPPORTED_CURRENCY, VALIDATION_FAILED. */
export async function createLink(ctx: ServiceContext, actor: Actor, input: LinkInput): Promise<LinkView> {
  mustBeAllowed(actor, 'links:write')
  if (input.slug !== null && !isSlug(input.slug)) throw invalidSlug()
  return inTransaction(ctx, async (tx) => {
    const merchant = await merchantOf(tx, actor)
    const { merchantId, mode } = actor
    const now = tx.clock.now()
    const row = await insertLink(tx.db, {
      id: newId('plink', now),
      merchantId,
      mode,
      slug: input.slug ?? randomSlug(),
      title: input.title,
      description: input.description,
      ...amountsOf(merchant, { ...input, currency: input.currency ?? merchant.defaultCurrency }),
      maxUses: input.maxUses,
      endsAt: input.endsAt,
      asked: input.asked,
      successUrl: input.successUrl,
      cancelUrl: input.cancelUrl,
      active: input.active,
      createdAt: now,
      updatedAt: now,
    })
    if (!row) throw new DomainError('SLUG_TAKEN', `slug: ${input.slug} is taken`, { field: 'slug' })
    await recordAudit(tx, actor, {
      action: 'payment_link.created',
      subject: row.id,
      changes: fieldsOf(row, LINK_FIELDS),
    })
    return linkView(tx, row)
  })
}

export async function merchantOf(
  ctx: ServiceContext,
  { merchantId }: Pick<Actor, 'merchantId'>,
): Promise<MerchantRow> {
  const merchant = await findMerchant(ctx.db, merchantId)
  if (!merchant) throw new DomainError('NOT_FOUND', 'Merchant not found')
  return merchant
}

/** Amounts in minor units, which every session of the link can be over (D7). */
export function amountsOf(
  merchant: MerchantRow,
  given: Pick<LinkInput, 'amountHundredths' | 'minimumHundredths' | 'customerChooses'> & { currency: string },
) {
  const currency = fiatOf(given.currency, 'fiatCurrency')
  const amountMinor = minorOf(given.amountHundredths, currency, 'fiatAmount')
  assertPayable(merchant, amountMinor, currency, 'fiatAmount')
  const minimumMinor =
    given.minimumHundredths === null ? null : minorOf(given.minimumHundredths, currency, 'minimumAmount')
  if (minimumMinor !== null) {
    assertPayable(merchant, minimumMinor, currency, 'minimumAmount')
    if (minimumMinor > amountMinor) {
      throw new DomainError('INVALID_AMOUNT', 'minimumAmount: must not be more than fiatAmount', {
        field: 'minimumAmount',
      })
    }
  }
  return { amountMinor, currency, customerChooses: given.customerChooses, minimumMinor }
}

function randomSlug(): string {
  return randomBytes(SLUG_BYTES).toString('base64url')
}

function invalidSlug(): DomainError {
  const { min, max } = SLUG_LENGTH
  return new DomainError(
    'VALIDATION_FAILED',
    `slug: must be ${min} to ${max} lower-case letters and digits with single hyphens between them`,
    { field: 'slug', constraints: { min_length: min, max_length: max } },
  )
}
