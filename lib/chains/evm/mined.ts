import { getAddress } from 'viem'
import { ChainError } from '../errors'
import { NATIVE_POSITION, type BlockRef, type Hex, type Transfer } from '../port'
import { blockCall, requireHeader, toBlockRef } from './blocks'
import { data, fields, quantity } from './decode'
import { toNativeTransfer, type TopLevel } from './native'
import { parseReceipt, receiptCall, type Receipt } from './receipts'
import type { Rpc } from './rpc'

/** A mined transaction: its receipt, the block that holds it, and what it carried of native coin at its top level. */
export type Mined = { receipt: Receipt; block: BlockRef; carried: Transfer[] }

/** Null while it is not mined. Throws `lagging` when its block is not the one the provider now has under that number. */
export async function readMined(rpc: Rpc, txHash: Hex, signal: AbortSignal): Promise<Mined | null> {
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
  const native = receipt.succeeded ? topLevel(txHash, fields(transaction, 'a transaction')) : null
  const carried = native && toNativeTransfer(native, receipt, block)
  return { receipt, block, carried: carried?.position === NATIVE_POSITION ? [carried] : [] }
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
