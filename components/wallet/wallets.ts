import { createConfig, injected, type Config, type Connector } from 'wagmi'
import { connect, getConnectorClient, reconnect, switchChain } from 'wagmi/actions'
import { custom, defineChain, type Account, type Chain, type Client, type Transport } from 'viem'
import type { WalletOffer } from '@/lib/pay/walletOffer'
import { problemOf, WalletProblem } from './problem'

/** A connected wallet's own node, by which everything is read and sent: no other origin is asked. */
export type WalletClient = Client<Transport, Chain, Account>

export type Connected = { connector: Connector; address: string; chainId: number }

/** Looks for wallets that announce themselves (EIP-6963); one that only sits at `window.ethereum` is found where none does. */
export function openWallets({ chain: { id, name, coin } }: Pick<WalletOffer, 'chain'>): Config {
  const chain = defineChain({ id, name, nativeCurrency: coin, rpcUrls: { default: { http: [] } } })
  const nobody = () => Promise.reject(new Error('chains are read through the connected wallet'))
  return createConfig({
    chains: [chain],
    connectors: [injected()],
    transports: { [id]: custom({ request: nobody }) },
    multiInjectedProviderDiscovery: true,
  })
}

/** Those that can be chosen now. */
export function walletsOf({ connectors }: Config): Connector[] {
  const announced = connectors.filter(({ id, type }) => type !== 'injected' || id !== 'injected')
  if (announced.length > 0) return [...announced]
  return 'ethereum' in window ? [...connectors] : []
}

/** Asks a wallet to be connected. Throws a WalletProblem. */
export async function connectTo(config: Config, connector: Connector): Promise<Connected> {
  try {
    const { accounts, chainId } = await connect(config, { connector })
    return { connector, address: accounts[0], chainId }
  } catch (error) {
    throw problemOf(error, 'notConnected')
  }
}

/** Takes up a connection of before a reload, without a question; null where the wallet would ask. */
export async function connectAgain(config: Config, id: string): Promise<Connected | null> {
  const connector = walletsOf(config).find((one) => one.id === id)
  if (!connector) return null
  const [own] = await reconnect(config, { connectors: [connector] }).catch(() => [])
  return own ? { connector: own.connector, address: own.accounts[0], chainId: own.chainId } : null
}

/** A client of the wallet on the network that is paid on, changed to it where it is on another. Throws a WalletProblem. */
export async function clientOn(
  config: Config,
  { connector }: Connected,
  chainId: number,
  onSwitching: () => void,
): Promise<WalletClient> {
  if ((await connector.getChainId()) !== chainId) {
    onSwitching()
    try {
      await switchChain(config, { connector, chainId })
    } catch (error) {
      const problem = problemOf(error)
      throw problem.word === 'unclear' ? new WalletProblem('notSwitched') : problem
    }
  }
  try {
    return await getConnectorClient(config, { connector, chainId })
  } catch (error) {
    throw problemOf(error)
  }
}
