import { assess, type InvoiceFacts, type PaymentFacts } from './assess'
import type { Asset } from './coverage'
import { countedBack, total, uncountedBack, type GivenBack } from './kept'

export type Completing =
  | {
      /** Ids of the payments that the decision names, sorted. */
      accepted: readonly string[]
      /** Whether it takes them for the whole; of a settled invoice late money is only accepted. */
      completes: boolean
    }
  | { unknown: string }
  | { refused: 'nothing' | 'confirming' | 'paid' | 'refunded' | 'given_back' | 'unconfirmed' | 'held' }

/**
 * Whether a person can take what arrived for the whole, or accept what came late, and which payments that names (D1, D10).
 * `allotted` are the refunds that take of it: what is given back, or promised to be, cannot pay. `named` null names all.
 */
export function mayComplete(
  invoice: InvoiceFacts,
  payments: readonly PaymentFacts[],
  allotted: readonly GivenBack[],
  named: readonly string[] | null,
): Completing {
  const { status, counted } = assess(invoice, payments, null)
  if (status === 'confirming' && payments.some((one) => one.canonical && one.held)) return { refused: 'held' }
  if (status === 'refunded' || status === 'confirming') return { refused: status }
  const isSettled = invoice.settledAt !== null
  const quoted = new Set<Asset>(invoice.quotes.map((quote) => quote.asset))
  const standing = payments.filter((one) => isFree(one) && quoted.has(one.asset))
  const isLate = (one: PaymentFacts) =>
    one.blockTime > invoice.expiresAt || (invoice.cancelledAt !== null && one.blockTime > invoice.cancelledAt)
  const isAsked = (one: PaymentFacts) => isLate(one) || invoice.paidOutside
  const waiting = isSettled
    ? standing.filter((one) => isAsked(one) && !invoice.acceptedPayments.includes(one.id))
    : standing

  const unknown = named?.find((id) => !waiting.some((one) => one.id === id))
  if (unknown !== undefined) return { unknown }
  const chosen = named ? waiting.filter((one) => named.includes(one.id)) : waiting
  if (chosen.length === 0) return { refused: isSettled ? 'paid' : 'nothing' }
  if (isSettled && chosen.some((one) => !one.confirmed)) return { refused: 'unconfirmed' }

  const taken = new Set(counted)
  for (const asset of new Set(chosen.map((one) => one.asset))) {
    const sumOf = (of: readonly PaymentFacts[]) =>
      total(of.filter((one) => one.asset === asset).map((one) => one.amount))
    const late = standing.filter((one) => !taken.has(one.id))
    const lateLeft = sumOf(late) - uncountedBack(allotted, asset)
    if (sumOf(chosen.filter((one) => !taken.has(one.id))) > lateLeft) return { refused: 'given_back' }
    const inTime = chosen.filter((one) => taken.has(one.id))
    if (inTime.length > 0 && sumOf(inTime) <= countedBack(allotted, asset)) return { refused: 'given_back' }
  }
  return { accepted: chosen.map((one) => one.id).sort(), completes: !isSettled }
}

/** What is held is a person's to release first (D9). */
function isFree(payment: PaymentFacts): boolean {
  return payment.canonical && payment.amount > 0n && !payment.held
}
