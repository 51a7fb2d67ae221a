import { pageOfExceptions, type ExceptionFilter, type ExceptionRow } from '@/db/queries/exceptions'
import { optionsOf, paymentsOf } from '@/db/queries/invoiceParts'
import { EXCEPTION_CHOICES, type ExceptionAction } from '@/lib/domain/deciding'
import { mustBeAllowed } from '../access'
import { transfersToTake } from '../claims/acceptMisdirected'
import type { Actor, ServiceContext } from '../context'
import type { Position } from '../page'
import type { InvoiceRow } from '../views'

export type ListedException = {
  exception: ExceptionRow
  invoice: InvoiceRow
  /** What was asked for by its usual option; base units. */
  asked: { amount: bigint; token: string; decimals: number } | null
  /** What stands on the chain of it, by token. */
  arrived: { amount: bigint; token: string; decimals: number }[]
  choices: readonly ExceptionAction[]
  /** Accepting takes a value that the merchant names: nobody knows what it was worth when it came (F3). */
  needsValue: boolean
}

/** What stands and asks for a person in this mode, the newest first, with what they can make of it (D1). */
export async function listExceptions(
  ctx: ServiceContext,
  actor: Actor,
  filter: ExceptionFilter,
): Promise<{ exceptions: ListedException[]; total: number; next: Position | null }> {
  mustBeAllowed(actor, 'invoices:read')
  const { rows, total } = await pageOfExceptions(ctx.db, actor, filter)
  const shown = rows.slice(0, filter.limit)
  const ids = [...new Set(shown.map(({ invoice }) => invoice.id))]
  const options = await optionsOf(ctx.db, ids)
  const payments = await paymentsOf(ctx.db, ids)
  const exceptions: ListedException[] = []
  for (const { exception, invoice } of shown) {
    const own = options.filter((option) => option.invoiceId === invoice.id)
    const usual = own.find((option) => option.isDefault) ?? own[0]
    const standing = payments.filter((one) => one.invoiceId === invoice.id && one.orphanedAt === null)
    const isForeign = exception.kind === 'wrong_asset'
    exceptions.push({
      exception,
      invoice,
      asked: usual ? { amount: usual.quotedAmount, token: usual.token, decimals: usual.decimals } : null,
      arrived: [...new Set(standing.map(({ token }) => token))].map((token) => {
        const of = standing.filter((one) => one.token === token)
        const amount = of.reduce((sum, one) => sum + one.amount, 0n)
        return { amount, token, decimals: of[0]?.decimals ?? 0 }
      }),
      choices: EXCEPTION_CHOICES[exception.kind],
      needsValue: isForeign && (await transfersToTake(ctx, invoice)).unrated.length > 0,
    })
  }
  const last = shown.at(-1)?.exception
  return {
    exceptions,
    total,
    next: rows.length > filter.limit && last ? { createdAt: last.openedAt, id: last.id } : null,
  }
}
