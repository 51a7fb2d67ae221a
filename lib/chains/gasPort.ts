import type { Hex } from './port'

/** Wei for a unit of gas. */
export type Fees = { maxFeePerGas: bigint; maxPriorityFeePerGas: bigint }

export type SweepCall = Fees & {
  to: string
  data: Hex
  nonce: number
  gasLimit: bigint
}

/** What pays for sweeps on one network. Amounts are wei. Every method but `sign` asks the chain and throws ChainError. */
export interface GasWallet {
  readonly address: string
  balance(): Promise<bigint>
  /** The nonce after the last mined transaction. */
  nextNonce(): Promise<number>
  fees(): Promise<Fees>
  /** Gas limit for a call; throws `bad_response` when the call would revert. */
  simulate(to: string, data: Hex): Promise<bigint>
  /** Deterministic: the same call has the same hash. */
  sign(call: SweepCall): Promise<{ raw: Hex; hash: Hex }>
  /** Throws `bad_response` when the node refuses it; to have it already is no refusal. */
  send(raw: Hex): Promise<void>
  /** Null while it is not mined. */
  outcome(hash: Hex): Promise<{ succeeded: boolean; block: number } | null>
}
