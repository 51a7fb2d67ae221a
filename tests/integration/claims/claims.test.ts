import {
  createTestClient,
  createWalletClient,
  erc20Abi,
  http,
  parseUnits,
  publicActions,
  walletActions,
} from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { beforeEach, describe, expect, it } from 'vitest'
import { claimLookups, misdirectedTransfers, throttles } from '@/db/schema'
import { LOCAL_USDC } from '@/lib/chains/evm/localTokens'
import type { Hex } from '@/lib/chains/port'
import { strayLine } from '@/lib/dashboard/exceptions'
import { claimPayment } from '@/lib/services/claims/claimPayment'
import { listMisdirected } from '@/lib/services/claims/listMisdirected'
import { createInvoice } from '@/lib/services/invoices/createInvoice'
import { resolveException } from '@/lib/services/invoices/resolveException'
import { addPaymentMethod } from '@/lib/services/merchants/addPaymentMethod'
import { registerMerchant } from '@/lib/services/merchants/registerMerchant'
import { confirmWithdrawals } from '@/lib/services/withdrawals/confirmWithdrawals'
import { prepareWithdrawal } from '@/lib/services/withdrawals/prepareWithdrawal'
import { deployFactory, deployTestTokens } from '@/scripts/contracts/deployment'
import { accounts } from '@/scripts/local/accounts'
import { testChain } from '@/tests/support/anvil'
import { payInternally } from '@/tests/support/internalTransfer'
import { invoiceInput, startWorld } from '@/tests/support/world'

/** Base, as another anvil: the factory and the test tokens stand there too, and none of these tokens is listed. */
const base = await testChain({ chainId: 8453 })
const elsewhere = createTestClient({ mode: 'anvil', transport: http(base.rpcUrl), pollingInterval: 20 })
  .extend(publicActions)
  .extend(walletActions)
const deployer = createWalletClient({
  account: privateKeyToAccount(accounts.deployer.privateKey),
  transport: http(base.rpcUrl),
  pollingInterval: 20,
})
await deployFactory(deployer)
await deployTestTokens(deployer)

const world = await startWorld({ otherNetworks: [{ id: 'base', rpcUrls: [base.rpcUrl] }] })
const owner = { ...world.actor, label: 'user:usr_1', role: 'owner' as const }
const payer = privateKeyToAccount(accounts.payer.privateKey)

beforeEach(async () => {
  await world.ctx.db.delete(throttles)
})

async function payElsewhere(to: string, ether: string): Promise<Hex> {
  const hash = await elsewhere.sendTransaction({
    account: payer,
    chain: null,
    to: to as Hex,
    value: parseUnits(ether, 18),
  })
  await elsewhere.waitForTransactionReceipt({ hash })
  return hash
}

async function tokensElsewhere(to: string, amount: bigint, token = LOCAL_USDC): Promise<Hex> {
  const account = privateKeyToAccount(accounts.deployer.privateKey)
  const mint = { name: 'mint', type: 'function', stateMutability: 'nonpayable', outputs: [] } as const
  const inputs = [
    { name: 'to', type: 'address' },
    { name: 'value', type: 'uint256' },
  ] as const
  const contract = { account, chain: null, address: token as Hex }
  const minted = await elsewhere.writeContract({
    ...contract,
    abi: [{ ...mint, inputs }],
    functionName: 'mint',
    args: [account.address, amount],
  })
  await elsewhere.waitForTransactionReceipt({ hash: minted })
  const hash = await elsewhere.writeContract({
    ...contract,
    abi: erc20Abi,
    functionName: 'transfer',
    args: [to as Hex, amount],
  })
  await elsewhere.waitForTransactionReceipt({ hash })
  return hash
}

const claim = (invoice: string, txHash: string, from: string | null = null) =>
  claimPayment(world.ctx, invoice, { network: 'base', txHash }, from)

/** Deep enough on both chains, and read. */
async function deep(): Promise<void> {
  await elsewhere.mine({ blocks: 15, interval: 1 })
  await world.mine(1)
  await world.reconcile()
}

const open = (detail: Awaited<ReturnType<typeof world.read>>) =>
  detail.exceptions.filter(({ closedAt }) => closedAt === null).map(({ kind }) => kind)
const astray = async (invoice: string) =>
  (await world.ctx.db.select().from(misdirectedTransfers)).filter((row) => row.invoiceId === invoice)
const decide = (id: string, action: 'accept' | 'refund' | 'ignore', valueMinor: bigint | null = null) =>
  resolveException(world.ctx, owner, id, {
    exception: 'wrong_asset',
    action,
    note: 'they wrote to us',
    payments: null,
    valueMinor,
  })

async function stranger() {
  const { id } = await registerMerchant(world.ctx, {
    businessName: 'Somebody Else',
    contactEmail: `else${(await world.ctx.db.select().from(claimLookups)).length}@example.com`,
    planType: 'pro',
    feeBps: 100,
    owner: null,
  })
  const method = { merchantId: id, mode: 'live' as const, network: 'local', token: 'USDT' }
  await addPaymentMethod(world.ctx, { ...method, treasury: accounts.payer.address })
  return { ...owner, merchantId: id }
}

describe('paid on another network (F3)', () => {
  it('is found by its hash, taken at the rate of then once it is deep enough, and swept by the same factory', async () => {
    const { invoice, option } = await world.invoice({ total: '20' })
    const hash = await payElsewhere(option.address, '0.01')
    expect(await claim(invoice.id, hash)).toBe('asked')
    expect(open(await world.read(invoice.id))).toEqual(['wrong_asset'])
    expect(await astray(invoice.id)).toMatchObject([
      { network: 'base', token: null, symbol: 'ETH', amount: 10n ** 16n, confirmedAt: null },
    ])
    await expect(decide(invoice.id, 'accept')).rejects.toMatchObject({ code: 'INVOICE_NOT_COMPLETABLE' })
    await deep()
    await expect(decide(invoice.id, 'accept', 5_00n)).rejects.toMatchObject({ code: 'VALIDATION_FAILED' })
    const accepted = await decide(invoice.id, 'accept')
    expect(accepted.invoice.status).toBe('paid')
    expect(open(accepted)).toEqual([])
    expect(accepted.events.find(({ type }) => type === 'transfer.accepted')).toMatchObject({
      actor: 'user:usr_1',
      data: { worth: '20.00', basis: 'rate', note: 'they wrote to us' },
    })

    const prepared = await prepareWithdrawal(world.ctx, owner, { network: 'base', from: null, dust: false })
    expect(prepared).toMatchObject({ outOfReach: [], calls: [{ addresses: 1 }] })
    const before = await elsewhere.getBalance({ address: accounts.treasury.address })
    const sweep = await elsewhere.sendTransaction({
      account: payer,
      chain: null,
      to: prepared.calls[0]!.to as Hex,
      data: prepared.calls[0]!.data,
    })
    await elsewhere.waitForTransactionReceipt({ hash: sweep })
    const input = { network: 'base', txHashes: [sweep] }
    expect(await confirmWithdrawals(world.ctx, owner, input)).toMatchObject([{ invoiceIds: [invoice.id] }])
    expect(await elsewhere.getBalance({ address: accounts.treasury.address })).toBe(
      before + 9_900_000_000_000_000n,
    )
    expect(await astray(invoice.id)).toMatchObject([{ sweptTx: sweep }])
    const { transfers } = await listMisdirected(world.ctx, owner, { after: null, limit: 50 })
    const line = transfers.find(({ transfer }) => transfer.invoiceId === invoice.id)
    expect(line && strayLine(line, (id) => world.ctx.networks.get(id))).toMatchObject({
      network: 'Base',
      badge: { label: 'At your wallet' },
    })
    const after = await prepareWithdrawal(world.ctx, owner, { network: 'base', from: null, dust: false })
    expect(after.calls).toEqual([])
  })

  it('in a token that is not listed has no value but the one the merchant names', async () => {
    const { invoice, option } = await world.invoice()
    await claim(invoice.id, await tokensElsewhere(option.address, 16_490_000n))
    await deep()
    expect(await astray(invoice.id)).toMatchObject([{ token: LOCAL_USDC, symbol: null, rateNum: null }])
    await expect(decide(invoice.id, 'accept')).rejects.toMatchObject({ code: 'VALIDATION_FAILED' })
    expect((await decide(invoice.id, 'accept', 10_00n)).invoice.status).toBe('partial')
  })

  it('is not swept to a contract that nobody has proven to be the merchant’s there', async () => {
    const { invoice, option } = await world.invoice()
    await claim(invoice.id, await payElsewhere(option.address, '0.002'))
    await deep()
    const address = accounts.treasury.address as Hex
    await world.anvil.setCode({ address, bytecode: '0x6001' })
    const prepared = await prepareWithdrawal(world.ctx, owner, { network: 'base', from: null, dust: false })
    await world.anvil.setCode({ address, bytecode: '0x' })
    expect(prepared.outOfReach).toContain(option.address)
    expect(prepared.calls).toEqual([])
  })

  it('by a contract shows in the balance of the asker’s own address', async () => {
    const { invoice, option } = await world.invoice()
    const there = { ...world, anvil: elsewhere } as unknown as typeof world
    const { blockHash } = await payInternally({ ...there, mine: async () => {} }, option.address, '0.003')
    const block = await elsewhere.getBlock({ blockHash })
    await claim(invoice.id, block.transactions[0] as Hex)
    expect(await astray(invoice.id)).toMatchObject([
      { position: -2, amount: 3n * 10n ** 15n, fromAddress: null },
    ])
  })
})

describe('what is claimed', () => {
  it('can be let be or given back instead', async () => {
    for (const [action, left] of [
      ['ignore', []],
      ['refund', ['refund_due']],
    ] as const) {
      const { invoice, option } = await world.invoice()
      await claim(invoice.id, await payElsewhere(option.address, '0.001'))
      await deep()
      expect(open(await decide(invoice.id, action))).toEqual(left)
      await world.reconcile()
      expect((await world.read(invoice.id)).invoice.status).toBe('pending')
    }
  })

  it('twice at once, or again, is one', async () => {
    const { invoice, option } = await world.invoice()
    const hash = await payElsewhere(option.address, '0.001')
    await Promise.all([claim(invoice.id, hash), claim(invoice.id, hash.toUpperCase())])
    await claim(invoice.id, hash)
    await deep()
    expect(await astray(invoice.id)).toHaveLength(1)
    const told = (await world.read(invoice.id)).events.filter(({ type }) => type === 'transfer.misdirected')
    expect(told).toHaveLength(1)
  })

  it('is undone with its block, and there again when it is mined again', async () => {
    const { invoice, option } = await world.invoice()
    const state = await elsewhere.snapshot()
    const hash = await payElsewhere(option.address, '0.001')
    await claim(invoice.id, hash)
    expect(open(await world.read(invoice.id))).toEqual(['wrong_asset'])
    await elsewhere.revert({ id: state })
    await elsewhere.mine({ blocks: 4, interval: 1 })
    await world.reconcile()
    expect(open(await world.read(invoice.id))).toEqual([])
    expect(await astray(invoice.id)).toMatchObject([{ confirmedAt: null }])
    expect((await astray(invoice.id))[0]?.orphanedAt).not.toBeNull()
  })

  it('of a payment that is one anyway makes no second one (S3)', async () => {
    const { invoice, option } = await world.invoice()
    await claim(invoice.id, await world.pay(option.address, '16.49'))
    await deep()
    expect(await astray(invoice.id)).toEqual([])
    expect((await world.read(invoice.id)).payments).toHaveLength(1)
  })

  it('of a look-alike that only logs is nothing', async () => {
    const { invoice, option } = await world.invoice()
    // Emits Transfer(caller, calldata[0], 1e6) and holds nothing.
    const fake = '0x00000000000000000000000000000000000fa4e0' as const
    const topic = 'ddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef'
    await elsewhere.setCode({
      address: fake,
      bytecode: `0x620f42406000526000353 37f${topic}60206000a300`.replace(' ', '') as Hex,
    })
    const hash = await elsewhere.sendTransaction({
      account: payer,
      chain: null,
      to: fake,
      data: `0x${option.address.slice(2).toLowerCase().padStart(64, '0')}`,
      gas: 200_000n,
    })
    const receipt = await elsewhere.waitForTransactionReceipt({ hash })
    expect(receipt.logs).toHaveLength(1)
    await claim(invoice.id, hash)
    expect(await astray(invoice.id)).toEqual([])
  })
})

describe('who asks learns nothing of anybody else', () => {
  it('hears the same whatever is found, wherever it belongs', async () => {
    const asker = (await world.invoice()).invoice.id
    const other = await stranger()
    const theirs = await createInvoice(world.ctx, other, invoiceInput())
    const mine = await world.invoice()
    const hashes = [
      `0x${'cd'.repeat(32)}`,
      await payElsewhere(accounts.treasury.address, '0.001'),
      await payElsewhere(theirs.option.address, '0.001'),
      await payElsewhere(mine.option.address, '0.001'),
      await world.pay(theirs.option.address, '16.49'),
    ]
    const before = await world.read(asker)
    const answers = []
    for (const hash of hashes) answers.push(await claim(asker, hash))
    expect(new Set(answers)).toEqual(new Set(['asked']))
    expect(await world.read(asker)).toEqual(before)
    expect(await astray(theirs.invoice.id)).toHaveLength(1)
    expect(open(await world.read(mine.invoice.id))).toEqual(['wrong_asset'])
  })

  it('is asked five times an hour, by invoice and by address, and for a hash alone', async () => {
    const [one, two] = [(await world.invoice()).invoice.id, (await world.invoice()).invoice.id]
    const none = `0x${'ef'.repeat(32)}`
    expect(await claim(one, 'no hash')).toBe('malformed')
    expect(await claimPayment(world.ctx, one, { network: 'nowhere', txHash: none }, null)).toBe('malformed')
    const said = []
    for (let time = 0; time < 6; time += 1) said.push(await claim(one, none, '192.0.2.7'))
    expect(said).toEqual([...Array.from({ length: 5 }, () => 'asked'), 'often'])
    expect(await claim(two, none, '192.0.2.7')).toBe('often')
    expect(await claim(two, none, '192.0.2.8')).toBe('asked')
    await expect(claim('inv_00000000000000000000000000', none)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})
