import { insertSettlement, updateSettlement } from '@/db/queries/settlements'
import { splitFee } from '@/lib/domain/fees'
import { formatUnits } from '@/lib/domain/money'
import { newId } from '@/lib/ids'
import type { ServiceContext } from '../context'
import type { NewEvent } from '../events/recordEvents'
import type { InvoiceRow, OptionView, PaymentRow, SettlementRow } from '../views'
import { valueOf } from './value'

type Due = {
  invoice: InvoiceRow
  /** The asset the invoice is settled in. */
  option: OptionView
  existing: SettlementRow | null
  /** Confirmed, counted payments: what the settlement takes. */
  taken: readonly PaymentRow[]
}

/**
 * Makes or adjusts the one settlement of a paid invoice: gross is what arrived, the fee is floored to the base unit like
 * the chain's (D5, D6). Returns the events to record; none when nothing changed.
 */
export async function settle(ctx: ServiceContext, due: Due): Promise<NewEvent[]> {
  const { invoice, option, existing } = due
  const taken = due.taken.filter(
    (payment) => payment.network === option.network && payment.token === option.token,
  )
  const gross = taken.reduce((total, payment) => total + payment.amount, 0n)
  const split = splitFee(gross, invoice.feeBps)
  const value = valueOf(invoice, option, taken, split)
  const shown = {
    gross: formatUnits(split.gross, option.decimals, 2),
    fee: formatUnits(split.fee, option.decimals, 2),
    net: formatUnits(split.net, option.decimals, 2),
    currency: option.token,
  }
  if (!existing) {
    const now = ctx.clock.now()
    const id = newId('set', now)
    await insertSettlement(ctx.db, {
      id,
      merchantId: invoice.merchantId,
      mode: invoice.mode,
      invoiceId: invoice.id,
      network: option.network,
      token: option.token,
      decimals: option.decimals,
      ...split,
      feeBps: invoice.feeBps,
      currency: invoice.currency,
      ...value,
      fundedAt: new Date(Math.max(...taken.map((payment) => payment.blockTime.getTime()))),
      status: 'completed',
      settledAt: now,
      createdAt: now,
    })
    return [{ type: 'settlement.completed', data: { settlement: id, ...shown } }]
  }
  if (existing.gross === gross && existing.grossValue === value.grossValue) return []
  await updateSettlement(ctx.db, existing.id, { ...split, ...value })
  // The same money in another block, where another quote values it.
  if (existing.gross === gross) return []
  const type = gross > existing.gross ? 'settlement.adjusted' : 'settlement.reversed'
  return [{ type, data: { settlement: existing.id, ...shown } }]
}
