import { encodeFunctionData, numberToHex, parseAbi } from 'viem'
import { ChainError, isChainError } from '../errors'
import type { Hex } from '../port'
import type { Provider } from '../provider'
import { ScreeningError, type Asked, type Screening } from './port'

const abi = parseAbi(['function isSanctioned(address addr) view returns (bool)'])

const NO = numberToHex(0, { size: 32 })
const YES = numberToHex(1, { size: 32 })

/**
 * Asks contracts with the public sanctions oracle's interface, one for each network, at a block. An answer that is no plain yes or no, such
 * as that of an address without code, is none; another provider is asked then.
 */
export function oracleScreening(oracles: ReadonlyMap<string, string>): Screening {
  let trouble: string | null = null
  return {
    id: 'oracle',
    covers: (network) => oracles.has(network),
    async listed(asked, signal) {
      const oracle = oracles.get(asked.network.id)
      if (oracle === undefined) return new Set()
      for (const provider of asked.providers) {
        try {
          const found = await askAt(provider, oracle, asked, signal)
          trouble = null
          return found
        } catch (error) {
          if (!isChainError(error)) throw error
          trouble = `${asked.network.id}: ${error.code}`
          if (signal.aborted) break
        }
      }
      throw new ScreeningError(`the oracle of ${asked.network.id} does not answer`)
    },
    state: () => ({ id: 'oracle', networks: [...oracles.keys()], trouble }),
  }
}

async function askAt(
  { rpc }: Provider,
  oracle: string,
  { addresses, block }: Asked,
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  if (rpc === null) throw new ChainError('unavailable', 'no oracle can be asked there')
  const calls = addresses.map((address) => {
    const data = encodeFunctionData({ abi, functionName: 'isSanctioned', args: [address as Hex] })
    return { method: 'eth_call', params: [{ to: oracle, data }, numberToHex(block)] }
  })
  const answers = await rpc.inBatches(calls, signal)
  const listed = new Set<string>()
  for (const [index, address] of addresses.entries()) {
    const answer = answers[index]
    if (answer === YES) listed.add(address)
    else if (answer !== NO) throw new ChainError('bad_response', 'the oracle answers neither yes nor no')
  }
  return listed
}
