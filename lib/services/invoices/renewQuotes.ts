import { optionsOf, paymentsOf } from '@/db/queries/invoiceParts'
import { lockInvoices } from '@/db/queries/invoices'
import { invoicesWithEndedLocks } from '@/db/queries/quotes'
import type { PauseReason } from '@/lib/domain/rateInputs'
import { awaitsMoney, isLockOver, nextLockEnd, versionUntil } from '@/lib/domain/renewal'
import { describeError } from '@/lib/describeError'
import type { ServiceContext } from '../context'
import { SYSTEM, type Author } from '../events/recordEvents'
import { freezeTerms } from '../hub/freezeTerms'
import { ratesOnce } from '../rates/ratesOnce'
import { onInvoiceClock } from '../testmode/laneClock'
import { wakeLane } from '../testmode/wakeLane'
import { inTransaction } from '../transaction'
import type { OptionView, PaymentRow } from '../views'
import { nextVersion } from './nextVersion'
import { reassess } from './reassess'

/** Invoices renewed in one run. */
const BATCH = 200
/** The scheduler renews an invoice so often; then it waits for somebody to look, or for money. */
const BY_ITSELF = 48

/** What has no new version although its lock has ended, by option. */
export type PausedOptions = ReadonlyMap<string, PauseReason>

/**
 * Gives an open invoice new versions of the quotes whose lock has ended, at the same address, in one transaction with their event
 * (D3). Changes nothing where another has done it meanwhile. Returns what could not be quoted.
 */
export async function renewQuotes(ctx: ServiceContext, id: string, author: Author): Promise<PausedOptions> {
  return inTransaction(ctx, async (transaction) => {
    const [invoice] = await lockInvoices(transaction.db, [id])
    const paused = new Map<string, PauseReason>()
    if (!invoice) return paused
    const tx = await onInvoiceClock(transaction, invoice)
    const now = tx.clock.now()
    if (!awaitsMoney(invoice, now)) return paused
    const payments = await paymentsOf(tx.db, [id])
    let changed = false
    const rateOf = ratesOnce(tx, invoice.currency)
    for (const option of await optionsOf(tx.db, [id])) {
      if (!isLockOver(option, now)) continue
      const until = versionUntil(option, valuedAt(option, payments))
      const endsAt = nextLockEnd(option, invoice.expiresAt, now)
      const versioned = await nextVersion(tx, invoice, option, { until, endsAt }, rateOf)
      if (versioned.outcome === 'paused') paused.set(option.id, versioned.reason)
      changed ||= versioned.outcome === 'new'
    }
    if (changed) {
      const data = { expires_at: invoice.expiresAt.toISOString() }
      await reassess(tx, new Map([[id, [{ type: 'invoice.requoted', data }]]]), author)
      await wakeLane(tx, invoice)
    }
    // A lock that was only made longer changes no amount, and gives the hub's terms another deadline.
    await freezeTerms(tx, id)
    return paused
  })
}

/** When what came in an option's asset came. */
export function valuedAt(option: OptionView, payments: readonly PaymentRow[]): Date[] {
  return payments
    .filter((payment) => payment.network === option.network && payment.token === option.token)
    .map((payment) => payment.blockTime)
}

/** Renews what is due, each invoice by itself: one that cannot be renewed harms no other. */
export async function renewDueQuotes(ctx: ServiceContext, options: { until: Date }): Promise<number> {
  const due = await invoicesWithEndedLocks(ctx.db, ctx.clock.now(), BY_ITSELF, BATCH)
  let renewed = 0
  for (const id of due) {
    if (ctx.clock.now() > options.until) break
    try {
      await renewQuotes(ctx, id, SYSTEM)
      renewed += 1
    } catch (error) {
      ctx.log.warn({ invoice: id, error: describeError(error) }, 'a quote could not be renewed')
    }
  }
  return renewed
}
