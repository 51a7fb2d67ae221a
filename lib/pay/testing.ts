import { NETWORKS } from '@/lib/chains/networks'
import type { ExceptionKind } from '@/lib/domain/invoice'
import type { OverpaymentStatus } from '@/lib/domain/overpayment'
import type { PayInvoice, PayPayment } from './input'

/** Invoices in every state of the pay page, for its tests. */
export const NOW = new Date('2026-01-15T10:02:19Z')
export const EXPIRES = new Date('2026-01-15T10:32:00Z')
const REQUIRED = 16_490_000n

export function minutes(count: number, from: Date = NOW): Date {
  return new Date(from.getTime() + count * 60_000)
}

type Parts = {
  invoice?: Partial<PayInvoice['invoice']>
  payments?: PayPayment[]
  open?: ExceptionKind[]
  now?: Date
  delayed?: boolean
  paused?: PayInvoice['paused']
  /** The end of the quote's lock, of a token whose price moves. */
  lockEnds?: Date
  swept?: boolean
  rail?: PayInvoice['option']['rail']
  overpayment?: OverpaymentStatus
  /** Base units that an earlier payment's credit pays. */
  credit?: bigint
}

/** Document 004's example order: $16.49 in USDT on Ethereum, open for half an hour. */
export function invoiceWith(parts: Parts = {}): PayInvoice {
  const payments = parts.payments ?? []
  const received = payments
    .filter((payment) => payment.status !== 'orphaned' && payment.valueMinor !== null)
    .reduce((sum, payment) => sum + payment.amount, 0n)
  const credit = parts.credit ?? 0n
  const required = REQUIRED - credit
  const hundredths = required === 0n ? 10_000n : (received * 10_000n) / required
  return {
    merchantLogo: null,
    merchantName: 'Acme VPN Services',
    networks: [{ network: 'ethereum', name: 'Ethereum', delayed: parts.delayed ?? false }],
    now: parts.now ?? NOW,
    swept: parts.swept ? { txHash: `0x${'5e'.repeat(32)}` } : null,
    paused: parts.paused ?? null,
    overpayment: parts.overpayment ? { status: parts.overpayment } : null,
    invoice: {
      id: 'inv_01kez2v6q8x4d9t3m7hc5w0rbn',
      mode: 'live',
      title: 'VPN Service Order',
      description: 'Monthly VPN subscription with premium features',
      items: [
        {
          name: 'VPN Premium Plan',
          description: 'Monthly subscription with unlimited bandwidth',
          quantity: '1',
          unitPriceMinor: '999',
        },
        { name: 'Additional Static IP', description: null, quantity: '2', unitPriceMinor: '250' },
      ],
      currency: 'USD',
      subtotalMinor: 14_99n,
      taxMinor: 1_50n,
      totalMinor: 16_49n,
      status: 'pending',
      returnUrl: 'https://shop.example/success',
      cancelUrl: 'https://shop.example/cancel',
      expiresAt: EXPIRES,
      paidAt: null,
      paidOutsideAt: null,
      seq: 1,
      requotesLeft: 3,
      monitorUntil: minutes(7 * 24 * 60, EXPIRES),
      ...parts.invoice,
    },
    option: {
      network: 'ethereum',
      rail: parts.rail ?? 'forwarder',
      token: 'USDT',
      decimals: 6,
      quotedAmount: REQUIRED,
      creditApplied: credit,
      requiredConfirmations: 12,
      quoteExpiresAt: parts.lockEnds ?? EXPIRES,
      rateSource: parts.lockEnds ? 'median' : 'par',
      address: '0x7cB57B5A97eAbe94205C07890BE4c1aD31E486A8',
    },
    progress: {
      received,
      required,
      remaining: received >= required ? 0n : required - received,
      percentHundredths: Number(hundredths > 10_000n ? 10_000n : hundredths),
      coverage: received === 0n ? 'none' : received < required ? 'partial' : 'exact',
    },
    payments,
    exceptions: (parts.open ?? []).map((kind) => ({ kind, closedAt: null })),
  }
}

/** The whole amount in USDT, a minute ago, so many blocks deep. */
export function paymentWith(confirmations: number, facts: Partial<PayPayment> = {}): PayPayment {
  return {
    id: 'pay_1',
    network: 'ethereum',
    token: 'USDT',
    decimals: 6,
    amount: REQUIRED,
    txHash: '0xa7b2c3d4e5f678901234567890abcdefa7b2c3d4e5f678901234567890abcdef',
    blockTime: minutes(-1),
    status: confirmations >= 12 ? 'confirmed' : confirmations > 1 ? 'confirming' : 'detected',
    confirmations,
    requiredConfirmations: 12,
    valueMinor: 16_49n,
    ...facts,
  }
}

const ten = { amount: 10_000_000n, valueMinor: 10_00n }
const paid = { status: 'paid', paidAt: NOW } as const
const afterwards = { now: minutes(12, EXPIRES) }

/** One invoice for each thing that the page can be about, by name. */
export const SCENES: Record<string, PayInvoice> = {
  waiting: invoiceWith(),
  'waiting-test-mode': invoiceWith({ invoice: { mode: 'test', cancelUrl: null } }),
  delayed: invoiceWith({ delayed: true }),
  closing: invoiceWith({ now: minutes(1, EXPIRES) }),
  repricing: invoiceWith({ paused: 'too_few_sources', lockEnds: minutes(-1) }),
  detected: invoiceWith({ invoice: { status: 'confirming' }, payments: [paymentWith(1)] }),
  confirming: invoiceWith({ invoice: { status: 'confirming' }, payments: [paymentWith(3)] }),
  'confirming-delayed': invoiceWith({
    invoice: { status: 'confirming' },
    payments: [paymentWith(3)],
    delayed: true,
  }),
  partial: invoiceWith({ invoice: { status: 'partial' }, payments: [paymentWith(15, ten)] }),
  underpaid: invoiceWith({
    invoice: { status: 'partial' },
    payments: [paymentWith(15, ten)],
    open: ['underpaid'],
    ...afterwards,
  }),
  paid: invoiceWith({ invoice: paid, payments: [paymentWith(15)] }),
  swept: invoiceWith({ invoice: paid, payments: [paymentWith(40)], swept: true }),
  overpaid: invoiceWith({
    invoice: paid,
    payments: [paymentWith(15, { amount: 21_490_000n })],
    overpayment: 'credited',
  }),
  'with-credit': invoiceWith({ credit: 5_000_000n }),
  'paid-with-credit': invoiceWith({
    invoice: paid,
    payments: [paymentWith(15, { amount: 11_490_000n, valueMinor: 11_49n })],
    credit: 5_000_000n,
  }),
  'paid-by-credit': invoiceWith({ invoice: paid, credit: REQUIRED }),
  'paid-elsewhere': invoiceWith({ invoice: { ...paid, paidOutsideAt: NOW } }),
  late: invoiceWith({
    invoice: { status: 'expired' },
    payments: [paymentWith(15, { blockTime: minutes(5, EXPIRES) })],
    open: ['late'],
    ...afterwards,
  }),
  expired: invoiceWith({ invoice: { status: 'expired' }, ...afterwards }),
  'expired-for-good': invoiceWith({ invoice: { status: 'expired', requotesLeft: 0 }, ...afterwards }),
  cancelled: invoiceWith({ invoice: { status: 'cancelled' } }),
  reverted: invoiceWith({ payments: [paymentWith(0, { status: 'orphaned' })] }),
  undone: invoiceWith({
    invoice: paid,
    payments: [paymentWith(0, { status: 'orphaned' })],
    open: ['reverted'],
    swept: true,
  }),
  'wrong-asset': invoiceWith({
    payments: [paymentWith(15, { token: 'USDC', valueMinor: null })],
    open: ['wrong_asset'],
  }),
  refunded: invoiceWith({ invoice: { status: 'refunded' }, payments: [paymentWith(40)] }),
}

export { NETWORKS }
