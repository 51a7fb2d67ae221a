import { getAddress } from 'viem'
import { ChainError } from '../errors'
import type { Network } from '../network'
import { NATIVE_POSITION, type Hex, type HubLog, type ReceiptView, type Transfer } from '../port'
import { blockCall, requireHeader, toBlockRef } from './blocks'
import { data, fields, quantity } from './decode'
import { ACCEPTED_TOPIC, NATIVE_EMITTER, TRANSFER_TOPIC } from './events'
import { toAccepted, toTransfer } from './logs'
import { toNativeTransfer, type TopLevel } from './native'
import { parseReceipt, receiptCall } from './receipts'
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
  const transactionCall = { method: 'eth_getTransactionByHash', params: [txHash] }
  const [answer, transaction] = await rpc.together([receiptCall(txHash), transactionCall], signal)
  const receipt = parseReceipt(answer)
  if (receipt === null) return null
  const [blockAnswer] = await rpc.together([blockCall(receipt.blockNumber)], signal)
  const header = requireHeader(blockAnswer, receipt.blockNumber)
  if (header.hash !== receipt.blockHash) {
    throw new ChainError('lagging', `the receipt of ${txHash} is of another block ${receipt.blockNumber}`)
  }
  const block = toBlockRef(header)

  const emitters = new Map<string, string | null>(
    network.tokens.map((token) => [token.address.toLowerCase(), token.address]),
  )
  emitters.set(NATIVE_EMITTER, null)
  const transfers: Transfer[] = []
  const accepted: HubLog[] = []
  const hub = network.hub?.toLowerCase()
  const native = receipt.succeeded ? topLevel(txHash, fields(transaction, 'a transaction')) : null
  const carried = native && toNativeTransfer(native, receipt, block)
  if (carried?.position === NATIVE_POSITION) transfers.push(carried)
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

/** What a transaction itself carries; null when it is nothing, or it made a contract. */
function topLevel(txHash: Hex, transaction: Readonly<Record<string, unknown>>): TopLevel | null {
  if (transaction['to'] === null) return null
  const amount = quantity(transaction['value'], "a transaction's value")
  if (amount === 0n) return null
  return {
    txHash,
    from: getAddress(data(transaction['from'], "a transaction's sender")),
    to: getAddress(data(transaction['to'], "a transaction's recipient")),
    amount,
  }
}
