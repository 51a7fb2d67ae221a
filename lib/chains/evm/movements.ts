import { getAddress } from 'viem'
import type { Network } from '../network'
import type { Hex, Movements } from '../port'
import { NATIVE_EMITTER, SWEPT_TOPIC, TRANSFER_TOPIC } from './events'
import { toSweep, toTransfer } from './logs'
import { readMined } from './mined'
import type { Rpc } from './rpc'

/** All that a mined transaction moved, by whichever contract's word, and what the forwarder factory swept in it; null while it is not mined. */
export async function readMovements(
  network: Network,
  rpc: Rpc,
  txHash: Hex,
  signal: AbortSignal,
): Promise<Movements | null> {
  const mined = await readMined(rpc, txHash, signal)
  if (mined === null) return null
  const { receipt, block } = mined
  const moved: Movements = { succeeded: receipt.succeeded, block, transfers: [...mined.carried], sweeps: [] }
  for (const [position, log] of receipt.logs.entries()) {
    if (log.topics[0] === TRANSFER_TOPIC) {
      const token = log.address === NATIVE_EMITTER ? null : getAddress(log.address)
      const transfer = toTransfer(log, token, position, block)
      if (transfer !== null) moved.transfers.push(transfer)
    }
    if (log.topics[0] === SWEPT_TOPIC && log.address === network.factory.toLowerCase()) {
      const sweep = toSweep(log, position, block)
      if (sweep !== null) moved.sweeps.push(sweep)
    }
  }
  return moved
}
