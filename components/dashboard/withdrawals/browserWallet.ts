/** As EIP-1193 has it: all that is needed of a wallet in the browser. */
export type Eip1193 = { request(asked: { method: string; params?: readonly unknown[] }): Promise<unknown> }

/** A wallet that announced itself (EIP-6963). */
export type FoundWallet = { id: string; name: string; provider: Eip1193 }

type Announced = CustomEvent<{ info?: { uuid?: unknown; name?: unknown }; provider?: unknown }>

/** Announcements come at once from what is there; a slow extension gets a moment. */
const PATIENCE_MS = 300

/** The wallets that are installed in this browser; the older `window.ethereum` where none announces itself. */
export async function findWallets(): Promise<FoundWallet[]> {
  const found = new Map<string, FoundWallet>()
  const hear = (event: Event) => {
    const { info, provider } = (event as Announced).detail ?? {}
    if (typeof info?.uuid !== 'string' || !isProvider(provider)) return
    const name = typeof info.name === 'string' ? info.name.slice(0, 40) : 'Wallet'
    found.set(info.uuid, { id: info.uuid, name, provider })
  }
  window.addEventListener('eip6963:announceProvider', hear)
  window.dispatchEvent(new Event('eip6963:requestProvider'))
  if (found.size === 0) await new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))
  window.removeEventListener('eip6963:announceProvider', hear)
  const older: unknown = Reflect.get(window, 'ethereum')
  if (found.size === 0 && isProvider(older)) {
    found.set('', { id: '', name: 'Browser wallet', provider: older })
  }
  return [...found.values()]
}

export type ToSend = { to: string; data: string; value: string }
export type Chain = { id: number; name: string }

/** What a wallet was not able or willing to do, in words for the person. */
export class WalletRefusal extends Error {}

/** The account that the wallet lets this page see, on the chain that is asked for. Throws WalletRefusal. */
export async function connect({ provider }: FoundWallet, chain: Chain): Promise<string> {
  const accounts = await asked(provider, 'eth_requestAccounts')
  const account: unknown = Array.isArray(accounts) ? accounts[0] : null
  if (typeof account !== 'string') throw new WalletRefusal('Your wallet showed no account.')
  const chainId = `0x${chain.id.toString(16)}`
  if (!(await isOn(provider, chain))) {
    try {
      await provider.request({ method: 'wallet_switchEthereumChain', params: [{ chainId }] })
    } catch (error) {
      if (codeOf(error) !== UNKNOWN_CHAIN) throw refusalOf(error)
      throw new WalletRefusal(`Your wallet does not know ${chain.name}. Add it there, then try again.`)
    }
    // Some wallets answer before they have switched, or answer and do not.
    if (!(await isOn(provider, chain))) {
      throw new WalletRefusal(
        `Your wallet is on another network. Switch it to ${chain.name}, then try again.`,
      )
    }
  }
  return account
}

/** The hash of what the wallet has sent. Throws WalletRefusal. */
export async function send({ provider }: FoundWallet, from: string, call: ToSend): Promise<string> {
  const hash = await asked(provider, 'eth_sendTransaction', [{ from, ...call }])
  if (typeof hash === 'string' && /^0x[0-9a-f]{64}$/i.test(hash)) return hash.toLowerCase()
  throw new WalletRefusal(
    'Your wallet gave no hash. Look there whether it was sent, and enter its hash below.',
  )
}

const DECLINED = 4001
const UNKNOWN_CHAIN = 4902

async function asked(provider: Eip1193, method: string, params: readonly unknown[] = []): Promise<unknown> {
  try {
    return await provider.request({ method, params })
  } catch (error) {
    throw refusalOf(error)
  }
}

async function isOn(provider: Eip1193, { id }: Chain): Promise<boolean> {
  const answer = await asked(provider, 'eth_chainId')
  return typeof answer === 'string' && Number.parseInt(answer, 16) === id
}

function refusalOf(error: unknown): WalletRefusal {
  if (codeOf(error) === DECLINED)
    return new WalletRefusal('You declined it in your wallet. Nothing was sent.')
  const said = error instanceof Error ? error.message : textOf(error)
  return new WalletRefusal(`Your wallet refused: ${said.slice(0, 200) || 'it did not say why'}`)
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : null
}

function textOf(error: unknown): string {
  const said = typeof error === 'object' && error !== null && 'message' in error ? error.message : null
  return typeof said === 'string' ? said : ''
}

function isProvider(value: unknown): value is Eip1193 {
  return (
    typeof value === 'object' && value !== null && 'request' in value && typeof value.request === 'function'
  )
}
