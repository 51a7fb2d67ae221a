import { laneInvoice } from '@/lib/chains/lanes'
import type { Network } from '@/lib/chains/network'
import { payableBySymbol } from '@/lib/chains/payable'
import { contractTerms } from '@/lib/services/hub/terms'
import type { PayableInvoice } from '@/lib/services/invoices/getPayableInvoice'
import { tokenText } from './format'

/** Everything that a wallet in the browser has to know to pay what the page asks for; amounts are base units as text. */
export type WalletOffer = {
  /** As the page's own address and the API know it. */
  invoiceId: string
  chain: {
    id: number
    name: string
    coin: { name: string; symbol: string; decimals: number }
    /** Of a transaction, with `{hash}` in its place; null where nobody shows them. */
    explorer: string | null
  }
  asset: { symbol: string; decimals: number; address: `0x${string}` | null }
  amount: string
  /** The same for people. */
  amountText: string
  rail: TransferRail | CallRail
}

/** To the invoice's own address. */
export type TransferRail = { kind: 'transfer'; to: `0x${string}` }

/** By the hub, in exactly these terms (F5). */
export type CallRail = {
  kind: 'call'
  optionId: string
  hub: `0x${string}`
  terms: {
    merchantId: `0x${string}`
    invoiceId: `0x${string}`
    paymentId: `0x${string}`
    token: `0x${string}`
    amount: string
    treasury: `0x${string}`
    fee: string
    feeRecipient: `0x${string}`
    deadline: string
  }
  /** Names the terms: what is signed for a relay says it. */
  hash: `0x${string}`
  /** What is only signed is handed in here, at the instance's cost (F9). */
  relayed: boolean
}

/** A call has to be in a block before its terms end. */
const LEAST_LEFT_MS = 60_000

/** Null where no wallet of a browser can pay: another kind of chain, played payments, nothing left to pay. */
export function walletOffer(
  { invoice, way }: Pick<PayableInvoice, 'invoice' | 'way'>,
  network: Network | undefined,
  relays: boolean,
): WalletOffer | null {
  const { option, progress } = invoice
  const token = network && payableBySymbol(network, option.token)
  if (!network || !token || network.kind !== 'evm' || laneInvoice(option.network) !== null) return null
  const rail = callRail({ invoice, way }, network, relays) ?? transferRail(option.address)
  if (!rail || progress.remaining === 0n) return null
  return {
    invoiceId: invoice.invoice.uuid,
    chain: {
      id: network.chainId,
      name: network.name,
      coin: network.native,
      explorer: network.explorer?.tx('{hash}') ?? null,
    },
    asset: {
      symbol: token.symbol,
      decimals: option.decimals,
      address: token.address as `0x${string}` | null,
    },
    amount: progress.remaining.toString(),
    amountText: tokenText(progress.remaining, option),
    rail,
  }
}

function transferRail(address: string): TransferRail | null {
  return address === '' ? null : { kind: 'transfer', to: address as `0x${string}` }
}

/** Where its terms are of what is left and stand for a while; else the address takes it. */
function callRail(
  { invoice: { now, progress }, way: { call } }: Pick<PayableInvoice, 'invoice' | 'way'>,
  network: Network,
  relayed: boolean,
): CallRail | null {
  const terms = call?.terms
  if (!call || !terms || network.hub === null) return null
  if (terms.amount !== progress.remaining || terms.deadline.getTime() - now.getTime() < LEAST_LEFT_MS)
    return null
  const { amount, fee, deadline, ...named } = contractTerms(terms)
  return {
    kind: 'call',
    optionId: call.id,
    hub: network.hub as `0x${string}`,
    terms: { ...named, amount: `${amount}`, fee: `${fee}`, deadline: `${deadline}` },
    hash: terms.termsHash as `0x${string}`,
    relayed,
  }
}
