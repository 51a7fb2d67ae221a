import { createPublicClient, erc20Abi, getAddress, http, parseAbiItem, zeroAddress, type Hex } from 'viem'
import { FACTORY_ADDRESS } from '@/contracts/artifacts/addresses'
import { accounts } from '@/scripts/local/accounts'
import type { Asset } from '../load/told'

const TRANSFER = parseAbiItem('event Transfer(address indexed from, address indexed to, uint256 value)')
const SWEPT = parseAbiItem(
  'event Swept(bytes32 indexed salt, address indexed token, uint256 net, uint256 fee)',
)

export type Arrived = { txHash: Hex; to: string; symbol: string; amount: bigint; blockHash: Hex }
export type Swept = { salt: Hex; txHash: Hex; symbol: string; net: bigint; fee: bigint }

/** What the chain itself says, asked for without any of the product's readers. */
export async function readChain(rpcUrl: string, assets: readonly Asset[], deposits: ReadonlySet<string>) {
  const client = createPublicClient({ transport: http(rpcUrl) })
  const symbolOf = (address: string | null) =>
    assets.find((asset) => asset.address?.toLowerCase() === address?.toLowerCase())?.symbol ?? 'unlisted'
  const tokens = assets.flatMap(({ address }) => address ?? [])

  const logs = await client.getLogs({ address: tokens, event: TRANSFER, fromBlock: 0n, strict: true })
  const arrived: Arrived[] = logs.map(({ args, address, transactionHash, blockHash }) => ({
    txHash: transactionHash,
    to: args.to,
    symbol: symbolOf(address),
    amount: args.value,
    blockHash,
  }))
  const sentByGasKey: Hex[] = []
  const head = await client.getBlock()
  for (let number = 0n; number <= head.number; number += 1n) {
    const block = await client.getBlock({ blockNumber: number, includeTransactions: true })
    for (const { from, to, value, hash } of block.transactions) {
      if (getAddress(from) === accounts.gas.address) sentByGasKey.push(hash)
      if (to && value > 0n)
        arrived.push({
          txHash: hash,
          to: getAddress(to),
          symbol: 'ETH',
          amount: value,
          blockHash: block.hash,
        })
    }
  }
  const sweeps = await client.getLogs({ address: FACTORY_ADDRESS, event: SWEPT, fromBlock: 0n, strict: true })
  const swept: Swept[] = sweeps.map(({ args, transactionHash }) => ({
    salt: args.salt,
    txHash: transactionHash,
    symbol: args.token === zeroAddress ? 'ETH' : symbolOf(args.token),
    net: args.net,
    fee: args.fee,
  }))
  return {
    arrived: arrived.filter(({ to }) => deposits.has(to)),
    swept,
    sentByGasKey,
    /** Base units that an address holds now. */
    balance: (asset: Asset, owner: `0x${string}`): Promise<bigint> =>
      asset.address === null
        ? client.getBalance({ address: owner })
        : client.readContract({
            address: asset.address,
            abi: erc20Abi,
            functionName: 'balanceOf',
            args: [owner],
          }),
  }
}

export type OnChain = Awaited<ReturnType<typeof readChain>>
