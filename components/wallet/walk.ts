import { encodeFunctionData, type Hex } from 'viem'
import type { WalletOffer } from '@/lib/pay/walletOffer'
import { tokenCalls } from './abis'
import { payByCall } from './call'
import type { Kept } from './keep'
import { reading, WalletProblem } from './problem'
import { balanceOf, coinOf } from './reads'
import { clientOn, type Connected } from './wallets'
import { noGas, send, type Way } from './way'
import type { Config } from 'wagmi'

type Walk = Pick<Way, 'offer' | 'onStep'> & {
  config: Config
  connected: Connected
  /** Called with what was sent before anything is waited for. */
  onSent: (kept: Kept) => void
}

/**
 * Pays what is offered from a connected wallet: changes to its network, looks at the balance, and goes as its rail goes. Returns once the
 * wallet has sent it. Throws a WalletProblem, after which nothing was paid unless it is `unclear`.
 */
export async function walk({ config, connected, offer, onStep, onSent }: Walk): Promise<Kept> {
  const { asset, chain, rail } = offer
  const client = await clientOn(config, connected, chain.id, () => onStep('switching'))
  onStep('reading')
  const [held, coin] = await reading(Promise.all([balanceOf(client, offer), coinOf(client)]))
  if (held < BigInt(offer.amount)) throw new WalletProblem('tooLittle', { held: inUnits(held, offer) })
  const way: Way = { offer, client, onStep, hasCoin: coin > 0n }
  const isRelayed = rail.kind === 'call' && rail.relayed && asset.address !== null
  if (!way.hasCoin && !isRelayed) throw noGas(offer)
  const hash = rail.kind === 'call' ? await payByCall(way, rail) : await transfer(way, rail.to)
  const kept: Kept = {
    hash,
    chainId: chain.id,
    from: client.account.address,
    optionId: rail.kind === 'call' ? rail.optionId : null,
    connector: connected.connector.id,
    wallet: connected.connector.name,
    amountText: offer.amountText,
  }
  onSent(kept)
  return kept
}

/** A plain transfer to the invoice's own address. */
function transfer({ offer: { asset, amount }, client, onStep }: Way, to: Hex): Promise<Hex> {
  const args = [to, BigInt(amount)] as const
  const call =
    asset.address === null
      ? { to, value: BigInt(amount) }
      : { to: asset.address, data: encodeFunctionData({ abi: tokenCalls, functionName: 'transfer', args }) }
  onStep('paying')
  return send(client, call)
}

/** Of the asset that is paid, to compare with what is asked: all digits. */
export function inUnits(amount: bigint, { asset: { decimals, symbol } }: Pick<WalletOffer, 'asset'>): string {
  const digits = amount.toString().padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  const part = decimals === 0 ? '' : digits.slice(-decimals).replace(/0+$/, '').padEnd(2, '0')
  return `${whole}${part ? `.${part}` : ''}\u00a0${symbol}`
}
