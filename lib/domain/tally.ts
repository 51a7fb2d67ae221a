import { quarterOf } from './grains'
import { INVOICE_STATUSES, type InvoiceStatus } from './invoice'

/** What is summed; `visits` are those among the invoices that a plan does not count; amounts are fiat by hundred-millionths, so that no rounding of single invoices adds up. */
export const MEASURES = [
  ...INVOICE_STATUSES,
  'completed',
  'failed',
  'visits',
  'gross',
  'fees',
  'paymentMs',
  'settlementMs',
] as const
export type Measure = (typeof MEASURES)[number]
export type Measures<Value = bigint> = Record<Measure, Value>

/** Places of fiat amounts in tallies. */
export const VALUE_PLACES = 8

/** Where something is counted: the quarter of an hour, the invoice's currency, the asset; '' for invoices, whatever asset pays them. */
export type Slot = { bucket: Date; currency: string; token: string }
export type TallyLine = Slot & Measures

export type InvoiceTally = {
  status: InvoiceStatus
  currency: string
  createdAt: Date
  /** Whoever opened a link made it. */
  byVisit: boolean
}
export type SettlementTally = {
  status: 'pending' | 'completed' | 'failed'
  currency: string
  token: string
  grossValue: bigint
  feeValue: bigint
  /** When the money that paid the invoice was all on the chain. */
  fundedAt: Date
  settledAt: Date | null
  createdAt: Date
}
export type Tallied = { invoice: InvoiceTally; settlement: SettlementTally | null }

/** A visit that came to one of these counts for the plan like any invoice; a speck of dust is not enough (ADR 0040). */
const PAID_FOR: readonly InvoiceStatus[] = ['confirming', 'paid', 'refunded']

/**
 * What one invoice adds to its merchant's sums: itself by its state, when it was made; its settlement, when that was made.
 * Both moments stay as they are, so that whatever changes later is counted where the original was.
 */
export function tally({ invoice, settlement }: Tallied): TallyLine[] {
  const isUnasked = invoice.byVisit && !PAID_FOR.includes(invoice.status)
  const made = {
    ...slot(invoice.createdAt, invoice.currency, ''),
    ...measures({ [invoice.status]: 1n, visits: isUnasked ? 1n : 0n }),
  }
  if (!settlement || settlement.status === 'pending') return [made]
  const at = slot(settlement.createdAt, settlement.currency, settlement.token)
  if (settlement.status === 'failed') return [made, { ...at, ...measures({ failed: 1n }) }]
  const settled = measures({
    completed: 1n,
    gross: settlement.grossValue,
    fees: settlement.feeValue,
    paymentMs: between(invoice.createdAt, settlement.fundedAt),
    settlementMs: between(settlement.fundedAt, settlement.settledAt ?? settlement.createdAt),
  })
  return [made, { ...at, ...settled }]
}

/** What has to be added to the sums when an invoice changes; empty when it counts as before. */
export function tallyDifference(before: Tallied | null, after: Tallied): TallyLine[] {
  const lines = new Map<string, TallyLine>()
  const add = (line: TallyLine, sign: bigint) => {
    const key = `${line.bucket.getTime()} ${line.currency} ${line.token}`
    const sum = lines.get(key) ?? { ...slot(line.bucket, line.currency, line.token), ...measures({}) }
    for (const name of MEASURES) sum[name] += sign * line[name]
    lines.set(key, sum)
  }
  for (const line of tally(after)) add(line, 1n)
  for (const line of before ? tally(before) : []) add(line, -1n)
  return [...lines.values()].filter((line) => MEASURES.some((name) => line[name] !== 0n))
}

function slot(at: Date, currency: string, token: string): Slot {
  return { bucket: quarterOf(at), currency, token }
}

/** What a series shows of sums. */
export type Shown = { made: bigint; converted: bigint; completed: bigint; gross: bigint; fees: bigint }

/** Invoices of every state were made; refunded ones were paid before. */
export function shownOf(sums: Measures): Shown {
  const { completed, gross, fees } = sums
  const made = INVOICE_STATUSES.reduce((total, status) => total + sums[status], 0n)
  return { made, converted: sums.paid + sums.refunded, completed, gross, fees }
}

/** All measures, nothing where nothing is given. */
export function measures(given: Partial<Measures>): Measures {
  return { ...NOTHING, ...given }
}

const NOTHING = Object.fromEntries(MEASURES.map((name) => [name, 0n])) as Measures

/** Milliseconds, never negative: a chain's clock may be behind ours. */
function between(from: Date, to: Date): bigint {
  return BigInt(Math.max(0, to.getTime() - from.getTime()))
}
