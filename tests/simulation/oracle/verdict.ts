/**
 * What an invoice must come to, by the rules as docs/rules.md words them and by nothing of the product's code. Money is in base
 * units, time in milliseconds.
 */
export type Case = {
  quoted: bigint
  totalMinor: bigint
  underpaymentPpm: bigint
  overpaymentMinor: bigint
  overpaymentAction: 'credit_account' | 'donate' | 'refund'
  /** Somebody is named whom an excess can be credited to. */
  customerKnown: boolean
  expiresAt: number
  cancelledAt: number | null
  /** Cancelled with the word that all of it goes back. */
  refundAll: boolean
  /** In the asset that was asked for; all of it deep enough. */
  arrived: readonly { amount: bigint; at: number }[]
  /** Of what came late: what a person accepted. */
  accepted: bigint
  /** A person took what arrived for the whole, and all that they named still stands. */
  completed: boolean
  /** What came in each other listed asset, and what of it went back. */
  others: readonly { arrived: bigint; back: bigint }[]
  /** Given back in the asset that was asked for: of the money that pays the invoice, and of what does not. */
  back: { counted: bigint; uncounted: bigint; countedBeforeSettling: bigint }
  /** What the customer's credit can pay. */
  credit: bigint
  /** The settlement was made once, when its money was deep enough. */
  wasSettled: boolean
  /** The time of the last block that was read. */
  provenAt: number
}

export type Verdict = {
  status: string
  exceptions: string[]
  settled: bigint
  /** What it takes of the credit. */
  credit: bigint
  /** What a settlement has too much. */
  excess: bigint
}

export function verdictOf(one: Case): Verdict {
  const { quoted, back } = one
  // S6, D10: in time is not after the end, and not after the cancellation; what is late counts once it is accepted.
  const inTime = one.arrived.filter(
    ({ at }) => at <= one.expiresAt && (one.cancelledAt === null || at <= one.cancelledAt),
  )
  const received = total(one.arrived)
  const counted = total(inTime) + one.accepted
  // F6: before it settled, what was given back does not pay it.
  const kept = positive(counted - back.counted)
  const paid = positive(counted - (one.wasSettled ? back.countedBeforeSettling : back.counted))

  const pays = (amount: bigint) => covers(one, amount) || (one.completed && amount > 0n)
  const expired = one.provenAt > one.expiresAt
  const goneBack = back.counted > 0n && back.counted >= counted
  const status = one.wasSettled
    ? goneBack
      ? 'refunded'
      : 'paid'
    : pays(kept)
      ? 'paid'
      : one.cancelledAt !== null
        ? 'cancelled'
        : kept > 0n
          ? 'partial'
          : expired
            ? 'expired'
            : 'pending'

  const exceptions: string[] = []
  if (received - counted > back.uncounted) exceptions.push('late')
  // D8: credited or the merchant's, an excess waits for nobody once it is settled.
  const isDealtWith =
    one.overpaymentAction === 'donate' || (one.overpaymentAction === 'credit_account' && one.customerKnown)
  const isOver = exceeds(one, kept) && !(status === 'paid' && isDealtWith)
  if (isOver) exceptions.push('overpaid')
  if (one.wasSettled && !pays(paid)) exceptions.push('reverted')
  if (kept > 0n && (status === 'cancelled' || (status === 'partial' && expired))) exceptions.push('underpaid')
  if (one.others.some((other) => other.arrived > other.back)) exceptions.push('wrong_asset')
  const isAllBack =
    received <= back.counted + back.uncounted && one.others.every((other) => other.arrived <= other.back)
  if ((isOver && one.overpaymentAction === 'refund') || (one.refundAll && !isAllBack))
    exceptions.push('refund_due')

  return {
    status,
    exceptions: exceptions.sort(),
    settled: status === 'paid' || one.wasSettled ? counted : 0n,
    credit: creditOf(one, status, paid),
    excess: exceeds(one, paid) ? least(paid - quoted, counted) : 0n,
  }
}

/** D2, D8: what credit leaves open less the tolerance of that, and nothing never covers but where credit is the whole. */
function covers(one: Case, amount: bigint): boolean {
  const due = one.quoted - least(one.credit, one.quoted)
  if (amount === 0n) return due === 0n
  return amount * 1_000_000n >= due * (1_000_000n - one.underpaymentPpm)
}

/** Beyond the tolerance, in the invoice's money: (amount / quoted - 1) * total > tolerance. */
function exceeds(one: Case, amount: bigint): boolean {
  return (amount - one.quoted) * one.totalMinor > one.overpaymentMinor * one.quoted
}

/** D8: all it can have while it can be paid, what its money leaves open once it is, nothing when it ended otherwise. */
function creditOf(one: Case, status: string, paid: bigint): bigint {
  if (['expired', 'cancelled', 'refunded'].includes(status)) return 0n
  return least(one.credit, status === 'paid' ? positive(one.quoted - paid) : one.quoted)
}

/** What is owed for one invoice when it is made: at par or at the written rate, rounded up to what a payer can type (D4). */
export function quoteOf(totalMinor: bigint, decimals: number, dollarsPerUnit: bigint): bigint {
  const places = Math.min(decimals, 8)
  const [num, den] = [totalMinor * 10n ** BigInt(places), 100n * dollarsPerUnit]
  const typed = (num + den - 1n) / den
  return typed * 10n ** BigInt(decimals - places)
}

/** The ledger that money asks for (D5, D6, F6): six accounts that add up to zero. */
export function ledgerOf(facts: {
  arrived: bigint
  settled: bigint
  feeBps: bigint
  sweeps: readonly { net: bigint; fee: bigint }[]
  /** Given back by the merchant's wallets, and what of that gave back what no settlement took. */
  refunded: bigint
  refundedUntaken: bigint
}): Record<'deposits' | 'suspense' | 'merchant' | 'platform_fee' | 'refunded' | 'merchant_wallet', bigint> {
  const { arrived, settled, sweeps, refunded } = facts
  const net = sweeps.reduce((all, one) => all + one.net, 0n)
  const fee = sweeps.reduce((all, one) => all + one.fee, 0n)
  // What was given back out of suspense is the merchant's then.
  const taken = settled + least(facts.refundedUntaken, arrived - settled)
  const owedFee = (taken * facts.feeBps) / 10_000n
  const deposits = arrived - net - fee
  // What rounding leaves between several sweeps and one settlement is no debt.
  const short = owedFee - fee
  const isDone = deposits === 0n && taken === arrived && short >= 0n && short < BigInt(sweeps.length)
  return {
    deposits,
    suspense: taken - arrived,
    merchant: isDone ? 0n : net - (taken - owedFee),
    platform_fee: isDone ? 0n : fee - owedFee,
    refunded,
    merchant_wallet: -refunded,
  }
}

function total(parts: readonly { amount: bigint }[]): bigint {
  return parts.reduce((all, part) => all + part.amount, 0n)
}

export function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b
}

export function positive(amount: bigint): bigint {
  return amount > 0n ? amount : 0n
}
