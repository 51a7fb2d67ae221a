import { assess, type InvoiceFacts, type PaymentFacts } from '@/lib/domain/assess'
import type { ServiceContext } from '../context'
import type { NewEvent } from '../events/recordEvents'
import type { PaymentRow } from '../views'
import { awaitRelease, failSettlement } from './awaitRelease'
import { settledOption, type TakenDue } from './settleTaken'

type HeldDue = Omit<TakenDue, 'taken'> & {
  payments: readonly PaymentRow[]
  /** What `assess` judged. */
  facts: InvoiceFacts
  arrived: readonly PaymentFacts[]
  provenAt: Date | null
}

/**
 * What becomes of the settlement of an invoice that nothing settles now: it waits where releasing what is held would settle the invoice, and fails where
 * it waited and nothing is held any more (D6, D9). An invoice without held money has none.
 */
export async function settleHeld(ctx: ServiceContext, due: HeldDue): Promise<NewEvent[]> {
  const { facts, arrived, provenAt, payments, options, credit, existing, judged } = due
  const isHeld = judged.exceptions.has('held')
  if (!isHeld && !existing) return []
  const freed = assess(
    facts,
    arrived.map((payment) => ({ ...payment, held: false })),
    provenAt,
  )
  const taken = payments.filter(({ id, confirmedAt }) => confirmedAt && freed.counted.includes(id))
  const option = settledOption({ options, taken, credit }, null)
  if (isHeld && freed.settleable && option) return awaitRelease(ctx, { ...due, option, taken, judged: freed })
  if (!existing) return []
  const stands = payments.some(({ heldBy, orphanedAt }) => heldBy !== null && orphanedAt === null)
  return failSettlement(ctx, existing, stands ? 'given_back' : 'reverted')
}
