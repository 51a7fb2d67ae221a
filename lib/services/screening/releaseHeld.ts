import { optionsOf, paymentsOf, settlementOf } from '@/db/queries/invoiceParts'
import { updatePayment } from '@/db/queries/payments'
import { refundsOf } from '@/db/queries/refunds'
import { assess } from '@/lib/domain/assess'
import { DomainError } from '@/lib/domain/errors'
import { formatUnits } from '@/lib/domain/money'
import { mayRelease } from '@/lib/domain/releasing'
import { mustBeAllowed } from '../access'
import type { Actor, ServiceContext } from '../context'
import { claimedCredit } from '../customers/claimedCredit'
import type { NewEvent } from '../events/recordEvents'
import { allottedTo, invoiceFacts, paymentFacts } from '../invoices/facts'
import { loadInvoiceDetail } from '../invoices/loadInvoiceDetail'
import { onInvoice } from '../invoices/onInvoice'
import { reassess } from '../invoices/reassess'
import { wakeLane } from '../testmode/wakeLane'
import type { InvoiceDetail } from '../views'

export type ReleaseInput = {
  /** Why it may be taken all the same; kept in the log. */
  note: string
  /** Ids of the payments that are meant; null names all that are held. */
  payments: readonly string[] | null
  /** What its caller has to tell of beside it. */
  news?: readonly NewEvent[]
}

/**
 * Sets free what was held for its sender: a person has looked, and answers for it (D9). It pays from then on as if it had never been held;
 * the way to the other end is a refund. Throws NOT_FOUND, NOT_PERMITTED, INVOICE_NOT_COMPLETABLE, VALIDATION_FAILED.
 */
export async function releaseHeld(
  ctx: ServiceContext,
  actor: Actor,
  id: string,
  input: ReleaseInput,
): Promise<InvoiceDetail> {
  mustBeAllowed(actor, 'invoices:release')
  return onInvoice(ctx, actor, id, async (tx, invoice) => {
    const [options, payments, settlement, refunds] = await Promise.all([
      optionsOf(tx.db, [invoice.id]),
      paymentsOf(tx.db, [invoice.id]),
      settlementOf(tx.db, invoice.id),
      refundsOf(tx.db, [invoice.id]),
    ])
    const facts = invoiceFacts(invoice, options, settlement, refunds, await claimedCredit(tx, invoice))
    const paid = payments.map(paymentFacts)
    const counted = new Set(assess(facts, paid, null).counted)
    const judged = mayRelease(paid, allottedTo(refunds), input.payments, counted)
    if ('unknown' in judged) throw notHeld(input.payments?.indexOf(judged.unknown) ?? 0)
    if ('refused' in judged) throw new DomainError('INVOICE_NOT_COMPLETABLE', REFUSALS[judged.refused])

    const released = payments.filter((payment) => judged.released.includes(payment.id))
    const now = tx.clock.now()
    for (const payment of released) await updatePayment(tx.db, payment.id, { releasedAt: now })
    const events = released.map((payment): NewEvent => ({
      type: 'payment.released',
      data: {
        payment: payment.id,
        amount: formatUnits(payment.amount, payment.decimals),
        token: payment.token,
        tx_hash: payment.txHash,
        held_by: payment.heldBy,
        note: input.note,
      },
    }))
    await reassess(tx, new Map([[invoice.id, [...(input.news ?? []), ...events]]]), actor)
    await wakeLane(tx, invoice)
    return loadInvoiceDetail(tx, actor, invoice.id)
  })
}

const REFUSALS = {
  nothing: 'Nothing of this invoice is held',
  given_back: 'What is held has been given back, or is promised to a refund: cancel that first',
} as const

function notHeld(index: number): DomainError {
  return new DomainError('VALIDATION_FAILED', `payments[${index}]: is no payment that is held`, {
    field: `payments[${index}]`,
  })
}
