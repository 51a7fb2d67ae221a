import { ChainError } from '../errors'
import type { BlockRef, Hex, HubLog, SweepLog, Transfer } from '../port'
import { blockCall, requireHeader, toBlockRef } from './blocks'
import { parseLog, toAccepted, toSweep, toTransfer, type Log } from './logs'
import { toNativeTransfer } from './native'
import { lastOf, type Piece } from './piece'
import { untilPresent } from './patience'
import { parseReceipt, positionOf, receiptCall, type Receipt } from './receipts'
import type { Rpc } from './rpc'
import type { WatchSet } from './watchSet'

export type Evidence = { transfers: Transfer[]; sweeps: SweepLog[]; accepted: HubLog[]; blocks: BlockRef[] }

/**
 * Turns what a piece matched into transfers: of each transaction the receipt, for the position (S3), of each block the header
 * under its number, and all three must name the same block. Anything that disagrees throws `lagging`, and the piece is
 * read again later as a whole.
 */
export async function gatherEvidence(
  rpc: Rpc,
  watched: WatchSet,
  piece: Piece,
  signal: AbortSignal,
): Promise<Evidence> {
  const logs = distinct(piece.matches.map((match) => parseLog(match.log)))
  for (const { blockNumber } of logs) {
    if (blockNumber < piece.headers[0].number || blockNumber > lastOf(piece).number) {
      throw new ChainError('bad_response', `a log of block ${blockNumber}, which was not asked for`)
    }
  }
  const claims = [...logs, ...piece.native]
  const blocks = await untilPresent(() => readBlocks(rpc, piece, claims, signal))
  const receipts = await untilPresent(() => readReceipts(rpc, claims, signal))

  const transfers: Transfer[] = []
  const sweeps: SweepLog[] = []
  const accepted: HubLog[] = []
  for (const claim of inChainOrder(claims, receipts)) {
    const receipt = receipts.get(claim.txHash)
    const block = blocks.get(claim.blockNumber)
    if (receipt === undefined || block === undefined) throw disagreement(claim)
    if ('to' in claim) {
      push(transfers, toNativeTransfer(claim, receipt, block))
      continue
    }
    const position = positionOf(claim, receipt)
    const token = watched.emitters.get(claim.address)
    if (claim.address === watched.factory) push(sweeps, toSweep(claim, position, block))
    else if (claim.address === watched.hub) push(accepted, toAccepted(claim, position, block))
    else if (token !== undefined) push(transfers, toTransfer(claim, token, position, block))
  }
  return {
    transfers: once(transfers),
    sweeps,
    accepted,
    blocks: [...blocks.values()].sort((a, b) => a.number - b.number),
  }
}

type Claim = { txHash: Hex; blockNumber: number; blockHash: Hex }

/** The piece's own headers, and those of blocks in between that something was found in. */
async function readBlocks(rpc: Rpc, piece: Piece, claims: readonly Claim[], signal: AbortSignal) {
  const blocks = new Map<number, BlockRef>(piece.headers.map((header) => [header.number, toBlockRef(header)]))
  const missing = [...new Set(claims.map((claim) => claim.blockNumber))].filter(
    (number) => !blocks.has(number),
  )
  const answers = await rpc.inBatches(
    missing.map((number) => blockCall(number)),
    signal,
  )
  for (const [index, number] of missing.entries()) {
    blocks.set(number, toBlockRef(requireHeader(answers[index], number)))
  }
  for (const claim of claims) {
    if (blocks.get(claim.blockNumber)?.hash !== claim.blockHash) throw disagreement(claim)
  }
  return blocks
}

async function readReceipts(
  rpc: Rpc,
  claims: readonly Claim[],
  signal: AbortSignal,
): Promise<Map<Hex, Receipt>> {
  const hashes = [...new Set(claims.map((claim) => claim.txHash))]
  const answers = await rpc.inBatches(hashes.map(receiptCall), signal)
  const receipts = new Map<Hex, Receipt>()
  for (const answer of answers) {
    const receipt = parseReceipt(answer)
    if (receipt !== null) receipts.set(receipt.txHash, receipt)
  }
  for (const claim of claims) {
    if (receipts.get(claim.txHash)?.blockHash !== claim.blockHash) throw disagreement(claim)
  }
  return receipts
}

/** Providers repeat logs; a log is what it is once. */
function distinct(logs: readonly Log[]): Log[] {
  return [...new Map(logs.map((log) => [`${log.blockHash}:${log.logIndex}`, log])).values()]
}

/** A native transfer that is logged is found by its block and by its log. */
function once(transfers: readonly Transfer[]): Transfer[] {
  return [...new Map(transfers.map((one) => [`${one.txHash}:${one.position}`, one])).values()]
}

function inChainOrder<T extends Claim & { logIndex?: number }>(
  claims: readonly T[],
  receipts: ReadonlyMap<Hex, Receipt>,
): T[] {
  const index = (claim: T) => receipts.get(claim.txHash)?.transactionIndex ?? 0
  return claims.toSorted(
    (a, b) => a.blockNumber - b.blockNumber || index(a) - index(b) || (a.logIndex ?? -1) - (b.logIndex ?? -1),
  )
}

function push<T>(list: T[], item: T | null): void {
  if (item !== null) list.push(item)
}

function disagreement({ txHash, blockNumber }: Claim): ChainError {
  return new ChainError(
    'lagging',
    `logs, receipt and header of ${txHash} in block ${blockNumber} do not agree`,
  )
}
