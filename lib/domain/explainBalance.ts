/** What is known of one asset at an address of a merchant's own wallet, in base units; sums since the block that `before` is of. */
export type BalanceFacts = {
  balance: bigint
  /** What lay there at the end of the last block of which nothing is for the invoice; null where nobody can tell. */
  before: bigint | null
  credited: bigint
  /** What came and is no payment: the merchant's own gas money, or earlier than the invoice. */
  refused: bigint
  left: bigint
}

export type Explanation = {
  /** As it was, or nothing: what is explained without it needs none. */
  before: bigint | null
  /** balance + what left - what came - what lay there before: the flag where it is not zero. */
  unexplained: bigint
  /** How much of it nobody but a payer can have brought. */
  payable: bigint
}

/**
 * Which amounts explain a balance (S4, ADR 0031). What may have lain there before its invoice is never payable, and nothing is once something
 * left: the merchant uses the address. What left unseen, such as gas, only makes it less.
 */
export function explainBalance({ balance, before, credited, refused, left }: BalanceFacts): Explanation {
  const unexplained = balance + left - credited - refused - (before ?? 0n)
  const isPayable = before !== null && left === 0n && unexplained > 0n
  return {
    before: before === null && unexplained === 0n ? 0n : before,
    unexplained,
    payable: isPayable ? unexplained : 0n,
  }
}
