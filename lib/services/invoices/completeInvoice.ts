import { optionsOf, paymentsOf, settlementOf } from '@/db/queries/invoiceParts'
import { updateInvoice } from '@/db/queries/invoices'
import { refundsOf } from '@/db/queries/refunds'
import { mayComplete } from '@/lib/domain/completing'
import { DomainError } from '@/lib/domain/errors'
import { formatUnits } from '@/lib/domain/money'
import { mustBeAllowed } from '../access'
import type { Actor, ServiceContext } from '../context'
import { claimedCredit } from '../customers/claimedCredit'
import type { NewEvent } from '../events/recordEvents'
import { wakeLane } from '../testmode/wakeLane'
import type { InvoiceDetail, PaymentRow } from '../views'
import { allottedTo, invoiceFacts, paymentFacts } from './facts'
import { loadInvoiceDetail } from './loadInvoiceDetail'
import { onInvoice } from './onInvoice'
import { reassess } from './reassess'

export type CompleteInput = {
  /** Kept in the log, for whoever asks why. */
  reason: string
  /** Ids of the payments that are accepted; null names all that can be. */
  payments: readonly string[] | null
  /** What its caller has to tell of beside it. */
  news?: readonly NewEvent[]
}

/**
 * Takes what arrived for the whole: an invoice that is short, or whose money came late, is paid and settled on what was received; of
 * one that is paid, late money is accepted. The payments are named (D1, D10). Throws NOT_FOUND, INVOICE_NOT_COMPLETABLE,
 * VALIDATION_FAILED.
 */
export async function completeInvoice(
  ctx: ServiceContext,
  actor: Actor,
  id: string,
  input: CompleteInput,
): Promise<InvoiceDetail> {
  mustBeAllowed(actor, 'invoices:complete')
  return onInvoice(ctx, actor, id, async (tx, invoice) => {
    const [options, payments, settlement, refunds] = await Promise.all([
      optionsOf(tx.db, [invoice.id]),
      paymentsOf(tx.db, [invoice.id]),
      settlementOf(tx.db, invoice.id),
      refundsOf(tx.db, [invoice.id]),
    ])
    const facts = invoiceFacts(invoice, options, settlement, refunds, await claimedCredit(tx, invoice))
    const judged = mayComplete(facts, payments.map(paymentFacts), allottedTo(refunds), input.payments)
    if ('unknown' in judged) throw unknownPayment(judged.unknown, input.payments)
    if ('refused' in judged) throw new DomainError('INVOICE_NOT_COMPLETABLE', REFUSALS[judged.refused])

    await updateInvoice(tx.db, invoice.id, {
      acceptedPayments: [...new Set([...invoice.acceptedPayments, ...judged.accepted])],
      ...(judged.completes ? { completedAt: tx.clock.now(), completionReason: input.reason } : {}),
    })
    const data = {
      reason: input.reason,
      payments: judged.accepted.join(' '),
      amounts: amountsOf(payments, judged.accepted),
    }
    const news: NewEvent[] = [...(input.news ?? []), { type: 'invoice.completed', data }]
    await reassess(tx, new Map([[invoice.id, news]]), actor)
    await wakeLane(tx, invoice)
    return loadInvoiceDetail(tx, actor, invoice.id)
  })
}

const REFUSALS = {
  nothing: 'Nothing has arrived that could be accepted',
  confirming: 'Enough has arrived: it only waits for its confirmations',
  paid: 'The invoice is paid, and no late money waits to be accepted',
  refunded: 'The invoice was refunded',
  given_back: 'What is named has been given back, or is promised to a refund: cancel that first',
  unconfirmed: 'Late money of a paid invoice is accepted once it is confirmed',
  held: 'What arrived is held: it is released or given back first',
} as const

function unknownPayment(id: string, named: readonly string[] | null): DomainError {
  const index = named?.indexOf(id) ?? 0
  return new DomainError(
    'VALIDATION_FAILED',
    `payments[${index}]: is no payment that this invoice can accept`,
    {
      field: `payments[${index}]`,
    },
  )
}

function amountsOf(payments: readonly PaymentRow[], ids: readonly string[]): string {
  return payments
    .filter((payment) => ids.includes(payment.id))
    .map((payment) => `${formatUnits(payment.amount, payment.decimals)} ${payment.token}`)
    .join(' + ')
}
