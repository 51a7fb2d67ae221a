import { closeException, openException, openExceptions } from '@/db/queries/exceptions'
import type { ExceptionKind } from '@/lib/domain/invoice'
import { newId } from '@/lib/ids'
import type { ServiceContext } from '../context'
import type { NewEvent } from '../events/recordEvents'
import type { InvoiceRow } from '../views'

/** Opens and closes exceptions until those that stand are those that the facts ask for (D1). */
export async function changeExceptions(
  ctx: ServiceContext,
  invoice: InvoiceRow,
  wanted: ReadonlySet<ExceptionKind>,
): Promise<NewEvent[]> {
  const now = ctx.clock.now()
  const standing = new Set((await openExceptions(ctx.db, invoice.id)).map((row) => row.kind))
  const opened = [...wanted].filter((kind) => !standing.has(kind))
  const closed = [...standing].filter((kind) => !wanted.has(kind))
  for (const kind of opened) {
    await openException(ctx.db, {
      id: newId('exc', now),
      merchantId: invoice.merchantId,
      mode: invoice.mode,
      invoiceId: invoice.id,
      kind,
      openedAt: now,
    })
  }
  for (const kind of closed) await closeException(ctx.db, invoice.id, kind, now)
  return [
    ...opened.map((kind): NewEvent => ({ type: 'invoice.exception_opened', data: { exception: kind } })),
    ...closed.map((kind): NewEvent => ({ type: 'invoice.exception_closed', data: { exception: kind } })),
  ]
}
