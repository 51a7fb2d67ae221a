import { assess, type InvoiceFacts, type PaymentFacts } from './assess'
import type { Asset } from './coverage'
import { countedBack, keptShare, total, uncountedBack, type GivenBack } from './kept'
import { amountAt } from './quoteVersions'
import { ONE, scale, subtract } from './rational'

export const REFUND_KINDS = ['full', 'partial', 'excess'] as const
export type RefundKind = (typeof REFUND_KINDS)[number]

export const REFUND_STATUSES = ['prepared', 'sent', 'completed', 'cancelled', 'expired'] as const
export type RefundStatus = (typeof REFUND_STATUSES)[number]

/** After the time of a prepared refund a transfer still counts for so long, by its block: it may have been signed in time. */
export const REFUND_GRACE_MS = 60 * 60_000

/** Clocks of chains lie a little behind: a block may say that it is so much older than the refund it holds. */
export const CLOCK_SLACK_MS = 15_000

/** What decides a refund's status. */
export type RefundState = {
  /** The block its transfer lies in was seen, whether or not it still stands. */
  seenAt: Date | null
  orphanedAt: Date | null
  confirmedAt: Date | null
  cancelledAt: Date | null
  expiredAt: Date | null
}

/** What a refund is, from facts alone: a block that is undone makes it what it was before. */
export function refundStatus(refund: RefundState): RefundStatus {
  if (refund.seenAt && !refund.orphanedAt) return refund.confirmedAt ? 'completed' : 'sent'
  if (refund.cancelledAt) return 'cancelled'
  return refund.expiredAt ? 'expired' : 'prepared'
}

/** F6: prepared, sent and completed ones take of what arrived; the others have given it free again. */
export function isAllotted(refund: RefundState): boolean {
  return ['prepared', 'sent', 'completed'].includes(refundStatus(refund))
}

/** The last moment at which a block counts, and after which nobody looks for it any more. */
export function watchedUntil(refund: { expiresAt: Date; orphanedAt: Date | null }): Date {
  const from = Math.max(refund.expiresAt.getTime(), refund.orphanedAt?.getTime() ?? 0)
  return new Date(from + REFUND_GRACE_MS)
}

/** How much of one asset can be given back, in base units; nothing is ever negative. */
export type Room = {
  asset: Asset
  /** Confirmed money on the canonical chain, whatever it pays. */
  received: bigint
  /** What refunds that are prepared, sent or completed take of it. */
  allotted: bigint
  /** What is left. */
  refundable: bigint
  /** Of that: what did not pay the invoice. */
  uncounted: bigint
  /** Of that: what nobody owed, counted beyond the whole or not counted at all. */
  excess: bigint
}

/**
 * F6: what can still be given back of each asset that arrived: prepared + done <= received. `allotted` are all refunds that
 * take of it.
 */
export function roomsOf(
  invoice: InvoiceFacts,
  payments: readonly PaymentFacts[],
  allotted: readonly GivenBack[],
): Room[] {
  const standing = payments.filter((payment) => payment.canonical && payment.confirmed)
  const countedIds = new Set(assess(invoice, standing, null).counted)
  const counted = standing.filter((payment) => countedIds.has(payment.id))
  const excess = subtract(keptShare(counted, invoice.quotes, allotted), ONE)
  const assets = [...new Set(standing.map((payment) => payment.asset))].sort()
  return assets.map((asset) => {
    const received = sumOf(standing, asset)
    const back = countedBack(allotted, asset) + uncountedBack(allotted, asset)
    const refundable = atLeastNothing(received - back)
    const countedLeft = atLeastNothing(sumOf(counted, asset) - countedBack(allotted, asset))
    const uncounted = atLeastNothing(received - sumOf(counted, asset) - uncountedBack(allotted, asset))
    const beyond =
      excess.num > 0n
        ? smaller(
            scale(amountAt(invoice.quotes, asset, invoice.expiresAt) ?? 0n, excess, 'down'),
            countedLeft,
          )
        : 0n
    return {
      asset,
      received,
      allotted: back,
      refundable,
      uncounted: smaller(uncounted, refundable),
      excess: smaller(uncounted + beyond, refundable),
    }
  })
}

/** The part of an amount that gives back what did not pay the invoice: that goes first. */
export function uncountedPart(room: Room, amount: bigint): bigint {
  return smaller(amount, room.uncounted)
}

/**
 * Ids of the refunds to withdraw when less stands than was allotted, such as after a reorganisation: those nobody has seen on
 * the chain, the newest first, until the rest fits.
 */
export function withdrawals(
  room: Pick<Room, 'received'>,
  refunds: readonly (RefundState & { id: string; amount: bigint })[],
): string[] {
  const taking = refunds.filter(isAllotted)
  let over = total(taking.map((one) => one.amount)) - room.received
  const withdrawn: string[] = []
  for (const one of taking.toSorted((a, b) => (a.id < b.id ? 1 : -1))) {
    if (over <= 0n) break
    if (one.seenAt) continue
    withdrawn.push(one.id)
    over -= one.amount
  }
  return withdrawn
}

function sumOf(payments: readonly PaymentFacts[], asset: Asset): bigint {
  return total(payments.filter((payment) => payment.asset === asset).map((payment) => payment.amount))
}

function atLeastNothing(amount: bigint): bigint {
  return amount > 0n ? amount : 0n
}

function smaller(a: bigint, b: bigint): bigint {
  return a < b ? a : b
}
