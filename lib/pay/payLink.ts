import { laneInvoice } from '@/lib/chains/lanes'
import type { Network } from '@/lib/chains/network'
import { payableBySymbol } from '@/lib/chains/payable'
import { transferCall } from '@/lib/chains/transferCall'
import { fill } from './fill'
import { tokenText } from './format'
import type { PayInvoice } from './input'

/** What is left to pay as a link that wallets' apps open, and its code's name for who cannot see it. */
export type PayLink = { uri: string; label: string }

/** Null on chains whose wallets have no common form of one, and where nothing is to be sent. */
export function payLink(
  { option, progress }: Pick<PayInvoice, 'option' | 'progress'>,
  network: Network | undefined,
  label: string,
): PayLink | null {
  const { address } = option
  if (!network || network.kind !== 'evm' || laneInvoice(option.network) !== null || address === '')
    return null
  const token = payableBySymbol(network, option.token)
  if (!token || progress.remaining === 0n) return null
  const amount = tokenText(progress.remaining, option)
  return {
    uri: transferCall(network, token.address, address, progress.remaining).uri,
    label: fill(label, { amount, address }),
  }
}
