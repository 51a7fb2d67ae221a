import { waitForTransactionReceipt } from 'viem/actions'
import type { Hex } from 'viem'
import type { WalletClient } from './wallets'

/** What became of a transaction. `lost`: the wallet's node does not know it. */
export type Outcome = {
  became: 'mined' | 'failed' | 'repriced' | 'cancelled' | 'replaced' | 'lost'
  /** Of what went through in its place too. */
  hash: Hex
}

const POLLING_MS = 1_000

/** Waits, for as long as it takes, until a transaction or what replaced it is in a block. */
export async function follow(client: WalletClient, hash: Hex): Promise<Outcome> {
  let replaced: 'repriced' | 'cancelled' | 'replaced' | null = null
  try {
    const receipt = await waitForTransactionReceipt(client, {
      hash,
      timeout: 0,
      pollingInterval: POLLING_MS,
      onReplaced: ({ reason }) => {
        replaced = reason
      },
    })
    const failed = receipt.status === 'reverted' && replaced !== 'cancelled' && replaced !== 'replaced'
    return { became: failed ? 'failed' : (replaced ?? 'mined'), hash: receipt.transactionHash }
  } catch {
    return { became: 'lost', hash }
  }
}
