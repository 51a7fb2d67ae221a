import { findMerchant, type MerchantRow } from '@/db/queries/merchants'
import { optionsOf } from '@/db/queries/invoiceParts'
import { insertInvoice, type InvoiceRow } from '@/db/queries/invoices'
import { insertWords } from '@/db/queries/invoiceSearch'
import { DomainError } from '@/lib/domain/errors'
import { subtotalMinor } from '@/lib/domain/items'
import { FIAT_DECIMALS, formatUnits, isFiat, type Fiat } from '@/lib/domain/money'
import { newId, newUuid } from '@/lib/ids'
import { receiverUrlProblem } from '@/lib/webhooks/receiverUrl'
import { mustBeAllowed } from '../access'
import type { Actor, ServiceContext } from '../context'
import { claimCredit } from '../customers/claimCredit'
import { identifyCustomer } from '../customers/identifyCustomer'
import { recordEvents } from '../events/recordEvents'
import { inTransaction } from '../transaction'
import type { InvoiceDetail } from '../views'
import { countInvoice } from '../usage/countInvoice'
import { addOptions } from './addOptions'
import { chooseMethod, offeredMethods, type Chosen } from './chooseMethods'
import type { CreateInvoiceInput } from './input'
import { loadInvoiceDetail } from './loadInvoiceDetail'
import { reassess } from './reassess'

/**
 * Makes an invoice with its frozen quote and its own deposit address. Makes no network call: whether the chain can be
 * trusted is what its reader last proved (S10). Throws DomainError with the field that is wrong.
 */
export async function createInvoice(
  ctx: ServiceContext,
  actor: Actor,
  input: CreateInvoiceInput,
): Promise<InvoiceDetail> {
  mustBeAllowed(actor, 'invoices:create')
  return inTransaction(ctx, async (tx) => {
    const merchant = await activeMerchant(tx, actor.merchantId)
    const currency = fiatOf(input.currency ?? merchant.defaultCurrency)
    const subtotal = subtotalMinor(input.items)
    const total = subtotal + input.taxMinor
    assertWithinLimits(merchant, currency, total, input.items.length)
    assertReceiver(tx, input.webhookUrl)
    const methods = await methodsFor(tx, actor, merchant, input)

    const now = ctx.clock.now()
    const expiresAt = new Date(
      now.getTime() + (input.expiresInSeconds ?? merchant.invoiceExpirySeconds) * 1000,
    )
    const customer = await identifyCustomer(tx, actor, input.metadata)
    const invoice = await insertInvoice(tx.db, {
      id: newId('inv', now),
      uuid: newUuid(),
      merchantId: actor.merchantId,
      mode: actor.mode,
      customerId: customer?.id ?? null,
      title: input.title,
      description: input.description,
      items: [...input.items],
      currency,
      subtotalMinor: subtotal,
      taxMinor: input.taxMinor,
      totalMinor: total,
      status: 'pending',
      underpaymentPpm: input.tolerance.underpaymentPpm ?? merchant.underpaymentPpm,
      overpaymentMinor: input.tolerance.overpaymentMinor ?? merchant.overpaymentMinor,
      overpaymentAction: input.tolerance.overpaymentAction ?? merchant.overpaymentAction,
      confirmationsOverride: input.confirmationsOverride ?? merchant.confirmationsOverride,
      lateGraceMs: input.lateGraceMs ?? ctx.policy.lateGraceMs,
      feeBps: feeBpsFor(tx, merchant),
      webhookUrl: input.webhookUrl,
      requotesLeft: input.requotes ?? merchant.requotesAllowed,
      returnUrl: input.returnUrl,
      cancelUrl: input.cancelUrl,
      metadata: { ...input.metadata },
      expiresAt,
      monitorUntil: new Date(expiresAt.getTime() + ctx.policy.monitorAfterExpiryMs),
      seq: 0,
      createdAt: now,
      updatedAt: now,
    })
    await insertWords(tx.db, invoice)
    await countInvoice(tx, merchant, invoice)
    const quoteEnds = input.priceLockSeconds
      ? new Date(Math.min(expiresAt.getTime(), now.getTime() + input.priceLockSeconds * 1000))
      : expiresAt
    await addOptions(tx, { invoice, merchant, quoteEnds }, methods)
    await recordEvents(tx, actor, invoice, [
      { type: 'invoice.created', data: { total: formatUnits(total, FIAT_DECIMALS[currency], 2), currency } },
    ])
    if (input.applyCredit !== false) await payByCredit(tx, actor, invoice)
    return loadInvoiceDetail(tx, actor, invoice.id)
  })
}

/** D8: what the customer has left pays of it; an invoice that it pays whole is paid at once. */
async function payByCredit(ctx: ServiceContext, actor: Actor, invoice: InvoiceRow): Promise<void> {
  const [option] = await optionsOf(ctx.db, [invoice.id])
  if (!option || !(await claimCredit(ctx, invoice, option))) return
  await reassess(ctx, new Map([[invoice.id, []]]), actor)
}

/** One method, or all that can be had now with the native coin first (Q11). */
async function methodsFor(
  ctx: ServiceContext,
  actor: Actor,
  merchant: MerchantRow,
  input: CreateInvoiceInput,
): Promise<[Chosen, ...Chosen[]]> {
  if (input.offer === 'all') return offeredMethods(ctx, actor)
  return [await chooseMethod(ctx, actor, input.cryptoCurrency ?? merchant.defaultCryptoCurrency)]
}

async function activeMerchant(ctx: ServiceContext, id: string): Promise<MerchantRow> {
  const merchant = await findMerchant(ctx.db, id)
  if (!merchant) throw new DomainError('NOT_FOUND', 'Merchant not found')
  if (merchant.status !== 'active') {
    throw new DomainError('MERCHANT_INACTIVE', `This merchant is ${merchant.status} and cannot make invoices`)
  }
  return merchant
}

function fiatOf(code: string): Fiat {
  if (isFiat(code)) return code
  throw new DomainError('UNSUPPORTED_CURRENCY', `Currency ${code} is not supported`, {
    field: 'currency',
    constraints: { supported: Object.keys(FIAT_DECIMALS) },
  })
}

function assertWithinLimits(merchant: MerchantRow, currency: Fiat, total: bigint, items: number): void {
  if (total >= merchant.minTotalMinor && total <= merchant.maxTotalMinor) return
  const decimals = FIAT_DECIMALS[currency]
  const [min, max] = [merchant.minTotalMinor, merchant.maxTotalMinor].map((minor) =>
    formatUnits(minor, decimals, 2),
  )
  throw new DomainError('INVALID_AMOUNT', `Invoice amount must be between ${min} and ${max} ${currency}`, {
    field: items === 1 ? 'items[0].unit_price' : 'items',
    constraints: { min_amount: min ?? '', max_amount: max ?? '', currency },
  })
}

/** W5: an address that is private by its look is refused here, one that turns out to be when it is connected to. */
function assertReceiver(ctx: ServiceContext, url: string | null): void {
  const problem = url === null ? null : receiverUrlProblem(ctx.policy.receivers, url)
  if (problem === null) return
  throw new DomainError('VALIDATION_FAILED', `webhook_url: ${problem}`, { field: 'webhook_url' })
}

/** Without a fee recipient there is no fee: the chain would have nowhere to send it. */
function feeBpsFor(ctx: ServiceContext, merchant: MerchantRow): number {
  return /^0x0+$/.test(ctx.policy.feeRecipient) ? 0 : merchant.feeBps
}
