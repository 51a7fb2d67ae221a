import { getAddress } from 'viem'
import { NATIVE_POSITION, type BlockRef, type Hex, type Transfer } from '../port'
import type { Header } from './blocks'
import { data, fields, hash, quantity } from './decode'
import { addressTopic, NATIVE_EMITTER, TRANSFER_TOPIC } from './events'
import type { Receipt } from './receipts'
import type { WatchSet } from './watchSet'

/** What a transaction would move by itself; its receipt says whether it did. */
export type TopLevel = { txHash: Hex; from: string; to: string; amount: bigint }

/** A transaction that would pay a watched address itself. */
export type NativeMatch = TopLevel & { blockNumber: number; blockHash: Hex }

/** Transactions of a whole block whose value goes to a watched address. Internal transfers are the balance witness's (S4). */
export function nativeMatches(block: Header, watched: WatchSet): NativeMatch[] {
  return block.transactions.flatMap((value) => {
    const transaction = fields(value, 'a transaction')
    const { to } = transaction
    const recipient = typeof to === 'string' ? watched.recipients.get(addressTopic(to)) : undefined
    if (recipient === undefined) return []
    const amount = quantity(transaction['value'], "a transaction's value")
    if (amount === 0n) return []
    return [
      {
        txHash: hash(transaction['hash'], "a transaction's hash"),
        blockNumber: block.number,
        blockHash: block.hash,
        from: getAddress(data(transaction['from'], "a transaction's sender")),
        to: recipient,
        amount,
      },
    ]
  })
}

/**
 * Null when the transaction failed: its value stayed where it was. A chain that logs native transfers (EIP-7708) logs this one as
 * the first of its kind with these words: it has that log's position, so that it is one transfer whichever way it was found (S3).
 */
export function toNativeTransfer(match: TopLevel, receipt: Receipt, block: BlockRef): Transfer | null {
  if (!receipt.succeeded) return null
  const { from, to, amount, txHash } = match
  const logged = receipt.logs.findIndex(
    (log) =>
      log.address === NATIVE_EMITTER &&
      log.topics.length === 3 &&
      log.topics[0] === TRANSFER_TOPIC &&
      log.topics[1]?.toLowerCase() === addressTopic(from) &&
      log.topics[2]?.toLowerCase() === addressTopic(to) &&
      log.data.length === 66 &&
      BigInt(log.data) === amount,
  )
  return {
    token: null,
    from,
    to,
    amount,
    txHash,
    position: logged < 0 ? NATIVE_POSITION : logged,
    block,
  }
}
