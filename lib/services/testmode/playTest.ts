import { findInvoice, findPublicInvoice } from '@/db/queries/invoices'
import { DomainError } from '@/lib/domain/errors'
import { mustBeAllowed } from '../access'
import { recordAudit } from '../audit/recordAudit'
import type { Actor, ServiceContext } from '../context'
import type { Author } from '../events/recordEvents'
import { loadToldInvoice } from '../invoices/loadInvoiceDetail'
import { inTransaction } from '../transaction'
import type { InvoiceRow, ToldInvoice } from '../views'
import { laneOfInvoice, onInvoiceClock } from './laneClock'
import { playSteps, type PlayedStep } from './play'
import { stepsOf, type Step, type TestPaymentKind } from './steps'

/** What was played, the invoice's own clock after it, and the invoice as its merchant sees it then. */
export type TestRun = { steps: PlayedStep[]; clock: Date; detail: ToldInvoice }

/**
 * Plays steps on an invoice of the actor's. Throws TEST_MODE_ONLY for a live actor, NOT_FOUND for a stranger's invoice, and what
 * `playSteps` throws.
 */
export async function playTest(
  ctx: ServiceContext,
  actor: Actor,
  id: string,
  steps: readonly Step[],
): Promise<TestRun> {
  mustBeAllowed(actor, 'test:play')
  if (actor.mode !== 'test') {
    throw new DomainError('TEST_MODE_ONLY', 'Payments are simulated with a test key alone')
  }
  return inTransaction(ctx, async (tx) => {
    const played = await playOn(tx, actor, await findInvoice(tx.db, actor, id), steps)
    const detail = await loadToldInvoice(tx, actor, id)
    const { clock } = await onInvoiceClock(tx, detail.invoice)
    return { steps: played, clock: clock.now(), detail }
  })
}

/** Whoever looks at a pay page. */
export const CUSTOMER: Author = { label: 'customer', ipAddress: null, userAgent: null, requestId: null }

/** A button of the panel on a test invoice's page: whoever may see the page may press it. Throws NOT_FOUND for a live one. */
export async function playPublicTest(
  ctx: ServiceContext,
  id: string,
  kind: TestPaymentKind,
  author: Author = CUSTOMER,
): Promise<PlayedStep[]> {
  const invoice = await findPublicInvoice(ctx.db, id)
  return inTransaction(ctx, (tx) =>
    playOn(tx, author, invoice?.mode === 'test' ? invoice : null, stepsOf(kind, {})),
  )
}

async function playOn(
  ctx: ServiceContext,
  author: Author,
  invoice: InvoiceRow | null,
  steps: readonly Step[],
): Promise<PlayedStep[]> {
  if (!invoice) throw new DomainError('NOT_FOUND', 'Invoice not found')
  const lane = await laneOfInvoice(ctx, invoice)
  if (!lane) {
    throw new DomainError(
      'VALIDATION_FAILED',
      'This invoice is paid on a real test network: send it a real payment there',
      { field: 'id' },
    )
  }
  const played = await playSteps(ctx, lane, steps)
  await recordAudit(
    ctx,
    { ...author, merchantId: invoice.merchantId, mode: invoice.mode },
    {
      action: 'test.played',
      subject: invoice.id,
      changes: { steps: steps.map(({ type }) => type) },
    },
  )
  return played
}
