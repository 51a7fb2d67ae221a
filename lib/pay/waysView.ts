import type { Network } from '@/lib/chains/network'
import { CATALOGUE, type Messages } from '@/lib/i18n/catalogue'
import type { Locale } from '@/lib/i18n/locales'
import type { PayableInvoice } from '@/lib/services/invoices/getPayableInvoice'
import { choicesOf, type Choices } from './choices'
import { fill } from './fill'
import { tokenText } from './format'
import { payLink, type PayLink } from './payLink'
import type { PayView } from './view'
import { walletOffer, type WalletOffer } from './walletOffer'

export type WalletWords = Messages['wallet']

/** Everything beside the instruction that says how an invoice can be paid. */
export type WaysView = {
  /** Id of the network that is told. */
  network: string
  choices: Choices | null
  /** For a wallet in the browser. */
  offer: WalletOffer | null
  link: PayLink | null
  /** That an exchange's fee comes on top; null where none sends there. */
  exchangeFee: string | null
  words: WalletWords
}

type Place = {
  /** Of the way that is told. */
  network: Network | undefined
  /** The path of the page, which links of choices lead back to. */
  page: string
  /** Signatures are handed in here on that network. */
  relays: boolean
  locale: Locale
}

/** Whoever should not send anything now is offered no way to. */
export function waysView(
  payable: PayableInvoice,
  { instruction, simulated }: Pick<PayView, 'instruction' | 'simulated'>,
  { network, page, relays, locale }: Place,
): WaysView {
  const words = CATALOGUE[locale].wallet
  const told = { network: payable.way.option.network, words }
  if (!instruction)
    return {
      ...told,
      choices: choicesOfPaused(payable, page, locale),
      offer: null,
      link: null,
      exchangeFee: null,
    }
  const { option, progress } = payable.invoice
  return {
    ...told,
    choices: choicesOf(payable, page, locale),
    offer: instruction.folded ? null : walletOffer(payable, network, relays),
    link: payLink(payable.invoice, network, words.codeLabel),
    exchangeFee: simulated
      ? null
      : fill(words.exchangeFee, { amount: tokenText(progress.remaining, option) }),
  }
}

/** One that has no price now, or no reader, may be had in another way. */
function choicesOfPaused(payable: PayableInvoice, page: string, locale: Locale): Choices | null {
  const { invoice, way } = payable
  const isOpen = invoice.invoice.status === 'pending' && invoice.now <= invoice.invoice.expiresAt
  return isOpen && way.paused ? choicesOf(payable, page, locale) : null
}
