import {
  createWalletClient,
  http,
  keccak256,
  publicActions,
  type Address,
  type Hex,
  type TransactionSerializableEIP1559,
} from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import type { Network } from '../network'
import type { GasWallet } from '../gasPort'

/** Estimates hide what the sweep's own bookkeeping needs when tokens misbehave; headroom costs nothing unless used. */
const GAS_HEADROOM_PERCENT = 130n

/** A gas-only key on one network: it pays for sweeps and can take nothing (F9). */
export function createGasWallet(network: Network, rpcUrl: string, privateKey: Hex): GasWallet {
  const account = privateKeyToAccount(privateKey)
  const client = createWalletClient({
    account,
    transport: http(rpcUrl, { timeout: network.provider.requestTimeoutMs, retryCount: 0 }),
  }).extend(publicActions)

  return {
    address: account.address,
    balance: () => client.getBalance({ address: account.address }),
    nextNonce: () => client.getTransactionCount({ address: account.address, blockTag: 'latest' }),
    async fees() {
      const { maxFeePerGas, maxPriorityFeePerGas } = await client.estimateFeesPerGas({ chain: null })
      return { maxFeePerGas, maxPriorityFeePerGas }
    },
    async simulate(to, data) {
      const gas = await client.estimateGas({ account, to: to as Address, data })
      return (gas * GAS_HEADROOM_PERCENT) / 100n
    },
    async sign(call) {
      const transaction: TransactionSerializableEIP1559 = {
        type: 'eip1559',
        chainId: network.chainId,
        to: call.to as Address,
        data: call.data,
        nonce: call.nonce,
        gas: call.gasLimit,
        maxFeePerGas: call.maxFeePerGas,
        maxPriorityFeePerGas: call.maxPriorityFeePerGas,
      }
      const raw = await account.signTransaction(transaction)
      return { raw, hash: keccak256(raw) }
    },
    async send(raw) {
      await client.sendRawTransaction({ serializedTransaction: raw })
    },
    async outcome(hash) {
      const receipt = await client.getTransactionReceipt({ hash }).catch((error: unknown) => {
        if (error instanceof Error && error.name === 'TransactionReceiptNotFoundError') return null
        throw error
      })
      return receipt && { succeeded: receipt.status === 'success', block: Number(receipt.blockNumber) }
    },
  }
}
