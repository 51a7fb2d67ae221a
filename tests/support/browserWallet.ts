import type { Page } from '@playwright/test'
import {
  createTestClient,
  hexToBigInt,
  http,
  keccak256,
  numberToHex,
  parseAbi,
  parseEther,
  publicActions,
  walletActions,
  type Hex,
} from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { runningStack } from './stack'

/** What a wallet does instead of what it is asked, once. */
type Mood = 'decline' | 'cancel' | 'keep'

type Call = { method: string; params?: unknown[] }
type Asked = { to: Hex; data?: Hex; value?: Hex }
type Answer = { result: unknown } | { error: { code: number; message: string } }

export type BrowserWallet = Awaited<ReturnType<typeof browserWallet>>

const ICON =
  'data:image/svg+xml,%3Csvg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"%3E%3Crect width="8" height="8" fill="%233347c9"/%3E%3C/svg%3E'
const ELSEWHERE = 1
const MINTABLE = parseAbi(['function mint(address to, uint256 value)'])

/**
 * A wallet in a page's browser (EIP-1193), announced by EIP-6963, with an account of its own on the local chain: a node of it signs and
 * sends. It begins on another network. `mood` is for what it is asked next by that method.
 */
export async function browserWallet(page: Page, holds: { USDC?: bigint; USDT?: bigint; wei?: bigint } = {}) {
  const stack = runningStack()
  const account = privateKeyToAccount(generatePrivateKey())
  const node = createTestClient({ mode: 'anvil', transport: http(stack.rpcUrl), pollingInterval: 100 })
    .extend(publicActions)
    .extend(walletActions)
  await node.setBalance({ address: account.address, value: holds.wei ?? parseEther('1') })
  for (const symbol of ['USDC', 'USDT'] as const) {
    if (holds[symbol]) await mint(symbol, holds[symbol])
  }
  const moods = new Map<string, Mood>()
  const asked: string[] = []
  /** Sent and in no block, as its node knows them. */
  const pending = new Map<Hex, object>()
  let chainId = ELSEWHERE

  async function mint(symbol: string, amount: bigint): Promise<void> {
    const token = stack.tokens.find((one) => one.symbol === symbol)
    if (!token) throw new Error(`The stack has no ${symbol}.`)
    const minter = privateKeyToAccount(generatePrivateKey())
    await node.setBalance({ address: minter.address, value: parseEther('1') })
    const hash = await node.writeContract({
      account: minter,
      chain: null,
      address: token.address as Hex,
      abi: MINTABLE,
      functionName: 'mint',
      args: [account.address, amount],
    })
    await node.waitForTransactionReceipt({ hash })
  }

  async function signed(call: Asked, nonce: number, tip = 1n): Promise<Hex> {
    const { maxFeePerGas } = await node.estimateFeesPerGas()
    return account.signTransaction({
      type: 'eip1559',
      chainId: stack.chainId,
      nonce,
      to: call.to,
      data: call.data ?? '0x',
      value: call.value ? hexToBigInt(call.value) : 0n,
      gas: 500_000n,
      maxFeePerGas: maxFeePerGas * 2n,
      maxPriorityFeePerGas: tip * 10n ** 9n,
    })
  }

  async function send(call: Asked, mood: Mood | undefined): Promise<Hex> {
    const nonce = await node.getTransactionCount({ address: account.address, blockTag: 'pending' })
    const raw = await signed(call, nonce)
    const hash = keccak256(raw)
    if (mood === undefined) return node.sendRawTransaction({ serializedTransaction: raw })
    // Its node has it; what is mined with its nonce is another one.
    pending.set(hash, {
      hash,
      from: account.address.toLowerCase(),
      to: call.to,
      nonce: numberToHex(nonce),
      input: call.data ?? '0x',
      value: call.value ?? '0x0',
      gas: numberToHex(500_000),
      type: '0x2',
      maxFeePerGas: '0x1',
      maxPriorityFeePerGas: '0x1',
      blockHash: null,
      blockNumber: null,
      transactionIndex: null,
      chainId: numberToHex(stack.chainId),
    })
    if (mood === 'cancel') {
      const instead = await signed({ to: account.address }, nonce, 2n)
      await node.sendRawTransaction({ serializedTransaction: instead })
    }
    return hash
  }

  async function answer({ method, params = [] }: Call): Promise<unknown> {
    const mood = moods.get(method)
    moods.delete(method)
    if (mood === 'decline') throw Object.assign(new Error('User rejected the request.'), { code: 4001 })
    switch (method) {
      case 'eth_accounts':
      case 'eth_requestAccounts':
        return [account.address]
      case 'wallet_requestPermissions':
        return [
          {
            parentCapability: 'eth_accounts',
            caveats: [{ type: 'restrictReturnedAccounts', value: [account.address] }],
          },
        ]
      case 'eth_chainId':
        return numberToHex(chainId)
      case 'wallet_switchEthereumChain':
        chainId = stack.chainId
        await page.evaluate(
          (id) => window.dispatchEvent(new CustomEvent('test-chain', { detail: id })),
          numberToHex(chainId),
        )
        return null
      case 'eth_sendTransaction':
        return send(params[0] as Asked, mood)
      case 'eth_signTypedData_v4':
        return account.signTypedData(JSON.parse(String(params[1])))
      case 'eth_getTransactionByHash':
        return pending.get(params[0] as Hex) ?? node.request({ method, params } as never)
      default:
        return node.request({ method, params } as never)
    }
  }

  await page.exposeFunction('testWallet', async (call: Call): Promise<Answer> => {
    asked.push(call.method)
    try {
      return { result: await answer(call) }
    } catch (error) {
      const { code = -32_603, message } = error as { code?: number; message: string }
      return { error: { code, message } }
    }
  })
  await page.addInitScript(inject, ICON)
  return {
    address: account.address,
    /** Methods, in the order in which they were asked. */
    asked,
    mint,
    once(method: string, mood: Mood): void {
      moods.set(method, mood)
    },
  }
}

/** Runs in the page. */
function inject(icon: string): void {
  type Listener = (value: unknown) => void
  const listeners = new Map<string, Set<Listener>>()
  const of = (event: string) => {
    const known = listeners.get(event) ?? new Set<Listener>()
    listeners.set(event, known)
    return known
  }
  const bridge = window as unknown as {
    testWallet(call: object): Promise<{ result?: unknown; error?: { code: number; message: string } }>
  }
  const provider = {
    async request(call: object) {
      const { result, error } = await bridge.testWallet(call)
      if (error) throw Object.assign(new Error(error.message), { code: error.code })
      return result
    },
    on: (event: string, listener: Listener) => void of(event).add(listener),
    removeListener: (event: string, listener: Listener) => void of(event).delete(listener),
  }
  window.addEventListener('test-chain', (event) => {
    for (const listener of of('chainChanged')) listener((event as CustomEvent).detail)
  })
  const info = Object.freeze({
    uuid: '5f2b1c1e-0000-4000-8000-000000000001',
    name: 'Test Wallet',
    icon,
    rdns: 'example.wallet.test',
  })
  const announce = () =>
    window.dispatchEvent(
      new CustomEvent('eip6963:announceProvider', { detail: Object.freeze({ info, provider }) }),
    )
  window.addEventListener('eip6963:requestProvider', announce)
  announce()
}
