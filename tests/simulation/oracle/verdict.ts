/**
 * What an invoice must come to, by the rules as docs/rules.md words them and by nothing of the product's code. Money is in base
 * units, time in milliseconds.
 */
export type Case = {
  quoted: bigint
  totalMinor: bigint
  underpaymentPpm: bigint
  overpaymentMinor: bigint
  expiresAt: number
  cancelledAt: number | null
  /** In the asset that was asked for; all of it deep enough. */
  arrived: readonly { amount: bigint; at: number }[]
  /** Something came in another listed asset. */
  otherAsset: boolean
  /** The settlement was made once, when its money was deep enough. */
  wasSettled: boolean
  /** The time of the last block that was read. */
  provenAt: number
}

export type Verdict = {
  status: string
  exceptions: string[]
  counted: bigint
  received: bigint
  settled: bigint
}

export function verdictOf(one: Case): Verdict {
  const sum = (parts: readonly { amount: bigint }[]) => parts.reduce((total, part) => total + part.amount, 0n)
  // S6, D10: in time is not after the end, and not after the cancellation.
  const inTime = one.arrived.filter(
    ({ at }) => at <= one.expiresAt && (one.cancelledAt === null || at <= one.cancelledAt),
  )
  const counted = sum(inTime)
  const received = sum(one.arrived)

  // D2: covered is the total minus the tolerance, and nothing never covers.
  const covered = counted > 0n && counted * 1_000_000n >= one.quoted * (1_000_000n - one.underpaymentPpm)
  const expired = one.provenAt > one.expiresAt
  const isPaid = covered || one.wasSettled
  const status = isPaid
    ? 'paid'
    : one.cancelledAt !== null
      ? 'cancelled'
      : counted > 0n
        ? 'partial'
        : expired
          ? 'expired'
          : 'pending'

  const exceptions: string[] = []
  if (received > counted) exceptions.push('late')
  // Beyond the tolerance, in the invoice's money: (counted / quoted - 1) * total > tolerance.
  if ((counted - one.quoted) * one.totalMinor > one.overpaymentMinor * one.quoted) exceptions.push('overpaid')
  if (one.wasSettled && !covered) exceptions.push('reverted')
  if (counted > 0n && (status === 'cancelled' || (status === 'partial' && expired)))
    exceptions.push('underpaid')
  if (one.otherAsset) exceptions.push('wrong_asset')
  return { status, exceptions: exceptions.sort(), counted, received, settled: isPaid ? counted : 0n }
}

/** What is owed for one invoice when it is made: at par or at the written rate, rounded up to what a payer can type (D4). */
export function quoteOf(totalMinor: bigint, decimals: number, dollarsPerUnit: bigint): bigint {
  const places = Math.min(decimals, 8)
  const [num, den] = [totalMinor * 10n ** BigInt(places), 100n * dollarsPerUnit]
  const typed = (num + den - 1n) / den
  return typed * 10n ** BigInt(decimals - places)
}

/** The ledger that money asks for (D5, D6): four accounts that add up to zero. */
export function ledgerOf(facts: {
  arrived: bigint
  settled: bigint
  feeBps: bigint
  sweeps: readonly { net: bigint; fee: bigint }[]
}): Record<'deposits' | 'suspense' | 'merchant' | 'platform_fee', bigint> {
  const { arrived, settled, sweeps } = facts
  const net = sweeps.reduce((total, one) => total + one.net, 0n)
  const fee = sweeps.reduce((total, one) => total + one.fee, 0n)
  const owedFee = (settled * facts.feeBps) / 10_000n
  const deposits = arrived - net - fee
  // What rounding leaves between several sweeps and one settlement is no debt.
  const short = owedFee - fee
  const isDone = deposits === 0n && settled === arrived && short >= 0n && short < BigInt(sweeps.length)
  return {
    deposits,
    suspense: settled - arrived,
    merchant: isDone ? 0n : net - (settled - owedFee),
    platform_fee: isDone ? 0n : fee - owedFee,
  }
}
