import type { Network } from '@/lib/chains/network'
import { payableBySymbol } from '@/lib/chains/payable'
import { fiatAmount, tokenAmount, tokenText } from '@/lib/pay/format'
import type { Tone } from '@/lib/pay/view'
import type { Attention } from '@/lib/services/dashboard/needsAttention'
import { GIVEN_UP_AFTER_DAYS } from '@/lib/services/webhooks/closeFailing'
import { EXCEPTION_TEXTS } from './badges'

/** One thing that a merchant should look at, with where to. */
export type AttentionItem = {
  id: string
  tone: Tone | 'plain'
  badge: string
  title: string
  text: string
  href: string | null
  at: Date | null
}

type Facts = {
  networks: (id: string) => Network | undefined
  /** Sweeps run by themselves, with a key that pays for gas. */
  sweeps: boolean
}

/** The most urgent first: what stops money from being seen, then what asks for a decision, then what waits. */
export function attentionItems(attention: Attention, facts: Facts): AttentionItem[] {
  return [
    ...attention.networks.map((network): AttentionItem => ({
      id: `network ${network.name}`,
      tone: 'careful',
      badge: 'Network',
      title:
        network.state === 'delayed'
          ? `${network.name} is read with a delay`
          : `${network.name} is not verified`,
      text:
        network.state === 'delayed'
          ? 'Payments show up late, and invoices do not expire meanwhile. Nothing is lost.'
          : 'No new invoices ask for payment there until its chain and contracts have been checked.',
      href: '/dashboard/payment-methods',
      at: null,
    })),
    ...attention.gasKeys.map(({ network, address, balance, coin }): AttentionItem => ({
      id: `gas ${network}`,
      tone: 'bad',
      badge: 'Gas key',
      title: `The gas key on ${network} is running low: ${tokenText(balance, { decimals: coin.decimals, token: coin.symbol })}`,
      text: `Send some ${coin.symbol} to ${address}. Until then sweeps wait; no money is lost, and nothing else does.`,
      href: '/dashboard/instance',
      at: null,
    })),
    ...webhookItems(attention.webhooks),
    ...attention.exceptions.shown.map((one): AttentionItem => ({
      id: one.id,
      tone: EXCEPTION_TEXTS[one.kind].tone,
      badge: EXCEPTION_TEXTS[one.kind].label,
      title: `${fiatAmount(one.totalMinor, one.currency)} · ${one.title}`,
      text: EXCEPTION_TEXTS[one.kind].meaning,
      href: `/dashboard/invoices/${one.invoiceId}`,
      at: one.openedAt,
    })),
    ...attention.unswept.map((lying): AttentionItem => {
      const network = facts.networks(lying.network)
      const decimals = network && payableBySymbol(network, lying.token)?.decimals
      const amount = decimals === undefined ? '' : `${tokenAmount(lying.amount, decimals)} `
      const of = lying.invoices === 1 ? '1 invoice' : `${lying.invoices} invoices`
      return {
        id: `unswept ${lying.network} ${lying.token}`,
        tone: 'plain',
        badge: 'On the way to you',
        title: `${amount}${lying.token} of ${of} on ${network?.name ?? lying.network}`,
        text: facts.sweeps
          ? 'Paid, and waiting at its deposit addresses for the next sweep to your wallet.'
          : 'Paid, and waiting at its deposit addresses. No gas key is set up here, so somebody has to sweep it to your wallet.',
        // On a simulated network there is nothing to sign.
        href: network && !network.laneOfItsOwn ? '/dashboard/withdrawals' : '/dashboard/invoices?status=paid',
        at: lying.since,
      }
    }),
  ]
}

const CLOSED_TEXTS = {
  failing: `Every delivery failed for ${GIVEN_UP_AFTER_DAYS} days.`,
  gone: 'Your server said that it is gone (410).',
}

function webhookItems({ failing, closed, parked }: Attention['webhooks']): AttentionItem[] {
  const disabled = closed.map((endpoint): AttentionItem => ({
    id: endpoint.id,
    tone: 'bad',
    badge: 'Webhooks',
    title: `${endpoint.url} was disabled`,
    text: `${CLOSED_TEXTS[endpoint.reason]} Nothing more is sent there until you enable it again; what is parked goes then.`,
    href: `/dashboard/webhooks?endpoint=${endpoint.id}`,
    at: endpoint.since,
  }))
  const troubled = failing.map((endpoint): AttentionItem => ({
    id: endpoint.id,
    tone: 'bad',
    badge: 'Webhooks',
    title: `${endpoint.url} takes nothing`,
    text: `Every delivery has failed since then. They are tried again, and none is lost; after ${GIVEN_UP_AFTER_DAYS} days the endpoint is disabled.`,
    href: `/dashboard/webhooks?endpoint=${endpoint.id}`,
    at: endpoint.since,
  }))
  const items = [...disabled, ...troubled]
  if (parked.total === 0) return items
  const deliveries = parked.total === 1 ? '1 delivery' : `${parked.total} deliveries`
  const item: AttentionItem = {
    id: 'parked',
    tone: 'careful',
    badge: 'Webhooks',
    title: `${deliveries} ran out of tries`,
    text: 'They are sent when your server answers again, or when you send them.',
    href: '/dashboard/webhooks?status=parked',
    at: parked.since,
  }
  return [...items, item]
}
