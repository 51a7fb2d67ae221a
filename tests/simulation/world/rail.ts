import type { Network } from '@/lib/chains/network'
import { addPaymentMethod } from '@/lib/services/merchants/addPaymentMethod'
import type { Actor, RootContext } from '@/lib/services/context'
import { declareWallet } from '@/lib/services/wallets/declareWallet'
import { setXpubMethods } from '@/lib/services/xpub/setXpubMethods'
import { accounts } from '@/scripts/local/accounts'
import { testWallet } from '@/tests/support/wallet'
import { SOLID_DEPTH } from '../chain/tron'
import { chainAddressOf, tronAddressOf } from '../chain/tronAddress'
import { LOCAL, TRON } from './network'

/** What differs between kinds of chain for everybody in the world, and for the oracle. */
export interface Rail {
  network: Network
  dialect: 'evm' | 'tron'
  /** Symbols that can be paid. */
  symbols: readonly string[]
  /** Confirmations that are asked for at least, and how deep a block lies before anything in it is final (S7). */
  floor: number
  finalDepth: number
  /** An address as the product shows it, as the model chain knows it, and back. */
  toChain(shown: string): string
  toShown(address: string): string
  /** What the merchant's wallet has at an index; null where addresses are contracts. */
  addressOfChild(index: number): string | null
  /** The merchant's ways to be paid. */
  setUp(ctx: RootContext, merchant: Actor): Promise<void>
}

const same = (address: string) => address

const forwarder: Rail = {
  network: LOCAL,
  dialect: 'evm',
  symbols: [...LOCAL.tokens.map(({ symbol }) => symbol), LOCAL.native.symbol],
  floor: 1,
  finalDepth: 0,
  toChain: same,
  toShown: same,
  addressOfChild: () => null,
  async setUp(ctx, { merchantId }) {
    for (const network of ctx.networks.all()) {
      for (const token of [...network.tokens.map((one) => one.symbol), network.native.symbol]) {
        const treasury = accounts.treasury.address
        await addPaymentMethod(ctx, { merchantId, mode: 'live', network: network.id, token, treasury })
      }
    }
  },
}

/** One token, by address and through the hub. */
function throughHub(token: string): Rail {
  return {
    ...forwarder,
    async setUp(ctx, { merchantId }) {
      for (const { id: network } of ctx.networks.all()) {
        await addPaymentMethod(ctx, {
          merchantId,
          mode: 'live',
          network,
          token,
          treasury: accounts.treasury.address,
          rails: ['forwarder', 'hub'],
        })
      }
    },
  }
}

/** TRON: addresses of the merchant's own wallet, and refunds from one that they declared. */
function ownWallet(): Rail {
  const wallet = testWallet(80, 195)
  const known = new Map<number, string>()
  return {
    network: TRON,
    dialect: 'tron',
    symbols: TRON.tokens.map(({ symbol }) => symbol),
    floor: TRON.confirmationFloor,
    finalDepth: SOLID_DEPTH + 1,
    toChain: chainAddressOf,
    toShown: tronAddressOf,
    addressOfChild(index) {
      const address = known.get(index) ?? wallet.account(index).address
      known.set(index, address)
      return address
    },
    async setUp(ctx, merchant) {
      const tokens = TRON.tokens.map(({ symbol }) => symbol)
      for (const network of ctx.networks.all()) {
        const { merchantId, mode } = merchant
        await setXpubMethods(
          ctx,
          { merchantId, mode, network, tokens, key: wallet.key, from: null },
          merchant,
        )
      }
      const address = tronAddressOf(accounts.treasury.address)
      await declareWallet(ctx, merchant, { address, label: null })
    },
  }
}

export function railOf(plan: { tron: boolean; hub: boolean; tokens: readonly string[] }): Rail {
  if (plan.hub) return throughHub(plan.tokens[0] ?? 'USDC')
  return plan.tron ? ownWallet() : forwarder
}
