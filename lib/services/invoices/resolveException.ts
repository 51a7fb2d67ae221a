import { closeByDecision, openExceptions, type ExceptionRow } from '@/db/queries/exceptions'
import { paymentsOf } from '@/db/queries/invoiceParts'
import { updateInvoice } from '@/db/queries/invoices'
import { misdirectedOf } from '@/db/queries/misdirected'
import { EXCEPTION_CHOICES, gravest, type ExceptionAction } from '@/lib/domain/deciding'
import { DomainError } from '@/lib/domain/errors'
import type { ExceptionKind } from '@/lib/domain/invoice'
import { mustBeAllowed } from '../access'
import { acceptMisdirected } from '../claims/acceptMisdirected'
import type { Actor, ServiceContext } from '../context'
import type { NewEvent } from '../events/recordEvents'
import { releaseHeld } from '../screening/releaseHeld'
import { wakeLane } from '../testmode/wakeLane'
import type { InvoiceDetail, InvoiceRow } from '../views'
import { completeInvoice } from './completeInvoice'
import { digestOf } from './decidedOn'
import { loadInvoiceDetail } from './loadInvoiceDetail'
import { onInvoice } from './onInvoice'
import { reassess } from './reassess'

export type ResolveInput = {
  /** Null is the gravest that stands. */
  exception: ExceptionKind | null
  action: ExceptionAction
  /** Kept in the log, for whoever asks why. */
  note: string
  /** What accepting names (D1); null names all that can be accepted. Nothing for any other action. */
  payments: readonly string[] | null
  /** Minor units that what came in a wrong asset is taken for, where nobody knows what it was worth then (F3). */
  valueMinor?: bigint | null
}

/**
 * A person decides about an open exception, with a note: to accept what came, to give it back, or to let it be. Accepting money names its
 * payments and is a fact of theirs (D1, D10); any other decision holds as long as the payments that it was taken in the face of are all
 * there are. What is held is set free by accepting it (D9). What is to be given back stands as `refund_due` until it is (F6). Throws NOT_FOUND, EXCEPTION_NOT_OPEN, VALIDATION_FAILED
 * for an action that this exception has no room for, and what `completeInvoice`, `releaseHeld` and `acceptMisdirected` throw.
 */
export async function resolveException(
  ctx: ServiceContext,
  actor: Actor,
  id: string,
  input: ResolveInput,
): Promise<InvoiceDetail> {
  mustBeAllowed(actor, 'invoices:complete')
  return onInvoice(ctx, actor, id, async (tx, invoice) => {
    const row = chosen(await openExceptions(tx.db, invoice.id), input.exception)
    assertChoice(row.kind, input)
    const payments = await paymentsOf(tx.db, [invoice.id])
    const takes = takesMoney(invoice, row.kind, input.action)
    await closeByDecision(tx.db, row.id, {
      closedAt: tx.clock.now(),
      closedBy: actor.label,
      action: input.action,
      note: input.note,
      decidedOn: takes ? null : digestOf([...payments, ...(await misdirectedOf(tx.db, [invoice.id]))]),
    })
    const event: NewEvent = {
      type: 'invoice.exception_closed',
      data: { exception: row.kind, action: input.action, note: input.note },
    }
    if (row.kind === 'held' && input.action === 'accept') {
      await releaseHeld(tx, actor, invoice.id, { note: input.note, payments: input.payments, news: [event] })
    } else if (row.kind === 'wrong_asset' && takes) {
      const valueMinor = input.valueMinor ?? null
      const taken = await acceptMisdirected(tx, invoice, { note: input.note, valueMinor })
      await reassess(tx, new Map([[invoice.id, [event, ...taken]]]), actor)
      await wakeLane(tx, invoice)
    } else if (takes) {
      await completeInvoice(tx, actor, invoice.id, {
        reason: input.note,
        payments: input.payments,
        news: [event],
      })
    } else {
      await decide(tx, invoice, row.kind, input.action)
      await reassess(tx, new Map([[invoice.id, [event]]]), actor)
      await wakeLane(tx, invoice)
    }
    return loadInvoiceDetail(tx, actor, invoice.id)
  })
}

/** Whether the decision is to take payments that would not count without it. What is too much counts already. */
function takesMoney(invoice: InvoiceRow, kind: ExceptionKind, action: ExceptionAction): boolean {
  if (action !== 'accept') return false
  return (
    kind === 'underpaid' ||
    kind === 'wrong_asset' ||
    kind === 'late' ||
    kind === 'held' ||
    (kind === 'overpaid' && invoice.paidOutsideAt !== null)
  )
}

/** What follows from a decision beside its being remembered: what becomes of an excess is the invoice's own word (D8). */
async function decide(
  tx: ServiceContext,
  invoice: InvoiceRow,
  kind: ExceptionKind,
  action: ExceptionAction,
): Promise<void> {
  if (kind !== 'overpaid' || action === 'ignore') return
  await updateInvoice(tx.db, invoice.id, { overpaymentAction: action === 'accept' ? 'donate' : 'refund' })
}

function chosen(open: readonly ExceptionRow[], asked: ExceptionKind | null): ExceptionRow {
  const kind = asked ?? gravest(open.map((one) => one.kind))
  const row = open.find((one) => one.kind === kind)
  if (row) return row
  throw new DomainError(
    'EXCEPTION_NOT_OPEN',
    kind === null ? 'This invoice has no open exception' : 'This invoice has no such open exception',
  )
}

function assertChoice(kind: ExceptionKind, { action, payments }: ResolveInput): void {
  const choices = EXCEPTION_CHOICES[kind]
  if (!choices.includes(action)) {
    throw new DomainError('VALIDATION_FAILED', `action: must be ${choices.join(' or ')} here`, {
      field: 'action',
      constraints: { choices },
    })
  }
  if (payments !== null && action !== 'accept') {
    throw new DomainError('VALIDATION_FAILED', 'payments: are named only to accept them', {
      field: 'payments',
    })
  }
}
