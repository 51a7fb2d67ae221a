import { decodeAbiParameters, decodeFunctionData, encodeAbiParameters, getAddress } from 'viem'
import type { Executor } from '@/db/client'
import { findLane, insertLaneTransfers, laneTransfers, type LaneTransferRow } from '@/db/queries/sandbox'
import { splitFee } from '@/lib/domain/fees'
import { depositAddress, depositSalt, forwarderAbi } from '../evm/forwarder'
import { ChainError } from '../errors'
import type { GasWallet } from '../gasPort'
import { laneInvoice } from '../lanes'
import type { Network } from '../network'
import type { Hex } from '../port'
import { balanceOf } from './reader'
import { branchOf, headNumber, isCanonical, laneHash, type LaneChain } from './laneChain'

/** Gas costs nothing here. */
const PLENTY = 10n ** 30n
const GAS = 100_000n
const SIGNED = [{ type: 'uint256' }, { type: 'bytes' }] as const

/**
 * The gas key of a lane: takes the sweeper's own transactions and does to the lane what the factory would do to a chain, so
 * that a test invoice is swept by the code that sweeps real ones (F9).
 */
export function createLaneWallet(db: Executor, network: Network, clock: { now(): Date }): GasWallet {
  async function look(): Promise<{ chain: LaneChain; head: number; rows: LaneTransferRow[] }> {
    const invoiceId = laneInvoice(network.id)
    const lane = invoiceId === null ? null : await findLane(db, invoiceId)
    if (!lane) throw new ChainError('bad_response', `${network.id} is no lane`)
    const chain = { ...lane, blockTimeMs: network.blockTimeMs }
    const rows = (await laneTransfers(db, network.id)).filter((row) => isCanonical(chain, row))
    return { chain, head: headNumber(chain, clock.now()), rows }
  }

  return {
    address: laneAddress(network.id, 'gas'),
    balance: () => Promise.resolve(PLENTY),
    async nextNonce() {
      const { rows, head } = await look()
      const mined = rows.filter((row) => row.kind === 'sweep' && row.blockNumber <= head)
      return new Set(mined.map((row) => row.txHash)).size
    },
    fees: () => Promise.resolve({ maxFeePerGas: 1n, maxPriorityFeePerGas: 0n }),
    simulate: () => Promise.resolve(GAS),
    sign(call) {
      const raw = encodeAbiParameters(SIGNED, [BigInt(call.nonce), call.data])
      return Promise.resolve({ raw, hash: laneHash(network.id, raw) })
    },
    /** Mined in the next block of the lane. */
    async send(raw) {
      const { chain, head, rows } = await look()
      const [, data] = decodeAbiParameters(SIGNED, raw)
      const block = head + 1
      const place = { blockNumber: block, branch: branchOf(chain, block), createdAt: clock.now() }
      const swept = sweptBy(data, rows).map((one, position) => ({
        ...one,
        ...place,
        network: network.id,
        txHash: laneHash(network.id, raw),
        position,
        kind: 'sweep' as const,
      }))
      if (rows.some((row) => row.txHash === laneHash(network.id, raw))) return
      await insertLaneTransfers(db, swept)
    },
    async outcome(hash) {
      const { rows, head } = await look()
      const mined = rows.find((row) => row.txHash === hash && row.blockNumber <= head)
      return mined ? { succeeded: true, block: mined.blockNumber } : null
    },
  }
}

/** An address that nobody holds a key to, the same one for the same lane. */
export function laneAddress(network: string, who: string): string {
  return getAddress(`0x${laneHash(network, who).slice(-40)}`)
}

/** What the factory's `sweep` would move: of each deposit address everything, the fee floored as the contract floors it. */
function sweptBy(data: Hex, rows: readonly LaneTransferRow[]) {
  const call = decodeFunctionData({ abi: forwarderAbi, data })
  if (call.functionName !== 'sweep') throw new ChainError('bad_response', 'not a sweep')
  const [treasury, feeRecipient, bps, refs, tokens] = call.args
  const terms = { treasury, feeRecipient, feeBps: Number(bps) }
  return refs.flatMap((ref) => {
    const from = depositAddress({ ...terms, ref })
    return [...tokens.map((token) => getAddress(token)), null].flatMap((token) => {
      const gross = balanceOf(rows, from, token)
      if (gross === 0n) return []
      const { net, fee } = splitFee(gross, terms.feeBps)
      return [
        {
          salt: depositSalt({ ...terms, ref }),
          token,
          fromAddress: from,
          toAddress: treasury,
          amount: net,
          fee,
        },
      ]
    })
  })
}
