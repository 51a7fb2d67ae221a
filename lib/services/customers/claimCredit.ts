import { lockCustomer } from '@/db/queries/customers'
import { insertClaims } from '@/db/queries/customerCredit'
import { payableCredit, takenInOrder } from '@/lib/domain/customerCredit'
import { newId } from '@/lib/ids'
import { serverTime, type ServiceContext } from '../context'
import type { InvoiceRow, OptionView } from '../views'
import { assetOfCredit, creditSources, freeOf, type CreditSource } from './creditSources'

/**
 * Claims for a new invoice what its customer has left in the asset that it asks for, at most its quote (D8). Holds the lock of that
 * customer alone, and only where there is something to take (Q5). What it takes is `reassess`'s to write; true when it claims.
 */
export async function claimCredit(
  ctx: ServiceContext,
  invoice: InvoiceRow,
  option: OptionView,
): Promise<boolean> {
  const { customerId, merchantId, mode } = invoice
  if (customerId === null) return false
  const asset = { customerId, ...assetOfCredit(option) }
  if (left(await creditSources(ctx, asset)).length === 0) return false
  await lockCustomer(ctx.db, customerId)
  // Only now it is certain what nobody else takes.
  const sources = left(await creditSources(ctx, asset))
  const free = sources.map(freeOf)
  const all = free.reduce((total, amount) => total + amount, 0n)
  const wanted = payableCredit(all < option.quotedAmount ? all : option.quotedAmount, option.decimals)
  const now = serverTime(ctx)
  const rows = takenInOrder(wanted, free).flatMap((amount, index) => {
    const source = sources[index]
    if (!source || amount === 0n) return []
    return [
      {
        id: newId('ccl', now),
        merchantId,
        mode,
        ...asset,
        invoiceId: invoice.id,
        sourceInvoiceId: source.invoiceId,
        decimals: option.decimals,
        amount,
        createdAt: now,
      },
    ]
  })
  await insertClaims(ctx.db, rows)
  return rows.length > 0
}

function left(sources: readonly CreditSource[]): CreditSource[] {
  return sources.filter((source) => freeOf(source) > 0n)
}
