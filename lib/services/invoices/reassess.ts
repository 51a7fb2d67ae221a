import { claimsOn } from '@/db/queries/customerCredit'
import { lockInvoices, updateInvoice } from '@/db/queries/invoices'
import { optionsOf, paymentsOf, settlementOf, sweptFrom } from '@/db/queries/invoiceParts'
import { misdirectedOf } from '@/db/queries/misdirected'
import { provenTimes } from '@/db/queries/networks'
import { refundsOf } from '@/db/queries/refunds'
import { assess, type Assessment } from '@/lib/domain/assess'
import type { ServiceContext } from '../context'
import { claimedCredit } from '../customers/claimedCredit'
import { takeCredit } from '../customers/takeCredit'
import { recordEvents, SYSTEM, type Author, type NewEvent } from '../events/recordEvents'
import { freezeTerms } from '../hub/freezeTerms'
import { withdrawUncovered } from '../refunds/withdrawUncovered'
import { tellSessionOf } from '../sessions/tellSession'
import { keepBooks } from '../settlements/keepBooks'
import { settleHeld } from '../settlements/settleHeld'
import { settleTaken } from '../settlements/settleTaken'
import { onInvoiceClock } from '../testmode/laneClock'
import { countChange } from '../usage/countChange'
import type { InvoiceRow, OptionRow, PaymentRow, SettlementRow } from '../views'
import { changeExceptions } from './changeExceptions'
import { decisionsNow } from './decidedOn'
import { invoiceFacts, misdirectedFacts, paymentFacts } from './facts'
import { statusEvents } from './statusEvents'

/** What the caller learned of each invoice, told before what follows from it. */
export type News = ReadonlyMap<string, readonly NewEvent[]>

/** All the news, the first's before the second's. */
export function mergedNews(first: News, second: News): News {
  const all = new Map(first)
  for (const [invoice, events] of second) all.set(invoice, [...(all.get(invoice) ?? []), ...events])
  return all
}

/**
 * The one place where an invoice's state is written: locks it, folds its facts, and writes status, exceptions,
 * settlement, books, sums and events together. Reconciling, expiry and manual actions all end here. Call it inside the
 * transaction that changed the facts.
 */
export async function reassess(ctx: ServiceContext, news: News, author: Author = SYSTEM): Promise<void> {
  const givers: string[] = []
  for (const invoice of await lockInvoices(ctx.db, [...news.keys()])) {
    const grantsOtherwise = await reassessOne(ctx, invoice, news.get(invoice.id) ?? [], author)
    if (grantsOtherwise) givers.push(invoice.id)
  }
  // D8: who took of a credit that has changed. Their customers are locked already, so that nobody else holds them.
  const takers = new Set((await claimsOn(ctx.db, givers)).map((claim) => claim.invoiceId))
  for (const id of takers) {
    const [invoice] = await lockInvoices(ctx.db, [id])
    if (invoice) await reassessOne(await onInvoiceClock(ctx, invoice), invoice, [], SYSTEM)
  }
}

/** True when what its excess gives its customer has changed. */
async function reassessOne(
  ctx: ServiceContext,
  invoice: InvoiceRow,
  news: readonly NewEvent[],
  author: Author,
): Promise<boolean> {
  const [options, payments, settlement, swept, standing] = await Promise.all([
    optionsOf(ctx.db, [invoice.id]),
    paymentsOf(ctx.db, [invoice.id]),
    settlementOf(ctx.db, invoice.id),
    sweptFrom(ctx.db, invoice.id),
    refundsOf(ctx.db, [invoice.id]),
  ])
  const { refunds, withdrawn } = await withdrawUncovered(ctx, standing, payments)
  const provenAt = await provenOnAll(ctx, options)
  const credit = await claimedCredit(ctx, invoice)
  const astray = await misdirectedOf(ctx.db, [invoice.id])
  const decided = await decisionsNow(ctx, invoice.id, [...payments, ...astray])
  const facts = { ...invoiceFacts(invoice, options, settlement, refunds, credit), decided }
  const arrived = [...payments.map(paymentFacts), ...misdirectedFacts(astray, payments)]
  const judged = assess(facts, arrived, provenAt)

  const taken = takenBySettlement(judged, payments, settlement)
  const due = { invoice, options, existing: settlement, refunds, judged, credit }
  const settled = taken
    ? await settleTaken(ctx, { ...due, taken })
    : { events: await settleHeld(ctx, { ...due, payments, facts, arrived, provenAt }), granted: null }
  const took = await takeCredit(ctx, { invoice, options, judged, credit, granted: settled.granted })
  const ids = new Set(taken?.map((payment) => payment.id))
  await keepBooks(ctx, { invoice, payments, swept, refunds, settled: ids })

  const exceptions = await changeExceptions(ctx, invoice, judged.exceptions)
  // First the status: who is told of an event is told the invoice as it is now.
  const changed = await changeStatus(ctx, invoice, judged.status)
  if (options.some((option) => option.rail === 'hub')) await freezeTerms(ctx, invoice.id)
  const now = taken || settled.events.length > 0 ? await settlementOf(ctx.db, invoice.id) : settlement
  await countChange(ctx, { invoice, settlement }, { invoice: changed, settlement: now })
  await recordEvents(ctx, author, changed, [
    ...news,
    ...withdrawn,
    ...took.events,
    ...statusEvents(invoice.status, judged.status),
    ...settled.events,
    ...exceptions,
  ])
  return (await tellWithCustomer(ctx, changed)) || took.grantsOtherwise
}

/** Tells what became of the invoice's session; once its customer is known by it, that decides too. */
async function tellWithCustomer(ctx: ServiceContext, { id }: InvoiceRow): Promise<boolean> {
  if (!(await tellSessionOf(ctx, { id }))) return false
  const [invoice] = await lockInvoices(ctx.db, [id])
  return invoice ? reassessOne(ctx, invoice, [], SYSTEM) : false
}

async function changeStatus(
  ctx: ServiceContext,
  invoice: InvoiceRow,
  status: InvoiceRow['status'],
): Promise<InvoiceRow> {
  if (status === invoice.status) return invoice
  const now = ctx.clock.now()
  const set = {
    status,
    // Paid again after a refund was undone, it is as it was.
    paidAt: status === 'paid' && invoice.status !== 'refunded' ? now : invoice.paidAt,
    refundedAt: status === 'refunded' ? now : null,
    updatedAt: now,
  }
  await updateInvoice(ctx.db, invoice.id, set)
  return { ...invoice, ...set }
}

/** S6: the time up to which every network of the invoice is proven; null when one was never read. */
async function provenOnAll(ctx: ServiceContext, options: readonly OptionRow[]): Promise<Date | null> {
  const networks = [...new Set(options.map((option) => option.network))]
  const times = await provenTimes(ctx.db, networks)
  if (networks.length === 0 || times.size < networks.length) return null
  return new Date(Math.min(...[...times.values()].map((time) => time.getTime())))
}

/** What the settlement takes: confirmed money that counts; null while there is nothing to settle. */
function takenBySettlement(
  judged: Assessment,
  payments: readonly PaymentRow[],
  settlement: SettlementRow | null,
): PaymentRow[] | null {
  // One that waits for a release has settled nothing yet.
  if (!judged.settleable && !settlement?.settledAt) return null
  const counted = new Set(judged.counted)
  return payments.filter((payment) => payment.confirmedAt && !payment.orphanedAt && counted.has(payment.id))
}
