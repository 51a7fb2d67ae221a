import { setTimeout as pause } from 'node:timers/promises'
import {
  createTestClient,
  decodeEventLog,
  encodeDeployData,
  encodeFunctionData,
  getAddress,
  http,
  keccak256,
  parseEther,
  publicActions,
  toHex,
  walletActions,
  zeroAddress,
  type Hex,
} from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { afterEach, beforeEach } from 'vitest'
import { HostileToken } from '@/contracts/artifacts/HostileToken'
import { TestCaller } from '@/contracts/artifacts/TestCaller'
import { TestRecipient } from '@/contracts/artifacts/TestRecipient'
import { TestUSDC } from '@/contracts/artifacts/TestUSDC'
import {
  depositAddress,
  depositSalt,
  FACTORY_ADDRESS,
  forwarderAbi,
  sweepCalldata,
  type ForwarderTerms,
} from '@/lib/chains/evm/forwarder'
import { deployFactory, deployTestTokens } from '@/scripts/contracts/deployment'
import { testChain, type AnvilOptions } from '../support/anvil'

export const NATIVE = zeroAddress
/** Plenty, and the most a transaction may have (EIP-7825). */
const MAX_GAS = 16_777_216n

/** What a test sees of a mined transaction. */
type Mined = {
  ok: boolean
  gasUsed: bigint
  hash: Hex
  swept: { salt: Hex; token: Hex; net: bigint; fee: bigint }[]
  left: { salt: Hex; token: Hex; left: bigint }[]
}
export type Deposit = ForwarderTerms & { ref: Hex }

/** A local chain with the factory, both test tokens and a hostile one, put back to this after each test. */
export async function startWorld(options: AnvilOptions = {}) {
  const chain = await testChain(options)
  const [deployer, stranger] = chain.accounts
  if (!deployer || !stranger) throw new Error('anvil has ten accounts')
  const client = createTestClient({
    mode: 'anvil',
    account: privateKeyToAccount(deployer.privateKey),
    transport: http(chain.rpcUrl),
    pollingInterval: 10,
  })
    .extend(publicActions)
    .extend(walletActions)
  await deployFactory(client)
  const { usdc, usdt } = await deployTestTokens(client)
  await client.request({ method: 'anvil_autoImpersonateAccount', params: [true] } as never)

  /** Sends from any address, as if it had signed; its gas costs nothing that a test would notice. */
  async function send(tx: {
    from?: Hex
    to?: Hex
    data?: Hex
    value?: bigint
    gas?: bigint
  }): Promise<Mined> {
    const from = tx.from ?? deployer!.address
    const hash = await client.request({
      method: 'eth_sendTransaction',
      params: [
        {
          from,
          ...(tx.to && { to: tx.to }),
          data: tx.data ?? '0x',
          value: toHex(tx.value ?? 0n),
          gas: toHex(tx.gas ?? MAX_GAS),
          gasPrice: toHex(await gasPrice()),
        },
      ],
    } as never)
    return receiptOf(hash as Hex)
  }

  let price: bigint | undefined
  async function gasPrice(): Promise<bigint> {
    price ??= (await client.getGasPrice()) * 4n
    return price
  }

  async function receiptOf(hash: Hex): Promise<Mined> {
    for (const until = Date.now() + 10_000; ;) {
      const receipt = await client.getTransactionReceipt({ hash }).catch(() => null)
      if (!receipt) {
        if (Date.now() > until) throw new Error(`anvil did not mine ${hash}`)
        await pause(2)
        continue
      }
      const mined: Mined = {
        ok: receipt.status === 'success',
        gasUsed: receipt.gasUsed,
        hash,
        swept: [],
        left: [],
      }
      for (const log of receipt.logs) {
        if (getAddress(log.address) !== FACTORY_ADDRESS) continue
        const event = decodeEventLog({ abi: forwarderAbi, topics: log.topics, data: log.data })
        if (event.eventName === 'Swept') mined.swept.push({ ...event.args })
        else mined.left.push({ ...event.args })
      }
      return mined
    }
  }

  async function deploy(artifact: { abi: readonly unknown[]; bytecode: Hex }, args: readonly unknown[] = []) {
    const data = encodeDeployData({ abi: artifact.abi, bytecode: artifact.bytecode, args } as never)
    const { hash, ok } = await send({ data })
    const { contractAddress } = await client.getTransactionReceipt({ hash })
    if (!ok || !contractAddress) throw new Error('a test contract was not deployed')
    return getAddress(contractAddress)
  }

  const hostile = await deploy(HostileToken, [18])
  const caller = await deploy(TestCaller)
  const recipient = await deploy(TestRecipient)

  let clean = await client.snapshot()
  beforeEach(async () => {
    clean = await client.snapshot()
  })
  afterEach(async () => {
    await client.revert({ id: clean })
  })

  const treasury = freshAddress('treasury')
  const feeRecipient = freshAddress('fee recipient')

  return {
    chain,
    client,
    usdc,
    usdt,
    hostile,
    caller,
    recipient,
    treasury,
    feeRecipient,
    stranger: stranger.address,
    send,
    deploy,

    /** The mode of the hostile token, and whom it blacklists or calls. */
    setHostile: (mode: keyof typeof HOSTILE, target: Hex = zeroAddress, data: Hex = '0x') =>
      send({
        to: hostile,
        data: encodeFunctionData({
          abi: HostileToken.abi,
          functionName: 'set',
          args: [HOSTILE[mode], target, data],
        }),
      }),

    setRecipient: (mode: keyof typeof RECIPIENT, target: Hex = zeroAddress, data: Hex = '0x') =>
      send({
        to: recipient,
        data: encodeFunctionData({
          abi: TestRecipient.abi,
          functionName: 'set',
          args: [RECIPIENT[mode], target, data],
        }),
      }),

    /** Gives an address units of a token or of the native coin. */
    async give(token: Hex, to: Hex, amount: bigint) {
      if (token === NATIVE) {
        await client.setBalance({ address: to, value: (await client.getBalance({ address: to })) + amount })
        return
      }
      const { ok } = await send({ to: token, data: mintCall(to, amount) })
      if (!ok) throw new Error('minting failed')
    },

    async balance(token: Hex, of: Hex): Promise<bigint> {
      if (token === NATIVE) return client.getBalance({ address: of })
      return client.readContract({
        address: token,
        abi: TestUSDC.abi,
        functionName: 'balanceOf',
        args: [of],
      })
    },

    /** Sweeps deposits that share their terms. */
    sweep: (deposits: readonly Deposit[], tokens: readonly Hex[], how: { from?: Hex; gas?: bigint } = {}) =>
      send({ ...how, to: FACTORY_ADDRESS, data: sweepCall(deposits, tokens) }),

    /** Several calls in one transaction. */
    atOnce: (calls: { to: Hex; data?: Hex; value?: bigint }[], gas?: bigint) =>
      send({
        to: caller,
        ...(gas !== undefined && { gas }),
        data: encodeFunctionData({
          abi: TestCaller.abi,
          functionName: 'run',
          args: [calls.map(({ to, data = '0x', value = 0n }) => ({ to, data, value }))],
        }),
      }),

    /** A deposit of the usual terms; those given replace them. */
    deposit: (name: string | number, terms: Partial<ForwarderTerms> = {}): Deposit => ({
      treasury,
      feeRecipient,
      feeBps: 100,
      ...terms,
      ref: keccak256(toHex(`ref ${name}`)),
    }),
  }
}

/** An address that nobody else in a test uses and that is on no list. */
export function freshAddress(name: string): Hex {
  return getAddress(`0x${keccak256(toHex(name)).slice(-40)}`)
}

export function mintCall(to: Hex, amount: bigint): Hex {
  return encodeFunctionData({ abi: TestUSDC.abi, functionName: 'mint', args: [to, amount] })
}

export function sweepCall(deposits: readonly Deposit[], tokens: readonly Hex[]): Hex {
  const [first] = deposits
  if (!first) throw new Error('nothing to sweep')
  return sweepCalldata({ ...first, refs: deposits.map(({ ref }) => ref), tokens })
}

export const addressOf = depositAddress
export const saltOf = depositSalt
export const coins = (amount: string) => parseEther(amount)

/** The floor of the fee, as the contract takes it. */
export function feeOf(amount: bigint, feeBps: number): bigint {
  return (amount * BigInt(feeBps)) / 10_000n
}

const HOSTILE = {
  Honest: 0,
  FalseThoughMoved: 1,
  FalseNotMoved: 2,
  TrueNotMoved: 3,
  Reverts: 4,
  BurnsGas: 5,
  ReturnsMegabytes: 6,
  RevertsWithMegabytes: 7,
  TakesFeeFromReceived: 8,
  TakesFeeFromSender: 9,
  MovesHalf: 10,
  Blacklists: 11,
  Calls: 12,
  BalanceReverts: 13,
  BalanceBurnsGas: 14,
  BalanceReturnsMegabytes: 15,
  BalanceReturnsNothing: 16,
  BalanceGrows: 17,
  SwallowsWantOfGas: 18,
  CostlyAndSwallows: 19,
} as const
const RECIPIENT = {
  Accepts: 0,
  Refuses: 1,
  BurnsGas: 2,
  ReturnsMegabytes: 3,
  Calls: 4,
  SendsBack: 5,
} as const

export type HostileMode = keyof typeof HOSTILE
export const HOSTILE_MODES = Object.keys(HOSTILE) as HostileMode[]
