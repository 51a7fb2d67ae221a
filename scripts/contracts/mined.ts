import { setTimeout as pause } from 'node:timers/promises'
import { TransactionReceiptNotFoundError, type Client, type Hex, type TransactionReceipt } from 'viem'
import { getTransactionReceipt } from 'viem/actions'

const PATIENCE_MS = 180_000

/**
 * The receipt of a transaction that was sent. Throws when it failed, or is not mined within three minutes. Asks for the
 * receipt alone: viem's own wait gives up when a node shows a block a moment before its receipts.
 */
export async function mined(client: Client, hash: Hex): Promise<TransactionReceipt> {
  const until = Date.now() + PATIENCE_MS
  for (;;) {
    const receipt = await getTransactionReceipt(client, { hash }).catch((error: unknown) => {
      if (error instanceof TransactionReceiptNotFoundError) return null
      throw error
    })
    if (receipt?.status === 'success') return receipt
    if (receipt) throw new Error(`Transaction ${hash} failed.`)
    if (Date.now() > until) throw new Error(`Transaction ${hash} is not mined yet.`)
    await pause(Math.min(client.pollingInterval, 1_000))
  }
}
