import { encodeDeployData, parseAbi, type Hex } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { describe, expect, it } from 'vitest'
import { HostileToken } from '@/contracts/artifacts/HostileToken'
import { ShiftingToken } from '@/contracts/artifacts/ShiftingToken'
import { LOCAL_USDC } from '@/lib/chains/evm/localTokens'
import { openNetworks } from '@/lib/chains/registry'
import { fixedRates } from '@/lib/rates/fixed'
import type { RootContext } from '@/lib/services/context'
import { createInvoice } from '@/lib/services/invoices/createInvoice'
import { addPaymentMethod } from '@/lib/services/merchants/addPaymentMethod'
import { registerMerchant } from '@/lib/services/merchants/registerMerchant'
import { reconcileAll } from '@/lib/services/reconcile/reconcileAll'
import { addToken } from '@/lib/services/tokens/addToken'
import { accounts } from '@/scripts/local/accounts'
import { expectSoundBooks } from '@/tests/support/books'
import { invoiceInput, startWorld } from '@/tests/support/world'

const world = await startWorld()
const ctx: RootContext = { ...world.ctx, rates: fixedRates(['POINTS/USD=0.50', 'ETH/USD=2000']) }
const deployer = privateKeyToAccount(accounts.deployer.privateKey)
const tokenAbi = parseAbi([
  'function mint(address to, uint256 value)',
  'function transfer(address to, uint256 value)',
])

async function deploy(data: Hex): Promise<Hex> {
  const hash = await world.anvil.sendTransaction({ account: deployer, chain: null, data })
  const { contractAddress } = await world.anvil.waitForTransactionReceipt({ hash })
  if (!contractAddress) throw new Error('nothing was deployed')
  return contractAddress
}
/** Sound, and calls itself what one likes. */
const named = (symbol: string) =>
  deploy(encodeDeployData({ abi: ShiftingToken.abi, bytecode: ShiftingToken.bytecode, args: [3, symbol] }))
const add = (address: string, who = world.actor, on = ctx) => addToken(on, who, { network: 'local', address })

async function send(token: Hex, functionName: 'mint' | 'transfer', to: string, value: bigint): Promise<void> {
  const hash = await world.anvil.writeContract({
    account: deployer,
    chain: null,
    address: token,
    abi: tokenAbi,
    functionName,
    args: [to as Hex, value],
  })
  await world.anvil.waitForTransactionReceipt({ hash })
}

const points = await named('POINTS')

describe('a token by its address', () => {
  it('can be paid with, and is found and confirmed like any other', async () => {
    const method = await add(points.toLowerCase())
    expect(method).toMatchObject({ network: 'local', token: 'POINTS', treasury: accounts.treasury.address })
    const { invoice, option } = await createInvoice(
      ctx,
      world.actor,
      invoiceInput({ total: '10', cryptoCurrency: 'POINTS' }),
    )
    expect(option.quotedAmount).toBe(20_000_000n)
    await send(points, 'mint', deployer.address, 50_000_000n)
    await send(points, 'transfer', option.address, 20_000_000n)
    await world.mine(3)
    await world.reconcile()
    const detail = await world.read(invoice.id)
    expect(detail.invoice.status).toBe('paid')
    expect(detail.payments).toMatchObject([{ token: 'POINTS', amount: 20_000_000n }])
    await expectSoundBooks(world)
  })

  it('is known to another process, which has never heard of it', async () => {
    const networks = openNetworks({
      networks: [{ id: 'local', rpcUrls: [world.rpcUrl] }],
      localMode: 'live',
    })
    const other: RootContext = { ...ctx, networks }
    const { invoice, option } = await createInvoice(
      other,
      world.actor,
      invoiceInput({ total: '5', cryptoCurrency: 'POINTS' }),
    )
    await send(points, 'transfer', option.address, 10_000_000n)
    await world.mine(3)
    const third = openNetworks({ networks: [{ id: 'local', rpcUrls: [world.rpcUrl] }], localMode: 'live' })
    await reconcileAll({ ...ctx, networks: third }, { budgetMs: 20_000 })
    expect((await world.read(invoice.id)).invoice.status).toBe('paid')
  })

  it('has no rate but what the operator wrote down', async () => {
    await add(await named('NORATE'))
    const asked = createInvoice(ctx, world.actor, invoiceInput({ cryptoCurrency: 'NORATE' }))
    await expect(asked).rejects.toMatchObject({ code: 'RATE_UNAVAILABLE' })
  })

  it("is not offered to merchants who did not take it, and cannot be confused with another's", async () => {
    const { id: merchantId } = await registerMerchant(ctx, {
      businessName: 'Elsewhere',
      contactEmail: 'admin@elsewhere.example',
      planType: 'pro',
      feeBps: 100,
      owner: null,
    })
    const stranger = { ...world.actor, merchantId }
    await expect(add(points, stranger)).rejects.toMatchObject({ detail: { field: 'network' } })
    await addPaymentMethod(ctx, {
      merchantId,
      mode: 'live',
      network: 'local',
      token: 'USDC',
      treasury: accounts.gas.address,
    })
    const asked = createInvoice(ctx, stranger, invoiceInput({ cryptoCurrency: 'POINTS' }))
    await expect(asked).rejects.toMatchObject({ code: 'UNSUPPORTED_CRYPTO_CURRENCY' })
    const other = await named('points')
    const method = await add(other, stranger)
    expect(method.token).toBe(`points-${other.slice(-4).toLowerCase()}`)
    expect(method.treasury).toBe(accounts.gas.address)
  })
})

describe('a token that cannot be taken', () => {
  it.each([
    ['imitates a listed one', 'U5DC', /imitates a listed one/],
    ['is a listed one by its name alone', 'USDT', /imitates a listed one/],
    ['has letters of another script', 'USDС', /could deceive/],
    ['turns its text round', '\u202eCDSU', /could deceive/],
    ['is very long', 'A'.repeat(300), /could deceive/],
  ])('is refused when its symbol %s', async (_, symbol, message) => {
    await expect(add(await named(symbol))).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      message: expect.stringMatching(message),
    })
  })

  it('is refused with what is wrong with it, and leaves nothing behind', async () => {
    const { abi, bytecode } = HostileToken
    const token = await deploy(encodeDeployData({ abi, bytecode, args: [6] }))
    const hash = await world.anvil.writeContract({
      account: deployer,
      chain: null,
      address: token,
      abi,
      functionName: 'set',
      args: [8, deployer.address, '0x'],
    })
    await world.anvil.waitForTransactionReceipt({ hash })
    await expect(add(token)).rejects.toMatchObject({
      message: expect.stringMatching(/less arrives than is sent/),
    })
    await expect(add(accounts.payer.address)).rejects.toMatchObject({
      message: expect.stringMatching(/no contract at this address/),
    })
    await expect(add(LOCAL_USDC)).rejects.toMatchObject({ message: expect.stringMatching(/already/) })
    await expect(add('0x12')).rejects.toMatchObject({ detail: { field: 'address' } })
    await expect(add(points)).rejects.toMatchObject({ message: expect.stringMatching(/already/) })
  })
})
