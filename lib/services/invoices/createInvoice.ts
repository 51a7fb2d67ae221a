import { findMerchant, type MerchantRow } from '@/db/queries/merchants'
import { optionsOf } from '@/db/queries/invoiceParts'
import { insertInvoice, type InvoiceRow } from '@/db/queries/invoices'
import { insertWords } from '@/db/queries/invoiceSearch'
import { fromCents, inCents } from '@/lib/domain/dollars'
import { DomainError } from '@/lib/domain/errors'
import { subtotalMinor } from '@/lib/domain/items'
import { FIAT_DECIMALS, fiatText, isFiat, type Fiat } from '@/lib/domain/money'
import type { Ratio } from '@/lib/domain/rational'
import { newId, newUuid } from '@/lib/ids'
import { receiverUrlProblem } from '@/lib/webhooks/receiverUrl'
import { mustBeAllowed } from '../access'
import type { Actor, ServiceContext } from '../context'
import { assertFeesPaid } from '../billing/assertFeesPaid'
import { claimCredit } from '../customers/claimCredit'
import { identifyCustomer } from '../customers/identifyCustomer'
import { recordEvents } from '../events/recordEvents'
import { inTransaction } from '../transaction'
import type { InvoiceDetail } from '../views'
import { dollarsFor, rateUnavailable } from '../rates/rateFor'
import { countInvoice } from '../usage/countInvoice'
import { addOptions } from './addOptions'
import { freezeTerms } from '../hub/freezeTerms'
import { chooseMethod, offeredMethods, type Chosen } from './chooseMethods'
import type { CreateInvoiceInput } from './input'
import { inMinorUnits } from './inMinorUnits'
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
    await assertFeesPaid(tx, actor)
    const currency = fiatOf(input.currency ?? merchant.defaultCurrency)
    const { items, taxMinor, tolerance } = inMinorUnits(input, currency)
    const subtotal = subtotalMinor(items)
    const total = subtotal + taxMinor
    const dollars = await dollarsNow(tx, currency)
    const limits = input.limits ?? { leastMinor: merchant.minTotalMinor, mostMinor: merchant.maxTotalMinor }
    assertWithinLimits(limits, { currency, dollars, total, items: items.length })
    assertReceiver(tx, input.webhookUrl)
    const methods = await methodsFor(tx, actor, merchant, input)

    const now = ctx.clock.now()
    const expiresAt =
      input.expiresAt ??
      new Date(now.getTime() + (input.expiresInSeconds ?? merchant.invoiceExpirySeconds) * 1000)
    const customer = await identifyCustomer(tx, actor, input.metadata)
    const invoice = await insertInvoice(tx.db, {
      id: newId('inv', now),
      uuid: newUuid(),
      merchantId: actor.merchantId,
      mode: actor.mode,
      customerId: customer?.id ?? null,
      title: input.title,
      description: input.description,
      items: [...items],
      currency,
      subtotalMinor: subtotal,
      taxMinor,
      totalMinor: total,
      usdNum: dollars.num,
      usdDen: dollars.den,
      status: 'pending',
      underpaymentPpm: tolerance.underpaymentPpm ?? merchant.underpaymentPpm,
      // The merchant's own is in dollars, and never more than that.
      overpaymentMinor:
        tolerance.overpaymentMinor ?? fromCents(merchant.overpaymentMinor, currency, dollars, 'down'),
      overpaymentAction: tolerance.overpaymentAction ?? merchant.overpaymentAction,
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
      byVisit: input.byVisit ?? false,
      seq: 0,
      createdAt: now,
      updatedAt: now,
    })
    await insertWords(tx.db, invoice)
    await countInvoice(tx, merchant, invoice)
    const quoteEnds = input.priceLockSeconds
      ? new Date(Math.min(expiresAt.getTime(), now.getTime() + input.priceLockSeconds * 1000))
      : expiresAt
    const place = { invoice, merchant, quoteEnds, confirmationsAtLeast: input.confirmationsAtLeast ?? 1 }
    await addOptions(tx, place, methods)
    await recordEvents(tx, actor, invoice, [
      { type: 'invoice.created', data: { total: fiatText(total, currency), currency } },
    ])
    if (input.applyCredit !== false) await payByCredit(tx, actor, invoice)
    await freezeTerms(tx, invoice.id)
    return loadInvoiceDetail(tx, actor, invoice.id)
  })
}

/** D8: what the customer has left pays of it; an invoice that it pays whole is paid at once. */
async function payByCredit(ctx: ServiceContext, actor: Actor, invoice: InvoiceRow): Promise<void> {
  const [option] = await optionsOf(ctx.db, [invoice.id])
  if (!option || !(await claimCredit(ctx, invoice, option))) return
  await reassess(ctx, new Map([[invoice.id, []]]), actor)
}

/** One method that is paid to an address, or all that can be had now with the native coin first (Q11). */
async function methodsFor(
  ctx: ServiceContext,
  actor: Actor,
  merchant: MerchantRow,
  input: CreateInvoiceInput,
): Promise<[Chosen, ...Chosen[]]> {
  if (input.offer) return withFirst(await offeredMethods(ctx, actor, input.offer), input.offerFirst)
  return [await chooseMethod(ctx, actor, input.cryptoCurrency ?? merchant.defaultCryptoCurrency)]
}

function withFirst(methods: [Chosen, ...Chosen[]], symbol: string | undefined): [Chosen, ...Chosen[]] {
  const wanted = methods.find(({ token }) => token.symbol === symbol)
  return wanted ? [wanted, ...methods.filter((one) => one !== wanted)] : methods
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

/** What limits, tiers and thresholds, which are in US dollars, are reckoned with (D7). Throws RATE_UNAVAILABLE. */
async function dollarsNow(ctx: ServiceContext, currency: Fiat): Promise<Ratio> {
  const { rate, reason } = await dollarsFor(ctx, currency)
  if (!rate) throw rateUnavailable(currency, 'USD', reason, 'currency')
  return rate.value
}

/** D7: the limits are in US cents, and the total is compared as so many, rounded half up. */
function assertWithinLimits(
  { leastMinor, mostMinor }: { leastMinor: bigint; mostMinor: bigint },
  { currency, dollars, total, items }: { currency: Fiat; dollars: Ratio; total: bigint; items: number },
): void {
  const cents = inCents(total, currency, dollars, 'half-up')
  if (total > 0n && cents >= leastMinor && cents <= mostMinor) return
  const shown = (limit: bigint, rounding: 'up' | 'down') =>
    fiatText(fromCents(limit, currency, dollars, rounding), currency)
  const [min, max] = [shown(leastMinor, 'up'), shown(mostMinor, 'down')]
  throw new DomainError('INVALID_AMOUNT', `Invoice amount must be between ${min} and ${max} ${currency}`, {
    field: items === 1 ? 'items[0].unit_price' : 'items',
    constraints: { min_amount: min, max_amount: max, currency },
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
