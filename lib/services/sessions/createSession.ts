import { insertSession } from '@/db/queries/checkoutSessions'
import { findLink, lockLink, usesOfLinks, type LinkRow } from '@/db/queries/paymentLinks'
import { DomainError } from '@/lib/domain/errors'
import { FIAT_DECIMALS, formatUnits, isFiat } from '@/lib/domain/money'
import { closedReason, type ClosedReason } from '@/lib/domain/paymentLink'
import { newId } from '@/lib/ids'
import { mustBeAllowed } from '../access'
import type { Actor, ServiceContext } from '../context'
import { createInvoice } from '../invoices/createInvoice'
import { fiatOf, minorOf } from '../links/amounts'
import { merchantOf } from '../links/createLink'
import { inTransaction } from '../transaction'
import type { SessionInput } from './input'
import { sessionRefusal } from './sessionRefusal'
import type { SessionView } from './sessionView'
import { tellNewSession } from './tellSession'

/** Document 002's defaults (ADR 0034). */
const SECONDS_TO_PAY = 5 * 60
const GRACE_MS = 10 * 60_000
const CONFIRMATIONS = 3

/**
 * Begins a checkout session, at a link or over an amount of its own: an invoice with every method that can be had now, native coin first
 * (Q11). A link with a limit is locked until it is there, so that its uses are never exceeded. Throws NOT_FOUND, LINK_CLOSED,
 * INVALID_AMOUNT and what `createInvoice` throws.
 */
export async function createSession(
  ctx: ServiceContext,
  actor: Actor,
  input: SessionInput,
): Promise<SessionView> {
  mustBeAllowed(actor, 'invoices:create')
  return inTransaction(ctx, async (tx) => {
    const link = input.linkId === null ? null : await openLink(tx, actor, input.linkId)
    const merchant = await merchantOf(tx, actor)
    const { minor, currency } = amountOf(input, link)
    const { invoice } = await createInvoice(tx, actor, {
      title: input.title ?? link?.title ?? merchant.businessName,
      description: input.description ?? link?.description ?? null,
      items: [
        {
          name: input.title ?? link?.title ?? merchant.businessName,
          description: null,
          quantity: '1',
          unitPriceMinor: minor.toString(),
        },
      ],
      taxMinor: 0n,
      currency,
      cryptoCurrency: null,
      offer: 'addresses',
      priceLockSeconds: null,
      expiresInSeconds: SECONDS_TO_PAY,
      lateGraceMs: GRACE_MS,
      requotes: 0,
      tolerance: {},
      byVisit: input.visit !== null,
      confirmationsOverride: null,
      confirmationsAtLeast: CONFIRMATIONS,
      webhookUrl: null,
      returnUrl: input.successUrl ?? link?.successUrl ?? null,
      cancelUrl: input.cancelUrl ?? link?.cancelUrl ?? null,
      metadata: input.metadata ?? {},
      // Whoever types an e-mail must not spend its owner's credit.
      applyCredit: false,
    }).catch((error: unknown) => {
      throw sessionRefusal(error, link !== null && input.amount === null ? 'link' : 'request')
    })
    const now = tx.clock.now()
    const session = await insertSession(tx.db, {
      id: newId('cs', now),
      merchantId: actor.merchantId,
      mode: actor.mode,
      invoiceId: invoice.id,
      linkId: link?.id ?? null,
      visitor: input.visit?.visitor ?? null,
      customerEmail: input.customer.email,
      customerName: input.customer.name,
      customerNote: input.customer.note,
      createdAt: now,
    })
    return tellNewSession(tx, session)
  })
}

/** A link that begins a session now; its uses stand still until the session is there. */
async function openLink(ctx: ServiceContext, actor: Actor, id: string): Promise<LinkRow> {
  const found = await findLink(ctx.db, actor, id)
  const link = found?.maxUses == null ? found : await lockLink(ctx.db, actor, id)
  if (!link) throw new DomainError('NOT_FOUND', 'linkId: there is no such payment link', { field: 'linkId' })
  const now = ctx.clock.now()
  const uses = link.maxUses === null ? undefined : (await usesOfLinks(ctx.db, [id], now)).get(id)
  const closed = closedReason(link, uses ?? { paid: 0, held: 0 }, now)
  if (closed === null) return link
  throw new DomainError('LINK_CLOSED', `linkId: ${CLOSED[closed]}`, {
    field: 'linkId',
    constraints: { reason: closed },
  })
}

const CLOSED: Record<ClosedReason, string> = {
  inactive: 'the link is inactive',
  ended: 'the link has ended',
  used_up: 'the link is used up',
  full: 'open sessions hold the last uses of the link',
}

/** In minor units of a currency that is known. */
function amountOf({ amount }: SessionInput, link: LinkRow | null) {
  if (!link) {
    if (!amount) throw refused('VALIDATION_FAILED', 'amount: is required without linkId', 'amount')
    const currency = fiatOf(amount.currency, 'amount.currency')
    return { minor: minorOf(amount.hundredths, currency, 'amount.value'), currency }
  }
  const currency = fiatOf(link.currency, 'amount.currency')
  if (!amount) return { minor: link.amountMinor, currency }
  if (!link.customerChooses) throw refused('VALIDATION_FAILED', 'amount: the link has its own', 'amount')
  if (amount.currency !== currency) {
    throw refused('VALIDATION_FAILED', `amount.currency: must be the link’s, ${currency}`, 'amount.currency')
  }
  const minor = minorOf(amount.hundredths, currency, 'amount.value')
  if (link.minimumMinor !== null && minor < link.minimumMinor) {
    const least = shown(link.minimumMinor, currency)
    throw refused('INVALID_AMOUNT', `amount.value: must be at least ${least} ${currency}`, 'amount.value')
  }
  return { minor, currency }
}

function shown(minor: bigint, currency: string): string {
  return formatUnits(minor, isFiat(currency) ? FIAT_DECIMALS[currency] : 2, 2)
}

function refused(code: 'VALIDATION_FAILED' | 'INVALID_AMOUNT', message: string, field: string): DomainError {
  return new DomainError(code, message, { field })
}
