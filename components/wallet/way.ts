import type { Hex } from 'viem'
import { sendTransaction } from 'viem/actions'
import type { WalletOffer } from '@/lib/pay/walletOffer'
import { problemOf, WalletProblem } from './problem'
import type { WalletClient } from './wallets'

/** What is under way, by the words for it. */
export type Step = 'switching' | 'reading' | 'allowing' | 'allowed' | 'signing' | 'paying' | 'handing'

/** What both rails go with, from the wallet's client on. */
export type Way = {
  offer: WalletOffer
  client: WalletClient
  onStep: (step: Step) => void
  /** Whether the wallet has anything to pay the network's fee with. */
  hasCoin: boolean
}

/** Has the wallet send a transaction; whoever declines has sent nothing. Throws a WalletProblem. */
export async function send(
  client: WalletClient,
  call: { to: Hex; data?: Hex; value?: bigint },
): Promise<Hex> {
  try {
    return await sendTransaction(client, call)
  } catch (error) {
    throw problemOf(error)
  }
}

export function noGas({ chain }: WalletOffer): WalletProblem {
  return new WalletProblem('noGas', { coin: chain.coin.symbol })
}
