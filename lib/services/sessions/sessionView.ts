import type { SessionRow } from '@/db/queries/checkoutSessions'
import { erasedAmong } from '@/db/queries/customers'
import { exceptionsOf, optionsOf, paymentsOf } from '@/db/queries/invoiceParts'
import { findInvoices } from '@/db/queries/invoices'
import { knownNetwork } from '@/lib/chains/registry'
import { assess, type InvoiceFacts, type PaymentFacts } from '@/lib/domain/assess'
import { sessionStatus, type SessionStatus } from '@/lib/domain/session'
import type { ServiceContext } from '../context'
import { invoiceFacts, paymentFacts } from '../invoices/facts'
import type { InvoiceRow, OptionView, PaymentRow } from '../views'

/** A session with what is known of its invoice. */
export type SessionView = {
  session: SessionRow
  invoice: InvoiceRow
  /** Who pays it; null before that is known, and for who was erased. */
  customerId: string | null
  status: SessionStatus
  /** The first is the one that it quotes. */
  options: SessionOption[]
  /** Of the money that pays it; null before any came. */
  txHash: string | null
}

/** A way to pay it, with what the network's registry knows. */
export type SessionOption = OptionView & { chainId: number; isNative: boolean }

/** Sessions in the order of their rows, with a fixed number of queries for all of them. */
export async function sessionViews(ctx: ServiceContext, rows: readonly SessionRow[]): Promise<SessionView[]> {
  const ids = rows.map((row) => row.invoiceId)
  const [invoices, options, payments, exceptions] = await Promise.all([
    findInvoices(ctx.db, ids),
    optionsOf(ctx.db, ids),
    paymentsOf(ctx.db, ids),
    exceptionsOf(ctx.db, ids),
  ])
  const erased = await erasedAmong(
    ctx.db,
    invoices.flatMap(({ customerId }) => customerId ?? []),
  )
  return rows.map((session) => {
    const invoice = invoices.find((one) => one.id === session.invoiceId)
    if (!invoice) throw new Error(`session ${session.id} has no invoice`)
    const own = options.filter((one) => one.invoiceId === invoice.id)
    const received = payments.filter((one) => one.invoiceId === invoice.id)
    const open = exceptions.filter((one) => one.invoiceId === invoice.id && one.closedAt === null)
    const facts = invoiceFacts(invoice, own, null, [], null)
    const judged = received.map(paymentFacts)
    return {
      session,
      invoice,
      customerId: erased.has(invoice.customerId ?? '') ? null : invoice.customerId,
      status: sessionStatus({
        status: invoice.status,
        open: new Set(open.map((one) => one.kind)),
        paidByLateMoney: isPaidByLateMoney(facts, judged),
      }),
      options: quotedFirst(ctx, own),
      txHash: payingTransaction(facts, received),
    }
  })
}

/** One session. */
export async function sessionView(ctx: ServiceContext, row: SessionRow): Promise<SessionView> {
  const [view] = await sessionViews(ctx, [row])
  if (!view) throw new Error('one session has one view')
  return view
}

/** D10: it counts money of a block after its time, and what came in time would not have covered it. */
function isPaidByLateMoney(facts: InvoiceFacts, payments: readonly PaymentFacts[]): boolean {
  const counted = new Set(assess(facts, payments, null).counted)
  if (!payments.some((one) => counted.has(one.id) && one.blockTime > facts.expiresAt)) return false
  const strict = { ...facts, lateGraceMs: 0, acceptedPayments: [], completed: false }
  return !assess(strict, payments, null).settleable
}

/** The transaction of the newest payment that counts; else of the newest that came. */
function payingTransaction(facts: InvoiceFacts, payments: readonly PaymentRow[]): string | null {
  const canonical = payments.filter((one) => one.orphanedAt === null && one.txHash !== null)
  const counted = new Set(assess(facts, payments.map(paymentFacts), null).counted)
  const paying = canonical.filter((one) => counted.has(one.id))
  return (paying.at(-1) ?? canonical.at(-1))?.txHash ?? null
}

function quotedFirst(ctx: ServiceContext, options: readonly OptionView[]): SessionOption[] {
  const known = options.flatMap((option) => {
    // What was quoted stays readable, whatever network the operator closes.
    const network = ctx.networks.get(option.network) ?? knownNetwork(option.network)
    if (!network) return []
    return [{ ...option, chainId: network.chainId, isNative: option.token === network.native.symbol }]
  })
  return known.toSorted(
    (a, b) =>
      Number(b.isDefault) - Number(a.isDefault) ||
      Number(b.isNative) - Number(a.isNative) ||
      `${a.token} ${a.network}`.localeCompare(`${b.token} ${b.network}`, 'en'),
  )
}
