import { z } from 'zod'
import { networkName } from '@/lib/chains/lanes'
import type { Network } from '@/lib/chains/network'
import { formatUnits } from '@/lib/domain/money'
import { isKeepable } from '@/lib/http/fields'
import { shortHash, tokenText } from '@/lib/pay/format'
import type { RefundStatus } from '@/lib/domain/refunds'
import type { RefundList } from '@/lib/services/refunds/listRefunds'
import type { PrepareRefundInput } from '@/lib/services/refunds/prepareRefund'
import type { RefundDetail } from '@/lib/services/refunds/refundDetail'
import type { BadgeText } from './badges'

type Link = { short: string; full: string; url: string | null }
type Networks = (id: string) => Network | undefined

/** One refund, in words. */
export type RefundLine = {
  id: string
  badge: BadgeText
  amount: string
  network: string
  reason: string | null
  at: Date
  to: Link
  transaction: Link | null
  /** What is to be known about it beside its state; null when that says all. */
  note: string | null
  /** What the wallet signs, while somebody should. */
  sign: {
    amount: string
    /** Its digits alone, as wallets take them. */
    digits: string
    token: string
    to: string
    /** The token's contract; null for the network's own coin. */
    contract: string | null
    link: string
    wallets: string[]
    expiresAt: Date
  } | null
  cancellable: boolean
}

/** The refunds of an invoice, and what the form can offer. */
export type RefundsView = {
  lines: RefundLine[]
  /** One a token of which something is left. */
  assets: { value: string; label: string }[]
  hasExcess: boolean
  /** Nothing has arrived yet that could be given back. */
  isEmpty: boolean
}

const BADGES: Readonly<Record<RefundStatus, BadgeText>> = {
  prepared: { label: 'To be signed', tone: 'careful' },
  sent: { label: 'Seen on the chain', tone: 'working' },
  completed: { label: 'Given back', tone: 'good' },
  cancelled: { label: 'Called off', tone: 'plain' },
  expired: { label: 'Expired', tone: 'plain' },
}

/** Pure: newest first, and only what is left to give is offered. */
export function refundsView({ refunds, refundable }: RefundList, networks: Networks): RefundsView {
  const left = refundable.filter((one) => one.refundable > 0n)
  return {
    lines: refunds.toReversed().map((refund) => refundLine(refund, networks(refund.network))),
    assets: left.map((one) => ({
      value: `${one.networkName} ${one.token}`,
      label: `${tokenText(one.refundable, one)} on ${networks(one.network)?.name ?? one.networkName}`,
    })),
    hasExcess: left.some((one) => one.excess > 0n && one.excess < one.refundable),
    isEmpty: refundable.length === 0 && refunds.length === 0,
  }
}

function refundLine(refund: RefundDetail, network: Network | undefined): RefundLine {
  const wasUndone = refund.status === 'prepared' && refund.txHash !== null
  const isToSign = refund.status === 'prepared' && !wasUndone
  return {
    id: refund.id,
    badge: wasUndone ? { label: 'Undone by the network', tone: 'bad' } : BADGES[refund.status],
    amount: tokenText(refund.amount, refund),
    network: network?.name ?? networkName(refund.network),
    reason: refund.reason,
    at: refund.createdAt,
    to: { short: shortHash(refund.recipient), full: refund.recipient, url: addressUrl(refund, network) },
    transaction: refund.txHash
      ? {
          short: shortHash(refund.txHash),
          full: refund.txHash,
          url: network?.explorer?.tx(refund.txHash) ?? null,
        }
      : null,
    note: noteOf(refund, wasUndone),
    sign: isToSign
      ? {
          amount: tokenText(refund.amount, refund),
          digits: formatUnits(refund.amount, refund.decimals),
          token: refund.token,
          to: refund.recipient,
          contract: refund.tokenAddress,
          link: refund.call.uri,
          wallets: refund.wallets,
          expiresAt: refund.expiresAt,
        }
      : null,
    cancellable: refund.status === 'prepared',
  }
}

function addressUrl(refund: RefundDetail, network: Network | undefined): string | null {
  return network?.explorer?.address(refund.recipient) ?? null
}

function noteOf(refund: RefundDetail, wasUndone: boolean): string | null {
  if (wasUndone) {
    return 'The block with its transfer was undone. It is usually mined again within minutes: send nothing until then, or the customer is paid twice.'
  }
  if (refund.status === 'sent') {
    const { confirmations, requiredConfirmations } = refund
    return `${Math.min(confirmations, requiredConfirmations)} of ${requiredConfirmations} confirmations.`
  }
  if (refund.status === 'expired') return 'Nobody sent it in time. Do not sign it any more: prepare another.'
  return null
}

/** What the form for a new refund sends. */
export const refundForm = z.object({
  id: z.string(),
  to: z.string().trim().min(1, { error: 'Enter the address that the customer gave you.' }).max(100),
  asset: z.string().max(60),
  kind: z.enum(['full', 'excess', 'part']),
  part: z.string().trim().max(80),
  reason: z
    .string()
    .trim()
    .max(500, { error: 'Use at most 500 characters.' })
    .refine(isKeepable, { error: 'This has characters that cannot be kept.' }),
})

/** The same in the service's terms. */
export function toRefundInput(form: z.output<typeof refundForm>): PrepareRefundInput {
  const [network = null, token = null] = form.asset ? form.asset.split(' ') : []
  return {
    to: form.to,
    amount: form.kind === 'part' ? { of: 'exact', text: form.part } : { of: form.kind },
    network,
    token,
    reason: form.reason || null,
    expiresInSeconds: null,
  }
}

/** Which field of the form a refusal is about. */
export function refundFieldOf(field: string | undefined): 'to' | 'part' | null {
  return field === 'to' ? 'to' : field === 'amount' ? 'part' : null
}
