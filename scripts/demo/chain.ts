import { createPublicClient, createWalletClient, defineChain, erc20Abi, http } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import type { DemoDescription } from './description'

type Address = `0x${string}`

/** The local chain as a wallet sees it. */
export function localChain({ rpcUrl, chainId, payer }: DemoDescription) {
  const chain = defineChain({
    id: chainId,
    name: 'Local chain',
    nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
    rpcUrls: { default: { http: [rpcUrl] } },
  })
  const transport = http(rpcUrl)
  const reader = createPublicClient({ chain, transport, pollingInterval: 250 })
  const wallet = createWalletClient({ chain, transport, account: privateKeyToAccount(payer.privateKey) })
  return {
    balance: (token: Address, owner: string) =>
      reader.readContract({
        address: token,
        abi: erc20Abi,
        functionName: 'balanceOf',
        args: [owner as Address],
      }),
    /** A plain ERC-20 transfer: the payer knows an address and an amount, and nothing of invoices. */
    transfer: async (token: Address, to: string, amount: bigint): Promise<Address> => {
      const hash = await wallet.writeContract({
        address: token,
        abi: erc20Abi,
        functionName: 'transfer',
        args: [to as Address, amount],
      })
      const { status } = await reader.waitForTransactionReceipt({ hash })
      if (status !== 'success') throw new Error(`transfer ${hash} was reverted`)
      return hash
    },
  }
}
