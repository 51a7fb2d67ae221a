import { createGasWallet } from '@/lib/chains/evm/gasWallet'
import type { GasKey } from '@/lib/services/hub/relayPayment'
import type { App } from './app'

/** The gas key of this instance, where it has one and the network has contracts for it to call (F9). */
export function gasKeyOf({ env }: App): GasKey {
  return (network, provider) =>
    env.gasPrivateKey && network.oneShotForwarder
      ? createGasWallet(network, provider.rpcUrl, env.gasPrivateKey, provider.meter)
      : null
}
