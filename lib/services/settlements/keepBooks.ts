import { insertPosting, ledgerOf } from '@/db/queries/settlements'
import { assetOf, type Asset } from '@/lib/domain/coverage'
import { ACCOUNTS, booksOf, EMPTY_BOOKS, postingLines, type Books } from '@/lib/domain/books'
import { refundStatus } from '@/lib/domain/refunds'
import { newId } from '@/lib/ids'
import type { ServiceContext } from '../context'
import type { InvoiceRow, PaymentRow, RefundRow, SweptRow } from '../views'

type Money = {
  invoice: InvoiceRow
  payments: readonly PaymentRow[]
  swept: readonly SweptRow[]
  refunds: readonly RefundRow[]
  /** Ids of the payments that the settlement takes; empty before there is one. */
  settled: ReadonlySet<string>
}

/**
 * Posts the difference between what the ledger says and what the facts ask for, asset by asset: credit, settlement,
 * sweep, refund, adjustment and reversal are one rule. The caller holds the invoice's lock.
 */
export async function keepBooks(ctx: ServiceContext, money: Money): Promise<void> {
  const { invoice } = money
  const entries = await ledgerOf(ctx.db, invoice.id)
  const posting = Math.max(0, ...entries.map((entry) => entry.posting)) + 1
  const now = ctx.clock.now()
  const rows = assetsOf(money).flatMap(({ asset, network, token }) => {
    const own = entries.filter((entry) => assetOf(entry.network, entry.token) === asset)
    const lines = postingLines(balancesOf(own), booksOf(moneyFacts(money, asset)))
    return lines.map((line) => ({
      id: newId('led', now),
      merchantId: invoice.merchantId,
      mode: invoice.mode,
      invoiceId: invoice.id,
      posting,
      network,
      token,
      createdAt: now,
      ...line,
    }))
  })
  await insertPosting(ctx.db, rows)
}

function assetsOf(money: Money): { asset: Asset; network: string; token: string }[] {
  const all = [...money.payments, ...money.swept, ...money.refunds].map(({ network, token }) => ({
    asset: assetOf(network, token),
    network,
    token,
  }))
  return [...new Map(all.map((entry) => [entry.asset, entry])).values()]
}

function balancesOf(entries: readonly { account: keyof Books; amount: bigint }[]): Books {
  const books = { ...EMPTY_BOOKS }
  for (const account of ACCOUNTS) {
    for (const entry of entries) if (entry.account === account) books[account] += entry.amount
  }
  return books
}

function moneyFacts(money: Money, asset: Asset) {
  const arrived = money.payments.filter(
    (payment) =>
      assetOf(payment.network, payment.token) === asset && payment.confirmedAt && !payment.orphanedAt,
  )
  const swept = money.swept.filter((row) => assetOf(row.network, row.token) === asset)
  // By forwarder or hub, whose contracts split the fee.
  const forwarded = swept.filter((row) => row.rail !== 'xpub')
  // What a merchant's wallet takes from its own address is all theirs, and at most what came for the invoice: the fee stays owed.
  const ownOut = sum(swept.filter((row) => row.rail === 'xpub').map((row) => row.net))
  const allArrived = sum(arrived.map((payment) => payment.amount))
  const throughHub = sum(swept.filter((row) => row.rail === 'hub').map((row) => row.net + row.fee))
  const atAddresses = allArrived - throughHub
  const takenByMerchant = ownOut < atAddresses ? ownOut : atAddresses
  const refunded = money.refunds.filter(
    (row) => assetOf(row.network, row.token) === asset && refundStatus(row) === 'completed',
  )
  const hasSettled = money.settled.size > 0
  return {
    arrived: allArrived,
    settled: sum(arrived.filter((payment) => money.settled.has(payment.id)).map((payment) => payment.amount)),
    feeBps: money.invoice.feeBps,
    sweptNet: sum(forwarded.map((row) => row.net)) + takenByMerchant,
    sweptFee: sum(forwarded.map((row) => row.fee)),
    sweeps: forwarded.length,
    refunded: sum(refunded.map((row) => row.amount)),
    refundedUntaken: sum(refunded.map((row) => (hasSettled ? row.uncounted : row.amount))),
  }
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n)
}
