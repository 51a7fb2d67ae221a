/** What can be paid with on a network. `stablecoin` names the fiat currency it is held to. */
export type Token = {
  symbol: string
  name: string
  address: string
  decimals: number
  stablecoin: { currency: 'USD' } | null
  /** A merchant brought it by its address; nobody vouches for what it says of itself. */
  added?: boolean
}

/** What a provider allows (S9); the strictest common one by default. */
export type ProviderLimits = {
  /** Values in one position of a topic filter; geth refuses more than 1,000. */
  maxTopics: number
  /** Emitters in one filter; geth refuses more than 1,000 of them too. */
  maxAddresses: number
  /** Logs that it gives out at most: an answer with as many may have been cut short. Null where it refuses instead. */
  maxLogs: number | null
  /** Blocks in one eth_getLogs. */
  maxRange: number
  requestTimeoutMs: number
  /** Calls in one JSON-RPC batch. */
  batchSize: number
}

/** A chain that can be read: everything about it that is not the operator's to configure. */
export type Network = {
  id: string
  name: string
  /** How it is asked, and the form of its addresses. */
  kind: 'evm' | 'tron'
  chainId: number
  mode: 'live' | 'test'
  blockTimeMs: number
  /** Blocks after which the chain itself calls a block final. */
  finalityDepth: number
  /** Confirmations that are asked for at least (S7). */
  confirmationFloor: number
  /** How many blocks back hashes are kept to notice a reorganisation. */
  windowDepth: number
  explorer: { tx(hash: string): string; address(address: string): string } | null
  native: { symbol: string; name: string; decimals: number }
  tokens: readonly Token[]
  /** False where nobody can tell for certain what of it came. */
  nativePayable?: false
  /** The forwarder factory; the same on every EVM chain (F3). */
  factory: string
  /** False where a contract cannot destroy itself in the transaction that made it: no forwarder rail there. */
  oneShotForwarder: boolean
  /** The payment hub, the same on every EVM chain (F5); null where nobody pays through it. */
  hub: string | null
  /**
   * The chain logs every native transfer as Transfer from 0xff..fe (EIP-7708, S9), so that no full block need be read. Where it is not
   * said, both are read and a transfer that is logged counts by its log: a chain may begin to log them at any block.
   */
  logsTransferTopicForNative?: boolean
  /** Some logs (bridge deposits of Polygon) are missing from the headers' blooms, so that those exclude nothing. */
  partialBloom?: boolean
  /** Gas costs nothing worth speaking of, so that any amount can be moved (L8). */
  gasIsFree?: boolean
  /** Addresses whose balances are looked at in a run beside those with news, where that is dear (S4). */
  witnessBudget?: number
  /** Each invoice has a chain of its own here, with its own clock (the sandbox, ADR 0015). */
  laneOfItsOwn?: boolean
  provider: ProviderLimits
}
