import { optionsOf } from '@/db/queries/invoiceParts'
import { findPublicInvoice } from '@/db/queries/invoices'
import { awaitsMoney, isLockOver } from '@/lib/domain/renewal'
import type { ServiceContext } from '../context'
import { SYSTEM } from '../events/recordEvents'
import { onInvoiceClock } from '../testmode/laneClock'
import type { InvoiceRow } from '../views'
import { renewQuotes, type PausedOptions } from './renewQuotes'

/** D3: whoever looks does not wait for the scheduler: what has ended is quoted anew first. */
export async function upToDate(
  ctx: ServiceContext,
  row: InvoiceRow,
): Promise<{ row: InvoiceRow; paused: PausedOptions }> {
  const { clock } = await onInvoiceClock(ctx, row)
  const now = clock.now()
  const options = awaitsMoney(row, now) ? await optionsOf(ctx.db, [row.id]) : []
  if (!options.some((option) => isLockOver(option, now))) return { row, paused: new Map() }
  const paused = await renewQuotes(ctx, row.id, SYSTEM)
  return { row: (await findPublicInvoice(ctx.db, row.id)) ?? row, paused }
}
