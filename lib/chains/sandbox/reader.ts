import type { Executor } from '@/db/client'
import { findLane, laneTransfers, type LaneTransferRow } from '@/db/queries/sandbox'
import { FACTORY_CODE_HASH } from '../evm/forwarder'
import { ChainError } from '../errors'
import { laneInvoice } from '../lanes'
import type { Network } from '../network'
import type { BlockRef, ChainReader, Hex, SweepLog, Transfer } from '../port'
import { blockRef, headNumber, isCanonical, type LaneChain } from './laneChain'

/** Headers given beside those with something in them, for the window of hashes. */
const LATEST_HEADERS = 32

/** A lane as it stood when it was asked: what lies in a block of the future is not there yet. */
type Seen = { chain: LaneChain; head: number; rows: LaneTransferRow[] }

/**
 * Reads the lane of one test invoice, at the time of the lane's own clock, which is passed in. The second adapter of the
 * port: what reads it cannot tell it from a chain.
 */
export function createLaneReader(db: Executor, network: Network, clock: { now(): Date }): ChainReader {
  async function look(signal: AbortSignal): Promise<Seen> {
    const chain = await laneChain(db, network, clock.now(), signal)
    const head = headNumber(chain, clock.now())
    const rows = (await laneTransfers(db, network.id)).filter(
      (row) => row.blockNumber <= head && isCanonical(chain, row),
    )
    return { chain, head, rows }
  }

  return {
    async head(signal) {
      const { chain, head } = await look(signal)
      return blockRef(chain, head)
    },
    async block(number, signal) {
      const { chain, head } = await look(signal)
      return number < 0 || number > head ? null : blockRef(chain, number)
    },
    async scan(from, to, watch, signal) {
      const { chain, head, rows } = await look(signal)
      const end = Math.min(to, head)
      if (end <= from) throw new ChainError('lagging', `there is no block ${to} yet`)
      const inRange = rows.filter((row) => row.blockNumber > from && row.blockNumber <= end)
      const wanted = (row: LaneTransferRow) =>
        watch.recipients.has(row.toAddress) &&
        (row.token === null ? watch.native : watch.tokens.includes(row.token))
      return {
        through: blockRef(chain, end),
        transfers: inRange
          .filter((row) => row.kind === 'transfer' && wanted(row))
          .map((row) => transferOf(chain, row)),
        sweeps: inRange.flatMap((row) => sweepOf(chain, row)),
        accepted: [],
        blocks: headersOf(chain, from, end, inRange),
      }
    },
    async balances(addresses, tokens, at, signal) {
      const { rows } = await look(signal)
      const upTo = rows.filter((row) => row.blockNumber <= at)
      return addresses.map((address) => tokens.map((token) => balanceOf(upTo, address, token)))
    },
    async receipt(txHash, signal) {
      const { chain, rows } = await look(signal)
      const own = rows.filter((row) => row.txHash === txHash)
      const [first] = own
      if (!first) return null
      return {
        succeeded: true,
        block: blockRef(chain, first.blockNumber),
        transfers: own.filter((row) => row.kind === 'transfer').map((row) => transferOf(chain, row)),
        accepted: [],
      }
    },
    async identity(_contract, signal) {
      await laneChain(db, network, clock.now(), signal)
      return { chainId: network.chainId, codeHash: FACTORY_CODE_HASH }
    },
  }
}

/** What lies at an address: everything that came, less what sweeps took (S4). */
export function balanceOf(rows: readonly LaneTransferRow[], address: string, token: string | null): bigint {
  let balance = 0n
  for (const row of rows) {
    if (row.token !== token) continue
    if (row.kind === 'transfer' && row.toAddress === address) balance += row.amount
    if (row.kind === 'sweep' && row.fromAddress === address) balance -= row.amount + (row.fee ?? 0n)
  }
  return balance
}

async function laneChain(db: Executor, network: Network, now: Date, signal: AbortSignal): Promise<LaneChain> {
  if (signal.aborted) throw new ChainError('timeout', 'the time of the run is over')
  const invoiceId = laneInvoice(network.id)
  const lane = invoiceId === null ? null : await findLane(db, invoiceId)
  if (!lane) throw new ChainError('bad_response', `${network.id} is no lane`)
  if (lane.downUntil && now < lane.downUntil) throw new ChainError('unavailable', 'the lane is down')
  return { ...lane, blockTimeMs: network.blockTimeMs }
}

function headersOf(chain: LaneChain, from: number, to: number, rows: readonly LaneTransferRow[]): BlockRef[] {
  const numbers = new Set([from + 1, ...rows.map((row) => row.blockNumber)])
  for (let number = Math.max(from + 1, to - LATEST_HEADERS); number <= to; number++) numbers.add(number)
  return [...numbers].sort((a, b) => a - b).map((number) => blockRef(chain, number))
}

function transferOf(chain: LaneChain, row: LaneTransferRow): Transfer {
  return {
    token: row.token,
    from: row.fromAddress,
    to: row.toAddress,
    amount: row.amount,
    txHash: row.txHash as Hex,
    position: row.position,
    block: blockRef(chain, row.blockNumber),
  }
}

function sweepOf(chain: LaneChain, row: LaneTransferRow): SweepLog[] {
  if (row.kind !== 'sweep' || row.salt === null || row.fee === null) return []
  return [
    {
      salt: row.salt as Hex,
      token: row.token,
      net: row.amount,
      fee: row.fee,
      txHash: row.txHash as Hex,
      position: row.position,
      block: blockRef(chain, row.blockNumber),
    },
  ]
}
