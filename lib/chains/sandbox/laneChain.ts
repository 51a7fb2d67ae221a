import { keccak256, stringToHex } from 'viem'
import type { BlockRef, Hex } from '../port'

/** What a lane's blocks follow from: nothing else about them is kept (ADR 0015). */
export type LaneChain = {
  network: string
  genesisAt: Date
  /** One number a reorganisation: the last block that it left in place. */
  forks: readonly number[]
  blockTimeMs: number
}

/** The highest block at a time of the lane's clock: one every `blockTimeMs`, whether or not anything happens. */
export function headNumber(chain: LaneChain, at: Date): number {
  return Math.max(0, Math.floor((at.getTime() - chain.genesisAt.getTime()) / chain.blockTimeMs))
}

export function blockTime(chain: LaneChain, number: number): Date {
  return new Date(chain.genesisAt.getTime() + number * chain.blockTimeMs)
}

/** The branch that a block lies on now: the last reorganisation that replaced it, counted from 1; 0 is the first. */
export function branchOf(chain: Pick<LaneChain, 'forks'>, number: number): number {
  return chain.forks.findLastIndex((kept) => number > kept) + 1
}

export function blockRef(chain: LaneChain, number: number): BlockRef {
  return {
    number,
    hash: blockHash(chain, number),
    parentHash: blockHash(chain, number - 1),
    time: blockTime(chain, number),
  }
}

/** Whether what was put into a block on a branch is still on the chain. */
export function isCanonical(
  chain: Pick<LaneChain, 'forks'>,
  row: { blockNumber: number; branch: number },
): boolean {
  return branchOf(chain, row.blockNumber) === row.branch
}

/** Made from the lane and what is put in, so that the same steps make the same hashes. */
export function laneHash(network: string, what: string): Hex {
  return keccak256(stringToHex(`${network}/${what}`))
}

function blockHash(chain: LaneChain, number: number): Hex {
  return laneHash(chain.network, `block/${number}/${branchOf(chain, number)}`)
}
