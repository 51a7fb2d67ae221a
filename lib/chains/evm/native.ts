import { getAddress } from 'viem'
import { NATIVE_POSITION, type BlockRef, type Hex, type Transfer } from '../port'
import type { Header } from './blocks'
import { data, fields, hash, quantity } from './decode'
import { addressTopic } from './events'
import type { Receipt } from './receipts'
import type { WatchSet } from './watchSet'

/** A transaction that would pay a watched address itself; its receipt says whether it did. */
export type NativeMatch = {
  txHash: Hex
  blockNumber: number
  blockHash: Hex
  from: Hex
  to: string
  amount: bigint
}

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
        from: data(transaction['from'], "a transaction's sender"),
        to: recipient,
        amount,
      },
    ]
  })
}

/** Null when the transaction failed: its value stayed where it was. */
export function toNativeTransfer(match: NativeMatch, receipt: Receipt, block: BlockRef): Transfer | null {
  if (!receipt.succeeded) return null
  return {
    token: null,
    from: getAddress(match.from),
    to: match.to,
    amount: match.amount,
    txHash: match.txHash,
    position: NATIVE_POSITION,
    block,
  }
}
