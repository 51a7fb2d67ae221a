import { splitFee, type FeeBps } from './fees'

/**
 * `deposits` is what lies at deposit addresses; `merchant` and `platform_fee` are what is owed to each of them (negative
 * while owed); `suspense` is money that arrived and that no settlement has taken yet.
 */
export const ACCOUNTS = ['deposits', 'suspense', 'merchant', 'platform_fee'] as const
export type Account = (typeof ACCOUNTS)[number]
export type Books = Readonly<Record<Account, bigint>>

export const EMPTY_BOOKS: Books = { deposits: 0n, suspense: 0n, merchant: 0n, platform_fee: 0n }

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
}

/**
 * The balances that the facts ask for; they always add up to zero. The ledger follows by posting differences, so a block
 * that is undone reverses its lines by itself (D1), and what rounding left between several sweeps' fees and one
 * settlement's fee is a line of its own once all is swept (D5). A fee that its recipient refused went to the treasury and
 * stays owed (F2).
 */
export function booksOf({ arrived, settled, feeBps, sweptNet, sweptFee, sweeps }: MoneyFacts): Books {
  const { fee, net } = splitFee(settled, feeBps)
  const deposits = arrived - sweptNet - sweptFee
  const missingFee = fee - sweptFee
  const isRounding = missingFee >= 0n && missingFee < BigInt(sweeps)
  const allDelivered = deposits === 0n && settled === arrived && isRounding
  return {
    deposits,
    suspense: settled - arrived,
    merchant: allDelivered ? 0n : sweptNet - net,
    platform_fee: allDelivered ? 0n : sweptFee - fee,
  }
}

/** The signed lines that lead from one state of the books to another; accounts that do not move have none. */
export function postingLines(from: Books, to: Books): { account: Account; amount: bigint }[] {
  return ACCOUNTS.flatMap((account) => {
    const amount = to[account] - from[account]
    return amount === 0n ? [] : [{ account, amount }]
  })
}
