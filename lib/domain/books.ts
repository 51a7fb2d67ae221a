import { splitFee, type FeeBps } from './fees'

/**
 * `deposits` is what lies at deposit addresses; `merchant` and `platform_fee` are what is owed to each of them (negative
 * while owed); `suspense` is money that arrived and that nobody has taken yet. `refunded` is what customers were given back,
 * `merchant_wallet` what the merchant's own wallets paid for that (negative, for good).
 */
export const ACCOUNTS = [
  'deposits',
  'suspense',
  'merchant',
  'platform_fee',
  'refunded',
  'merchant_wallet',
] as const
export type Account = (typeof ACCOUNTS)[number]
export type Books = Readonly<Record<Account, bigint>>

export const EMPTY_BOOKS: Books = {
  deposits: 0n,
  suspense: 0n,
  merchant: 0n,
  platform_fee: 0n,
  refunded: 0n,
  merchant_wallet: 0n,
}

/** What happened to one invoice's money in one asset, in base units. */
export type MoneyFacts = {
  /** Confirmed payments on the canonical chain, taken or not. */
  arrived: bigint
  /** The part of it that the settlement takes; zero before there is one. */
  settled: bigint
  feeBps: FeeBps
  /** What sweeps on the canonical chain brought to the treasury and to the fee recipient. */
  sweptNet: bigint
  sweptFee: bigint
  /** How many sweeps that were; each floors its fee by itself. */
  sweeps: number
  /** What the merchant's wallets gave back to the customer, confirmed. */
  refunded: bigint
  /** The part of it that gave back what no settlement has taken. */
  refundedUntaken: bigint
}

/**
 * The balances that the facts ask for; they always add up to zero. The ledger follows by posting differences, so a block
 * that is undone reverses its lines by itself (D1), and what rounding left between several sweeps' fees and one
 * settlement's fee is a line of its own once all is swept (D5). A fee that its recipient refused went to the treasury and
 * stays owed (F2). What was given back of money that no settlement took is the merchant's, who has paid it from their own
 * wallet; it pays the fee like all that arrived (D5, F6).
 */
export function booksOf(facts: MoneyFacts): Books {
  const { arrived, settled, feeBps, sweptNet, sweptFee, sweeps, refunded } = facts
  const taken = settled + smaller(facts.refundedUntaken, arrived - settled)
  const { fee, net } = splitFee(taken, feeBps)
  const deposits = arrived - sweptNet - sweptFee
  const missingFee = fee - sweptFee
  const isRounding = missingFee >= 0n && missingFee < BigInt(sweeps)
  const allDelivered = deposits === 0n && taken === arrived && isRounding
  return {
    deposits,
    suspense: taken - arrived,
    merchant: allDelivered ? 0n : sweptNet - net,
    platform_fee: allDelivered ? 0n : sweptFee - fee,
    refunded,
    merchant_wallet: -refunded,
  }
}

function smaller(a: bigint, b: bigint): bigint {
  return a < b ? a : b
}

/** The signed lines that lead from one state of the books to another; accounts that do not move have none. */
export function postingLines(from: Books, to: Books): { account: Account; amount: bigint }[] {
  return ACCOUNTS.flatMap((account) => {
    const amount = to[account] - from[account]
    return amount === 0n ? [] : [{ account, amount }]
  })
}
