import { laneInvoice, networkName } from '@/lib/chains/lanes'
import type { Network } from '@/lib/chains/network'
import { formatUnits } from '@/lib/domain/money'
import { rateFacts, rateText, type RateFacts } from './rateFacts'
import { fiatAmount, shortHash, tokenAmount, tokenText, webUrl } from '@/lib/pay/format'
import type { OptionView, PaymentView, ShownInvoice } from '@/lib/services/views'
import { customerName } from './customers'
import { EXCEPTION_TEXTS, STATUS_BADGES, type BadgeText } from './badges'
import { overpaymentFacts, type OverpaymentFacts } from './overpayment'
import { eventLines, type EventLine } from './eventLines'
import { standingOf, type Standing } from './standing'

type Link = { short: string; full: string; url: string | null }

export type PaymentFacts = {
  id: string
  amount: string
  value: string | null
  badge: BadgeText
  confirmations: string
  block: number
  at: Date
  network: string
  transaction: Link | null
}

/** One invoice as its merchant sees it, in words; components only lay it out. */
export type InvoiceView = {
  id: string
  uuid: string
  title: string
  description: string | null
  total: string
  currency: string
  badges: BadgeText[]
  standing: Standing
  log: (EventLine & { transaction: Link | null })[]
  payments: PaymentFacts[]
  items: { name: string; quantity: string | null; price: string }[]
  tax: string | null
  payLink: string
  quote: {
    asked: string
    /** What of it the customer's credit pays, and what is left to send; null without credit. */
    credit: { amount: string; left: string } | null
    network: string
    rate: string
    source: string
    /** What each source said; none where no source was asked. */
    heard: RateFacts['heard']
    at: Date
    expiresAt: Date
    confirmations: number
    /** Null where the customer's wallet calls a contract instead. */
    address: Link | null
  }
  /** Who it is for; null where the metadata names nobody. */
  customer: { id: string; name: string } | null
  /** What came beyond the tolerance, and what became of it. */
  overpayment: OverpaymentFacts | null
  settlement: {
    id: string
    status: 'pending' | 'completed' | 'failed'
    gross: string
    fee: string
    net: string
    percent: string
    /** What the customer's credit paid beside what arrived; null where it paid nothing. */
    credit: string | null
    payout: { net: string; at: Date; transaction: Link } | null
    /** It is paid to the merchant's own wallet: they have it already, and the fee is owed. */
    own: boolean
  } | null
  exceptions: (BadgeText & { kind: string; meaning: string; openedAt: Date; closedAt: Date | null })[]
  metadata: [string, string][]
  links: { label: string; url: string }[]
  createdAt: Date
  cancellable: boolean
  /** What a person can accept that does not pay by itself, with the words for it; null when there is nothing. */
  acceptable: { label: string; title: string; text: string } | null
  isTest: boolean
  /** Its payments are simulated. */
  isPlayed: boolean
}

type Networks = (id: string) => Network | undefined

/** Pure: what is shown depends on what was read, on who looks, and on the server's address. */
export function invoiceView(
  shown: ShownInvoice,
  facts: { networks: Networks; userId: string; publicUrl: string; zone: string },
): InvoiceView {
  const { invoice, option, payments, events, exceptions } = shown
  const open = exceptions.filter((one) => one.closedAt === null)
  const used = [...new Set(shown.options.map((one) => one.network))].flatMap((id) => facts.networks(id) ?? [])
  const paidOn = new Map(payments.map((payment) => [payment.txHash, payment.network]))
  return {
    id: invoice.id,
    uuid: invoice.uuid,
    title: invoice.title,
    description: invoice.description,
    total: fiatAmount(invoice.totalMinor, invoice.currency),
    currency: invoice.currency,
    badges: [STATUS_BADGES[invoice.status], ...open.map((one) => EXCEPTION_TEXTS[one.kind])],
    standing: standingOf(shown, { networks: used, zone: facts.zone }),
    log: eventLines(events, facts.userId).map((line) => ({
      ...line,
      transaction: line.txHash
        ? transaction(line.txHash, facts.networks(paidOn.get(line.txHash) ?? option.network))
        : null,
    })),
    payments: payments.map((payment) => paymentFacts(payment, shown, facts.networks)),
    items: invoice.items.map((item) => ({
      name: item.name,
      quantity: item.quantity === '1' ? null : item.quantity,
      price: fiatAmount(BigInt(item.unitPriceMinor), invoice.currency),
    })),
    tax: invoice.taxMinor === 0n ? null : fiatAmount(invoice.taxMinor, invoice.currency),
    payLink: `${facts.publicUrl}/pay/${invoice.id}`,
    quote: quoteFacts(option, invoice.currency, invoice.expiresAt, facts.networks(option.network)),
    customer: shown.customer && { id: shown.customer.id, name: customerName(shown.customer) },
    overpayment: overpaymentFacts(shown.overpayment),
    settlement: settlementFacts(shown, facts.networks),
    exceptions: exceptions.map((one) => ({
      ...EXCEPTION_TEXTS[one.kind],
      kind: one.kind,
      openedAt: one.openedAt,
      closedAt: one.closedAt,
    })),
    metadata: Object.entries(invoice.metadata),
    links: [
      { label: 'Return after payment', url: webUrl(invoice.returnUrl) },
      { label: 'Return without payment', url: webUrl(invoice.cancelUrl) },
      { label: 'Webhook', url: webUrl(invoice.webhookUrl) },
    ].flatMap(({ label, url }) => (url ? [{ label, url }] : [])),
    createdAt: invoice.createdAt,
    cancellable: invoice.status === 'pending' || invoice.status === 'partial',
    acceptable: acceptableIn(shown),
    isTest: invoice.mode === 'test',
    isPlayed: laneInvoice(option.network) !== null,
  }
}

/** Money that came too late, or too little of it, waits for a person (D1, D10). */
function acceptableIn({ invoice, exceptions, progress }: ShownInvoice): InvoiceView['acceptable'] {
  const open = new Set(exceptions.filter((one) => one.closedAt === null).map((one) => one.kind))
  if (invoice.status === 'paid' && open.has('late')) {
    return {
      label: 'Accept late money',
      title: 'Accept the money that came late?',
      text: 'It is settled with the rest of the invoice. What you accept cannot be taken for something else later; you can still give it back.',
    }
  }
  const isShort = invoice.status === 'partial' && progress.received > 0n
  if (!isShort && !open.has('late') && !open.has('underpaid')) return null
  if (['confirming', 'paid', 'refunded'].includes(invoice.status)) return null
  return {
    label: 'Accept as paid',
    title: 'Take what arrived for the whole?',
    text: 'The invoice counts as paid, is settled on what was received, and your server and the customer are told so.',
  }
}

function paymentFacts(payment: PaymentView, { invoice }: ShownInvoice, networks: Networks): PaymentFacts {
  const network = networks(payment.network)
  return {
    id: payment.id,
    amount: `${tokenAmount(payment.amount, payment.decimals)} ${payment.token}`,
    value: payment.valueMinor === null ? null : fiatAmount(payment.valueMinor, invoice.currency),
    badge: paymentBadge(payment, invoice.expiresAt),
    confirmations: `${Math.min(payment.confirmations, payment.requiredConfirmations)} of ${payment.requiredConfirmations}`,
    block: payment.blockNumber,
    at: payment.blockTime,
    network: network?.name ?? networkName(payment.network),
    transaction: payment.txHash ? transaction(payment.txHash, network) : null,
  }
}

function paymentBadge(payment: PaymentView, expiresAt: Date): BadgeText {
  if (payment.status === 'orphaned') return { label: 'Undone', tone: 'bad' }
  if (payment.status === 'failed') return { label: 'Failed', tone: 'bad' }
  if (payment.valueMinor === null) return { label: 'Wrong token', tone: 'careful' }
  if (payment.blockTime > expiresAt) return { label: 'Late', tone: 'careful' }
  return payment.status === 'confirmed'
    ? { label: 'Confirmed', tone: 'good' }
    : { label: 'Confirming', tone: 'working' }
}

function quoteFacts(
  option: OptionView,
  currency: string,
  expiresAt: Date,
  network: Network | undefined,
): InvoiceView['quote'] {
  return {
    asked: `${tokenAmount(option.quotedAmount, option.decimals)} ${option.token}`,
    credit:
      option.creditApplied === 0n
        ? null
        : {
            amount: tokenText(option.creditApplied, option),
            left: tokenText(option.quotedAmount - option.creditApplied, option),
          },
    network: network?.name ?? networkName(option.network),
    rate: `1 ${option.token} = ${rateText(option.rateNum, option.rateDen)} ${currency}`,
    ...rateFacts(option.rateInputs),
    at: option.quotedAt,
    expiresAt,
    confirmations: option.requiredConfirmations,
    address: option.address === '' ? null : address(option.address, network),
  }
}

function settlementFacts({ settlement }: ShownInvoice, networks: Networks): InvoiceView['settlement'] {
  if (!settlement) return null
  const { settlement: row, payout, rail } = settlement
  const money = (amount: bigint) => `${formatUnits(amount, row.decimals, 2)} ${row.token}`
  return {
    id: row.id,
    status: row.status,
    gross: money(row.gross),
    fee: money(row.fee),
    net: money(row.net),
    percent: `${formatUnits(BigInt(row.feeBps), 2)} %`,
    credit: row.creditApplied === 0n ? null : money(row.creditApplied),
    own: rail === 'xpub',
    payout: payout && {
      net: money(payout.net),
      at: payout.at,
      transaction: transaction(payout.txHash, networks(row.network)),
    },
  }
}

function transaction(hash: string, network: Network | undefined): Link {
  return { short: shortHash(hash), full: hash, url: network?.explorer?.tx(hash) ?? null }
}

function address(text: string, network: Network | undefined): Link {
  return { short: shortHash(text), full: text, url: network?.explorer?.address(text) ?? null }
}
