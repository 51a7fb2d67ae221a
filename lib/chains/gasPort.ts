import type { Hex } from './port'

export type SweepCall = {
  to: string
  data: Hex
  nonce: number
  gasLimit: bigint
  maxFeePerGas: bigint
  maxPriorityFeePerGas: bigint
}

/** What pays for sweeps on one network. Amounts are wei. Every method but `sign` asks the chain and may throw. */
export interface GasWallet {
  readonly address: string
  balance(): Promise<bigint>
  /** The nonce after the last mined transaction. */
  nextNonce(): Promise<number>
  fees(): Promise<{ maxFeePerGas: bigint; maxPriorityFeePerGas: bigint }>
  /** Gas limit for a call; throws when the call would revert. */
  simulate(to: string, data: Hex): Promise<bigint>
  /** Deterministic: the same call has the same hash. */
  sign(call: SweepCall): Promise<{ raw: Hex; hash: Hex }>
  send(raw: Hex): Promise<void>
  /** Null while it is not mined. */
  outcome(hash: Hex): Promise<{ succeeded: boolean; block: number } | null>
}
