/**
 * What the product needs to know of a chain, and nothing of how it is asked. Addresses are in the network's display form
 * (EIP-55 for EVM), block numbers are JS numbers, amounts are base units.
 */
export type Hex = `0x${string}`

export type BlockRef = { number: number; hash: Hex; parentHash: Hex; time: Date }

/** The position of a native coin's top-level transfer, which has no log (S3). */
export const NATIVE_POSITION = -1

export type Transfer = {
  /** Null is the network's native coin. */
  token: string | null
  from: string
  to: string
  /** What the log or the transaction says, more than zero; a token that takes a fee on transfer delivers less (S4). */
  amount: bigint
  txHash: Hex
  /** Of the log within its receipt (S3); NATIVE_POSITION for a top-level native transfer. */
  position: number
  block: BlockRef
}

/** What the canonical forwarder factory reports (its Swept event): amounts that truly left. */
export type SweepLog = {
  salt: Hex
  token: string | null
  net: bigint
  fee: bigint
  txHash: Hex
  position: number
  block: BlockRef
}

/** What the canonical payment hub reports (its PaymentAccepted event): money that lies at its places already (F5). */
export type HubLog = {
  /** Hash of all that was agreed on, chain and contract included. */
  terms: Hex
  payer: string
  token: string | null
  amount: bigint
  txHash: Hex
  position: number
  block: BlockRef
}

export type Watch = {
  recipients: ReadonlySet<string>
  /** Whose transfers of the tokens are wanted too, wherever they go. */
  senders?: ReadonlySet<string>
  tokens: readonly string[]
  native: boolean
}

export type ScanResult = {
  /** The last block that was proven present together with its logs (S2). */
  through: BlockRef
  /** In chain order, each once. */
  transfers: Transfer[]
  sweeps: SweepLog[]
  accepted: HubLog[]
  /** Every header seen up to `through`, ascending, for the window of hashes; not one for every block. */
  blocks: BlockRef[]
}

export type ReceiptView = {
  succeeded: boolean
  block: BlockRef
  transfers: Transfer[]
  accepted: HubLog[]
}

/** All that a mined transaction moved, as contracts tell it, listed or not: an emitter is only believed once its balances say the same. */
export type Movements = { succeeded: boolean; block: BlockRef; transfers: Transfer[]; sweeps: SweepLog[] }

/** A call that somebody's wallet would send. */
export type Call = { from: string; to: string; data: Hex }

/** Every method throws ChainError and stops when the signal aborts. */
export interface ChainReader {
  head(signal: AbortSignal): Promise<BlockRef>
  /** Null when the chain, as this provider knows it, has no such block. */
  block(number: number, signal: AbortSignal): Promise<BlockRef | null>
  /** Scans (from..to] and may stop early; throws only if nothing was proven. */
  scan(from: number, to: number, watch: Watch, signal: AbortSignal): Promise<ScanResult>
  /** balances[i][j] of addresses[i] in tokens[j] (null = native) at the end of block `at`. */
  balances(
    addresses: readonly string[],
    tokens: readonly (string | null)[],
    at: number,
    signal: AbortSignal,
  ): Promise<bigint[][]>
  /**
   * Where a chain tells balances at one block only, the last that nothing undoes: that block. `balances` then answers at it alone, and
   * throws `lagging` for another.
   */
  solid?(signal: AbortSignal): Promise<BlockRef>
  /** Null when the transaction is not mined. `transfers` are those of the network's listed tokens and native coin. */
  receipt(txHash: Hex, signal: AbortSignal): Promise<ReceiptView | null>
  /** Null when the transaction is not mined; left out where nobody asks about strange transactions. */
  moved?(txHash: Hex, signal: AbortSignal): Promise<Movements | null>
  /** Which terms the network's hub holds for paid at the end of block `at` (F5); left out where there is no hub. */
  hubPaid?(terms: readonly Hex[], at: number, signal: AbortSignal): Promise<boolean[]>
  /** Gas that a call would use now; throws `bad_response` where it would revert. Left out where calls cost no gas. */
  gasOf?(call: Call, signal: AbortSignal): Promise<bigint>
  /** Whether code decides what an address does, and no key. Left out where it cannot be told. */
  isContract?(address: string, signal: AbortSignal): Promise<boolean>
  /** S10: the chain id, and the keccak256 of a contract's code (null without code). */
  identity(contract: string | null, signal: AbortSignal): Promise<{ chainId: number; codeHash: Hex | null }>
  /** What a unit of gas costs now, tip included, in base units of the native coin (L8); left out where nothing is to be paid. */
  gasPrice?(signal: AbortSignal): Promise<bigint>
  /** How much is asked at once by now, learnt from what the provider took and refused (S9); left out where nothing is learnt. Asks nothing. */
  learnt?: () => LearntReach
}

/** What one query to a provider may name, and how many blocks it may reach over. */
export type LearntReach = { topics: number; addresses: number; blocks: number }
