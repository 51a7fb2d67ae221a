import type { Network } from '../network'
import type { ChainReader } from '../port'
import { createAdaptiveQueries } from './adaptive'
import { readBalances } from './balances'
import { readBlock, readHead } from './blocks'
import { estimateGas, readIsContract } from './calls'
import { readGasPrice } from './gasPrice'
import { readHubPaid } from './hubPaid'
import { readIdentity } from './identity'
import { readMovements } from './movements'
import { readReceipt } from './receipt'
import { connect, type Rpc } from './rpc'
import { createScanner } from './scan'

/**
 * Reads one EVM network at one provider. Keeps no connection open and no state but what the provider has shown of its
 * limits (range, topics, density of logs), so that one reader may serve many runs at once.
 */
export function createEvmReader(network: Network, rpcUrl: string): ChainReader {
  return evmReaderOver(network, connect(rpcUrl, network.provider))
}

/** The same over a connection that others may use too. */
export function evmReaderOver(network: Network, rpc: Rpc): ChainReader {
  const queries = createAdaptiveQueries(rpc)
  const { hub } = network
  return {
    head: (signal) => readHead(rpc, signal),
    block: (number, signal) => readBlock(rpc, number, signal),
    scan: createScanner(network, rpc, queries),
    balances: (addresses, tokens, at, signal) => readBalances(rpc, addresses, tokens, at, signal),
    receipt: (txHash, signal) => readReceipt(network, rpc, txHash, signal),
    moved: (txHash, signal) => readMovements(network, rpc, txHash, signal),
    ...(hub ? { hubPaid: (terms, at, signal) => readHubPaid(rpc, hub, terms, at, signal) } : {}),
    gasOf: (call, signal) => estimateGas(rpc, call, signal),
    isContract: (address, signal) => readIsContract(rpc, address, signal),
    gasPrice: (signal) => readGasPrice(rpc, signal),
    identity: (contract, signal) => readIdentity(rpc, contract, signal),
    learnt: () => queries.reach(),
  }
}
