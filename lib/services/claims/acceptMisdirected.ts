import { misdirectedOf, updateMisdirected, type MisdirectedRow } from '@/db/queries/misdirected'
import { paymentsOf, optionsOf } from '@/db/queries/invoiceParts'
import { updatePayment } from '@/db/queries/payments'
import { DomainError } from '@/lib/domain/errors'
import { fiatDecimals, fiatText } from '@/lib/domain/money'
import { mulDiv } from '@/lib/domain/rational'
import type { ServiceContext } from '../context'
import type { NewEvent } from '../events/recordEvents'
import type { InvoiceRow, PaymentRow } from '../views'
import { transferEvent } from './transferEvent'

/**
 * Takes what came in another asset or on another network for a part of the invoice: at the rate of when it was found, where there was one, and
 * else at the value that the merchant names, in minor units of the invoice's currency, for all of it that has no rate (D1, F3). The caller
 * holds the invoice's lock. Throws INVOICE_NOT_COMPLETABLE, VALIDATION_FAILED.
 */
export async function acceptMisdirected(
  tx: ServiceContext,
  invoice: InvoiceRow,
  { note, valueMinor }: { note: string; valueMinor: bigint | null },
): Promise<NewEvent[]> {
  const { rated, unrated } = await transfersToTake(tx, invoice)
  if ([...rated, ...unrated].length === 0) throw refused('Nothing waits to be taken at a value')
  if ([...rated, ...unrated].some((row) => row.confirmedAt === null)) {
    throw refused('What came is taken once it is confirmed')
  }
  if (unrated.length > 0 && valueMinor === null) {
    throw unnamed('must be named: nobody knows what this was worth when it came')
  }
  if (unrated.length === 0 && valueMinor !== null) {
    throw unnamed('cannot be named: what it was worth when it came is known')
  }
  const events: NewEvent[] = []
  const take = (row: MisdirectedRow, worth: bigint, basis: string) => {
    const data = { worth: fiatText(worth, invoice.currency), currency: invoice.currency, basis, note }
    events.push(transferEvent('transfer.accepted', row, data))
    return updateMisdirected(tx.db, row.id, { worthMinor: worth })
  }
  for (const row of rated) await take(row, worthOf(row, invoice.currency) ?? 0n, 'rate')
  // One value for all that has no rate: the first of them stands for it.
  for (const [index, row] of unrated.entries()) {
    const worth = index === 0 ? (valueMinor ?? 0n) : 0n
    if ('position' in row && 'symbol' in row) await take(row, worth, 'merchant')
    else await updatePayment(tx.db, row.id, { worthMinor: worth })
  }
  return events
}

/** What of an invoice waits to be taken at a value: what has a rate of when it was found, and what its merchant has to name one for. */
export async function transfersToTake(
  ctx: Pick<ServiceContext, 'db'>,
  invoice: InvoiceRow,
): Promise<{ rated: MisdirectedRow[]; unrated: (MisdirectedRow | PaymentRow)[] }> {
  const waiting = (await misdirectedOf(ctx.db, [invoice.id])).filter(
    (row) => row.worthMinor === null && row.orphanedAt === null,
  )
  const isRated = (row: MisdirectedRow) => worthOf(row, invoice.currency) !== null
  const foreign = await foreignPayments(ctx, invoice)
  return {
    rated: waiting.filter(isRated),
    unrated: [...waiting.filter((row) => !isRated(row)), ...foreign],
  }
}

/** Payments in a listed asset that the invoice did not ask for. */
async function foreignPayments(
  { db }: Pick<ServiceContext, 'db'>,
  invoice: InvoiceRow,
): Promise<PaymentRow[]> {
  const options = await optionsOf(db, [invoice.id])
  return (await paymentsOf(db, [invoice.id])).filter(
    (payment) =>
      payment.orphanedAt === null &&
      payment.amount > 0n &&
      payment.worthMinor === null &&
      !options.some((one) => one.network === payment.network && one.token === payment.token),
  )
}

/** Minor units at the rate of when it was found, rounded down. */
function worthOf({ amount, decimals, rateNum, rateDen }: MisdirectedRow, currency: string): bigint | null {
  if (rateNum === null || rateDen === null || decimals === null) return null
  const unit = 10n ** BigInt(fiatDecimals(currency))
  return mulDiv(amount * unit, rateNum, rateDen * 10n ** BigInt(decimals), 'down')
}

function refused(why: string): DomainError {
  return new DomainError('INVOICE_NOT_COMPLETABLE', why)
}

function unnamed(why: string): DomainError {
  return new DomainError('VALIDATION_FAILED', `valueUsd: ${why}`, { field: 'valueUsd' })
}
