import type { ModelBlock, ModelChain } from '../chain/modelChain'
import { balanceIn, SWEPT, TRANSFER, word } from '../chain/state'
import { NATIVE } from '../chain/tokens'
import { FACTORY_ADDRESS, HUB_ADDRESS } from '@/contracts/artifacts/addresses'
import { ACCEPTED } from '../chain/hub'

/** Money that came to an address in one block, by what the balance did and by nothing that was said. */
export type Arrival = { asset: string; amount: bigint; block: ModelBlock }

/** What one sweep took from an address, by the factory's event, or by the transfer of the wallet that has its key. */
export type Departure = {
  asset: string
  net: bigint
  fee: bigint
  block: ModelBlock
  txHash: string
  position: number
}

/** An address, with the salt of its forwarder; a merchant's own wallet's has none. */
export type Deposit = { address: string; salt: string | null }

/** What was paid through the hub by terms that were offered for an invoice, which is where it belongs at once: it came, and it left. */
export function throughHub(
  chain: ModelChain,
  tip: ModelBlock,
  offered: readonly { termsHash: string; fee: bigint }[],
): Departure[] {
  const byHash = new Map(offered.map((terms) => [terms.termsHash, terms]))
  if (byHash.size === 0) return []
  return chain.branch(tip, 0, tip.number).flatMap((block) =>
    block.mined.flatMap(({ transaction, logs }) =>
      logs.flatMap((log, position) => {
        const terms = byHash.get(log.topics[1] ?? '')
        if (log.address !== HUB_ADDRESS || log.topics[0] !== ACCEPTED || !terms) return []
        const asset = `0x${log.data.slice(90, 130)}`
        const net = BigInt(`0x${log.data.slice(130)}`) - terms.fee
        return [{ asset, net, fee: terms.fee, block, txHash: transaction.hash, position }]
      }),
    ),
  )
}

/** All departures from an address on the branch of `tip`. */
export function departures(chain: ModelChain, tip: ModelBlock, { address, salt }: Deposit): Departure[] {
  if (salt === null) return ownDepartures(chain, tip, address)
  return chain.branch(tip, 0, tip.number).flatMap((block) =>
    block.mined.flatMap(({ transaction, logs }) =>
      logs.flatMap((log, position) => {
        const isOurs = log.address === FACTORY_ADDRESS && log.topics[0] === SWEPT && log.topics[1] === salt
        if (!isOurs) return []
        const token = `0x${(log.topics[2] ?? '').slice(26)}`
        const asset = BigInt(token) === 0n ? NATIVE : token
        const [net, fee] = [BigInt(log.data.slice(0, 66)), BigInt(`0x${log.data.slice(66)}`)]
        return [{ asset, net, fee, block, txHash: transaction.hash, position }]
      }),
    ),
  )
}

/** Wallets divide nothing: all that leaves is the merchant's. */
function ownDepartures(chain: ModelChain, tip: ModelBlock, address: string): Departure[] {
  return chain.branch(tip, 0, tip.number).flatMap((block) =>
    block.mined.flatMap(({ transaction, logs }) =>
      logs.flatMap((log, position) => {
        const isOurs =
          log.topics[0] === TRANSFER && log.topics.length === 3 && log.topics[1] === word(address)
        if (!isOurs) return []
        const net = BigInt(log.data)
        return [{ asset: log.address, net, fee: 0n, block, txHash: transaction.hash, position }]
      }),
    ),
  )
}

/** What arrived, block by block: the balance's rise plus what was swept in that block. */
export function arrivals(
  chain: ModelChain,
  tip: ModelBlock,
  address: Deposit,
  assets: readonly string[],
): Arrival[] {
  const left = departures(chain, tip, address)
  const found: Arrival[] = []
  for (const asset of assets) {
    let before = 0n
    for (const block of chain.branch(tip, 0, tip.number)) {
      const balance = balanceIn(block.state, asset, address.address)
      const gone = left
        .filter((one) => one.block === block && one.asset.toLowerCase() === asset.toLowerCase())
        .reduce((sum, one) => sum + one.net + one.fee, 0n)
      const amount = balance - before + gone
      if (amount !== 0n) found.push({ asset, amount, block })
      before = balance
    }
  }
  return found
}
