import type { MisdirectedRow } from '@/db/queries/misdirected'
import { formatUnits } from '@/lib/domain/money'
import type { NewEvent } from '../events/recordEvents'

type TransferEvent = Extract<NewEvent['type'], `transfer.${string}`>

/** What is told of a transfer that went astray: of a token that nobody vouches for, its contract and base units. */
export function transferEvent(
  type: TransferEvent,
  row: Pick<
    MisdirectedRow,
    'id' | 'network' | 'token' | 'symbol' | 'decimals' | 'amount' | 'txHash' | 'blockNumber' | 'heldBy'
  >,
  more: NewEvent['data'] = {},
): NewEvent {
  return {
    type,
    data: {
      transfer: row.id,
      amount: row.decimals === null ? row.amount.toString() : formatUnits(row.amount, row.decimals),
      token: row.symbol ?? row.token,
      network: row.network,
      tx_hash: row.txHash,
      block: row.blockNumber,
      held_by: row.heldBy,
      ...more,
    },
  }
}
