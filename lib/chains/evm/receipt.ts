import type { Network } from '../network'
import type { Hex, HubLog, ReceiptView, Transfer } from '../port'
import { ACCEPTED_TOPIC, NATIVE_EMITTER, TRANSFER_TOPIC } from './events'
import { toAccepted, toTransfer } from './logs'
import { readMined } from './mined'
import type { Rpc } from './rpc'

/**
 * A mined transaction with what it moved of the network's listed tokens and, at its top level, of native coin, and what was paid through the hub; null while it is
 * not mined. Throws `lagging` when its block is not the one the provider now has under that number.
 */
export async function readReceipt(
  network: Network,
  rpc: Rpc,
  txHash: Hex,
  signal: AbortSignal,
): Promise<ReceiptView | null> {
  const mined = await readMined(rpc, txHash, signal)
  if (mined === null) return null
  const { receipt, block, carried } = mined

  const emitters = new Map<string, string | null>(
    network.tokens.map((token) => [token.address.toLowerCase(), token.address]),
  )
  emitters.set(NATIVE_EMITTER, null)
  const transfers: Transfer[] = [...carried]
  const accepted: HubLog[] = []
  const hub = network.hub?.toLowerCase()
  for (const [position, log] of receipt.logs.entries()) {
    if (log.address === hub && log.topics[0] === ACCEPTED_TOPIC) {
      const paid = toAccepted(log, position, block)
      if (paid !== null) accepted.push(paid)
      continue
    }
    const token = emitters.get(log.address)
    if (token === undefined || log.topics[0] !== TRANSFER_TOPIC) continue
    const transfer = toTransfer(log, token, position, block)
    if (transfer !== null) transfers.push(transfer)
  }
  return { succeeded: receipt.succeeded, block, transfers, accepted }
}
