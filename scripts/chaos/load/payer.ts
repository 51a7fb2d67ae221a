import { createWalletClient, erc20Abi, http, publicActions } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { accounts } from '@/scripts/local/accounts'
import type { Asset } from './told'

export type Payer = {
  /** Sends base units and gives the transaction's hash. */
  pay(to: `0x${string}`, asset: Asset, amount: bigint): Promise<string>
}

/** One account on the chain, whose transactions follow each other. */
export function createPayer(rpcUrl: string): Payer {
  const account = privateKeyToAccount(accounts.payer.privateKey)
  const wallet = createWalletClient({ account, transport: http(rpcUrl) }).extend(publicActions)
  let last: Promise<unknown> = Promise.resolve()

  const send = (to: `0x${string}`, { address }: Asset, amount: bigint) =>
    address === null
      ? wallet.sendTransaction({ to, value: amount, chain: null })
      : wallet.writeContract({
          address,
          abi: erc20Abi,
          functionName: 'transfer',
          args: [to, amount],
          chain: null,
        })
  return {
    pay(to, asset, amount) {
      const sent = last.then(() => send(to, asset, amount))
      last = sent.catch(() => {})
      return sent
    },
  }
}
