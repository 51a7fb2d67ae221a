import {
  createTestClient,
  createWalletClient,
  erc20Abi,
  http,
  parseAbi,
  parseUnits,
  publicActions,
  walletActions,
} from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { FACTORY_ADDRESS } from '@/lib/chains/evm/forwarder'
import { createGasWallet } from '@/lib/chains/evm/gasWallet'
import { LOCAL_USDC, LOCAL_USDT } from '@/lib/chains/evm/localTokens'
import type { Hex } from '@/lib/chains/port'
import type { NetworksConfig } from '@/lib/chains/registry'
import { createAnnouncer } from '@/lib/live/announcer'
import type { Actor } from '@/lib/services/context'
import { createInvoice } from '@/lib/services/invoices/createInvoice'
import { getInvoice } from '@/lib/services/invoices/getInvoice'
import type { CreateInvoiceInput } from '@/lib/services/invoices/input'
import { addPaymentMethod } from '@/lib/services/merchants/addPaymentMethod'
import { registerMerchant } from '@/lib/services/merchants/registerMerchant'
import { reconcileAll } from '@/lib/services/reconcile/reconcileAll'
import { sweepNetwork } from '@/lib/services/sweep/sweepNetwork'
import type { InvoiceDetail } from '@/lib/services/views'
import { deployFactory, deployHub, deployTestTokens } from '@/scripts/contracts/deployment'
import { accounts } from '@/scripts/local/accounts'
import { testChain } from './anvil'
import { testDatabase } from './database'
import { testServices } from './services'

export type WorldOptions = {
  /** Puts something between the services and anvil, such as a faulty provider. */
  rpcUrl?: (anvil: string) => Promise<string>
  secondRpcUrl?: (anvil: string) => Promise<string>
  /** The payment hub is deployed, and every method takes payments through it too. */
  hub?: true
  /** Networks of the registry that are open beside the local chain. */
  otherNetworks?: NetworksConfig['networks']
}

const TOKENS: Record<'USDC' | 'USDT', Hex> = { USDC: LOCAL_USDC as Hex, USDT: LOCAL_USDT as Hex }
const mintAbi = parseAbi(['function mint(address to, uint256 value)'])

/**
 * The real services on a PostgreSQL database and a local chain of their own, with one merchant. Blocks are mined when a
 * test says so, and the services' clock follows the chain's.
 */
export async function startWorld(options: WorldOptions = {}) {
  const database = await testDatabase()
  const chain = await testChain()
  const anvil = createTestClient({ mode: 'anvil', transport: http(chain.rpcUrl), pollingInterval: 20 })
    .extend(publicActions)
    .extend(walletActions)
  const deployer = createWalletClient({
    account: accountOf('deployer'),
    transport: http(chain.rpcUrl),
    pollingInterval: 20,
  })
  await deployFactory(deployer)
  await deployTestTokens(deployer)
  if (options.hub) await deployHub(deployer)

  const rpcUrl = options.rpcUrl ? await options.rpcUrl(chain.rpcUrl) : chain.rpcUrl
  const second = options.secondRpcUrl ? await options.secondRpcUrl(chain.rpcUrl) : null
  let now = new Date(Number((await anvil.getBlock()).timestamp) * 1000)
  const ctx = testServices({
    db: database.db,
    clock: { now: () => now },
    announce: createAnnouncer(database.sql, { info: () => {}, warn: () => {}, error: () => {} }),
    networks: [
      { id: 'local', rpcUrls: second ? [rpcUrl, second] : [rpcUrl] },
      ...(options.otherNetworks ?? []),
    ],
  })

  const merchant = await registerMerchant(ctx, {
    businessName: 'Acme VPN Services',
    contactEmail: 'admin@acmevpn.example',
    planType: 'pro',
    feeBps: 100,
    owner: null,
  })
  const actor: Actor = {
    merchantId: merchant.id,
    mode: 'live',
    label: 'api_key:sk_live_***abc',
    ipAddress: null,
    userAgent: null,
    requestId: null,
  }
  for (const token of ['USDT', 'USDC', 'ETH']) {
    await addPaymentMethod(ctx, {
      merchantId: merchant.id,
      mode: 'live',
      network: 'local',
      token,
      treasury: accounts.treasury.address,
      ...(options.hub && { rails: ['forwarder', 'hub'] }),
    })
  }

  async function followChain(): Promise<void> {
    now = new Date(Number((await anvil.getBlock()).timestamp) * 1000)
  }

  const world = {
    ctx,
    actor,
    merchant,
    chain,
    anvil,
    database,
    rpcUrl,
    /** Mines blocks a second apart. */
    async mine(blocks = 1): Promise<void> {
      await anvil.mine({ blocks, interval: 1 })
      await followChain()
    },
    /** Lets time pass on chain and clock, and mines one block then. */
    async wait(seconds: number): Promise<void> {
      await anvil.increaseTime({ seconds })
      await world.mine(1)
    },
    setClock(time: Date): void {
      now = time
    },
    invoice(input: Partial<CreateInvoiceInput> & { total?: string } = {}): Promise<InvoiceDetail> {
      return createInvoice(ctx, actor, invoiceInput(input))
    },
    read(id: string): Promise<InvoiceDetail> {
      return getInvoice(ctx, actor, id)
    },
    /** Sends tokens (or `ETH`) from an account that knows nothing but the address; mined at once. */
    async pay(address: string, amount: string, token: keyof typeof TOKENS | 'ETH' = 'USDT'): Promise<Hex> {
      const account = accountOf('payer')
      const to = address as Hex
      const hash =
        token === 'ETH'
          ? await anvil.sendTransaction({ account, chain: null, to, value: parseUnits(amount, 18) })
          : await anvil.writeContract({
              account,
              chain: null,
              address: TOKENS[token],
              abi: erc20Abi,
              functionName: 'transfer',
              args: [to, parseUnits(amount, 6)],
            })
      await anvil.waitForTransactionReceipt({ hash })
      await followChain()
      return hash
    },
    /** Several transfers in one block. */
    async payTogether(address: string, amounts: readonly string[]): Promise<void> {
      const account = accountOf('payer')
      const first = await anvil.getTransactionCount({ address: account.address })
      await anvil.setAutomine(false)
      for (const [index, amount] of amounts.entries()) {
        await anvil.writeContract({
          account,
          chain: null,
          nonce: first + index,
          gas: 200_000n,
          address: TOKENS.USDT,
          abi: erc20Abi,
          functionName: 'transfer',
          args: [address as Hex, parseUnits(amount, 6)],
        })
      }
      await world.mine(1)
      await anvil.setAutomine(true)
    },
    async mint(to: string, amount: string, token: keyof typeof TOKENS = 'USDT'): Promise<void> {
      const hash = await anvil.writeContract({
        account: accountOf('deployer'),
        chain: null,
        address: TOKENS[token],
        abi: mintAbi,
        functionName: 'mint',
        args: [to as Hex, parseUnits(amount, 6)],
      })
      await anvil.waitForTransactionReceipt({ hash })
      await followChain()
    },
    balance(of: string, token: keyof typeof TOKENS = 'USDT'): Promise<bigint> {
      return anvil.readContract({
        address: TOKENS[token],
        abi: erc20Abi,
        functionName: 'balanceOf',
        args: [of as Hex],
      })
    },
    reconcile(budgetMs = 20_000) {
      return reconcileAll(ctx, { budgetMs })
    },
    reconcileAndSweep() {
      const wallet = (run: { network: Parameters<typeof createGasWallet>[0] }) =>
        createGasWallet(run.network, chain.rpcUrl, accounts.gas.privateKey)
      return reconcileAll(ctx, { budgetMs: 20_000, afterwards: (run) => sweepNetwork(run, wallet(run)) })
    },
    factory: FACTORY_ADDRESS,
  }
  await world.mint(accounts.payer.address, '1000000', 'USDT')
  await world.mint(accounts.payer.address, '1000000', 'USDC')
  await world.reconcile()
  return world
}

export type World = Awaited<ReturnType<typeof startWorld>>

/** An invoice of document 004's example: 16.49 USD in USDT, unless told otherwise. */
export function invoiceInput(
  input: Partial<CreateInvoiceInput> & { total?: string } = {},
): CreateInvoiceInput {
  const { total = '16.49', ...rest } = input
  const unitPriceMinor = parseUnits(total, 2).toString()
  return {
    title: 'VPN Service Order',
    description: null,
    items: [{ name: 'VPN Premium Plan', description: null, quantity: '1', unitPriceMinor }],
    taxMinor: 0n,
    currency: 'USD',
    cryptoCurrency: 'USDT',
    priceLockSeconds: null,
    expiresInSeconds: 1800,
    tolerance: {},
    confirmationsOverride: 3,
    webhookUrl: null,
    returnUrl: null,
    cancelUrl: null,
    metadata: {},
    ...rest,
  }
}

function accountOf(who: keyof typeof accounts) {
  return privateKeyToAccount(accounts[who].privateKey)
}
