import { MAX_PAYER_PLACES } from './quote'

/**
 * The books of customers' credit (D8), beside those of invoices: `excess` is what overpayments brought, `customer` what is
 * owed to the customer (negative while owed), `reserved` and `spent` what open and paid invoices took of it.
 */
export const CREDIT_ACCOUNTS = ['excess', 'customer', 'reserved', 'spent'] as const
export type CreditAccount = (typeof CREDIT_ACCOUNTS)[number]
export type CreditBooks = Readonly<Record<CreditAccount, bigint>>

export const NO_CREDIT: CreditBooks = { excess: 0n, customer: 0n, reserved: 0n, spent: 0n }

/** What an overpaid invoice gives its customer, in base units. */
export function grantBooks(granted: bigint): CreditBooks {
  return { ...NO_CREDIT, excess: granted, customer: -granted }
}

/** What an invoice has taken of one earlier excess: reserved while it can still be paid, spent once it is. */
export function claimBooks(held: bigint, isPaid: boolean): CreditBooks {
  return { ...NO_CREDIT, customer: held, [isPaid ? 'spent' : 'reserved']: -held }
}

/** The signed lines that lead from one state of the books to another; they add up to zero. */
export function creditLines(
  from: CreditBooks,
  to: CreditBooks,
): { account: CreditAccount; amount: bigint }[] {
  return CREDIT_ACCOUNTS.flatMap((account) => {
    const amount = to[account] - from[account]
    return amount === 0n ? [] : [{ account, amount }]
  })
}

/** One invoice's claim on the excess of an earlier one, in base units. */
export type Claim = {
  /** What was reserved when the invoice was made: the most it ever takes. */
  amount: bigint
  /** What it has taken now. */
  held: bigint
  /** What the excess still gives: less, or nothing, once a reorganisation took it back. */
  granted: bigint
  /** What claims made before this one have taken of the same excess. */
  earlier: bigint
  /** What all claims on it have taken, this one included. */
  taken: bigint
}

/**
 * What a claim can have: the older claim goes first where an excess shrank, and what was let go comes back only as far as
 * nobody else has taken it since. Never more than the excess, together with all the others.
 */
export function backedBy({ amount, held, granted, earlier, taken }: Claim): bigint {
  const backed = least(amount, positive(granted - earlier))
  if (backed <= held) return backed
  return held + least(backed - held, positive(granted - taken))
}

/** D4: credit pays so much that what is left to send has no more places than a payer is asked to type. */
export function payableCredit(amount: bigint, decimals: number): bigint {
  const step = 10n ** BigInt(Math.max(0, decimals - MAX_PAYER_PLACES))
  return amount - (amount % step)
}

/** `amount` taken from several, the first ones first; RangeError when they do not have it together. */
export function takenInOrder(amount: bigint, available: readonly bigint[]): bigint[] {
  let rest = amount
  const taken = available.map((most) => {
    const part = least(rest, most)
    rest -= part
    return part
  })
  if (rest > 0n) throw new RangeError('takenInOrder: there is not as much')
  return taken
}

function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b
}

function positive(amount: bigint): bigint {
  return amount > 0n ? amount : 0n
}
