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
import { isChainError } from '../errors'
import type { Meter } from '../meter'
import type { Network } from '../network'
import type { GasWallet } from '../gasPort'
import { walletError } from './walletError'

/** Estimates hide what the sweep's own bookkeeping needs when tokens misbehave; headroom costs nothing unless used. */
const GAS_HEADROOM_PERCENT = 130n

/** What nodes say to a transaction that is in their pool. */
const HAS_IT_ALREADY = /already (known|imported|exists)|known transaction/i

/** A gas-only key on one network: it pays for sweeps and can take nothing (F9). What it asks is counted by `meter`. */
export function createGasWallet(network: Network, rpcUrl: string, privateKey: Hex, meter?: Meter): GasWallet {
  const account = privateKeyToAccount(privateKey)
  const client = createWalletClient({
    account,
    transport: http(rpcUrl, {
      timeout: network.provider.requestTimeoutMs,
      retryCount: 0,
      onFetchRequest: () => meter?.count(1),
    }),
  }).extend(publicActions)

  /** Asks the chain; whatever goes wrong is a ChainError. */
  const asking = async <Answer>(method: string, ask: () => Promise<Answer>): Promise<Answer> => {
    try {
      return await ask()
    } catch (error) {
      throw walletError(method, error)
    }
  }

  return {
    address: account.address,
    balance: () => asking('balance', () => client.getBalance({ address: account.address })),
    nextNonce: () =>
      asking('nonce', () => client.getTransactionCount({ address: account.address, blockTag: 'latest' })),
    async fees() {
      const { maxFeePerGas, maxPriorityFeePerGas } = await asking('fees', () =>
        client.estimateFeesPerGas({ chain: null }),
      )
      return { maxFeePerGas, maxPriorityFeePerGas }
    },
    async simulate(to, data) {
      const gas = await asking('simulation', () => client.estimateGas({ account, to: to as Address, data }))
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
      try {
        await asking('sending', () => client.sendRawTransaction({ serializedTransaction: raw }))
      } catch (error) {
        if (!isChainError(error) || !HAS_IT_ALREADY.test(error.message)) throw error
      }
    },
    async outcome(hash) {
      const receipt = await asking('receipt', () =>
        client.getTransactionReceipt({ hash }).catch((error: unknown) => {
          if (error instanceof Error && error.name === 'TransactionReceiptNotFoundError') return null
          throw error
        }),
      )
      return receipt && { succeeded: receipt.status === 'success', block: Number(receipt.blockNumber) }
    },
  }
}
