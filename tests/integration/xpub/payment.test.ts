import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { depositAddresses, ledgerEntries } from '@/db/schema'
import { holdingsOf } from '@/db/queries/holdings'
import { insertWallet } from '@/db/queries/wallets'
import { newId } from '@/lib/ids'
import { OPERATOR } from '@/lib/services/audit/recordAudit'
import { recoveryFile } from '@/lib/services/merchants/recoveryFile'
import { everyHolding, listHoldings } from '@/lib/services/xpub/listHoldings'
import { setXpubMethods } from '@/lib/services/xpub/setXpubMethods'
import { accounts } from '@/scripts/local/accounts'
import { startWorld } from '@/tests/support/world'
import { testWallet } from '@/tests/support/wallet'

const world = await startWorld()
const { ctx, actor } = world
const wallet = testWallet(21)
const network = ctx.networks.get('local')
if (!network) throw new Error('no local chain')
await setXpubMethods(
  ctx,
  {
    merchantId: actor.merchantId,
    mode: 'live',
    network,
    tokens: ['USDT', 'ETH'],
    key: wallet.key,
    from: null,
  },
  OPERATOR,
)

async function holding(invoiceId: string, token = 'USDT') {
  const rows = await ctx.db.select().from(depositAddresses).where(eq(depositAddresses.invoiceId, invoiceId))
  const holdings = await holdingsOf(
    ctx.db,
    rows.map((row) => row.id),
  )
  return holdings.find((row) => row.token === token)
}

async function books(invoiceId: string) {
  const lines = await ctx.db.select().from(ledgerEntries).where(eq(ledgerEntries.invoiceId, invoiceId))
  const sums: Record<string, bigint> = {}
  for (const line of lines) sums[line.account] = (sums[line.account] ?? 0n) + line.amount
  return sums
}

async function indexOf(invoiceId: string): Promise<number> {
  const [row] = await ctx.db.select().from(depositAddresses).where(eq(depositAddresses.invoiceId, invoiceId))
  return row?.xpubIndex ?? -1
}

const gas = (to: string) => world.pay(to, '0.05', 'ETH')

describe('an invoice that is paid to the merchant’s own wallet', () => {
  it('is credited, confirmed and settled; the fee is owed, and the wallet’s own transfer is the payout (D6)', async () => {
    const { invoice, option } = await world.invoice()
    expect(option).toMatchObject({ rail: 'xpub', quotedAmount: 16_490_000n })
    expect(option.address).toBe(wallet.account(await indexOf(invoice.id)).address)

    await world.pay(option.address, '16.49')
    await world.mine(2)
    await world.reconcile()
    const paid = await world.read(invoice.id)
    expect(paid.invoice.status).toBe('paid')
    expect(paid.settlement).toMatchObject({
      rail: 'xpub',
      payout: null,
      settlement: { gross: 16_490_000n, fee: 164_900n, net: 16_325_100n },
    })
    expect(await books(invoice.id)).toMatchObject({ deposits: 16_490_000n, platform_fee: -164_900n })
    expect(await holding(invoice.id)).toMatchObject({ balance: 16_490_000n, unexplained: 0n })

    // The gas that the merchant sends there first pays nobody's invoice.
    await gas(option.address)
    const hash = await wallet.send(
      world.chain.rpcUrl,
      await indexOf(invoice.id),
      accounts.treasury.address,
      '16.49',
    )
    await world.mine(1)
    await world.reconcile()
    const swept = await world.read(invoice.id)
    expect(swept.settlement?.payout).toMatchObject({ txHash: hash, net: 16_490_000n, fee: 0n })
    expect(swept.exceptions).toEqual([])
    // All of it is the merchant's now, who owes the fee.
    expect(await books(invoice.id)).toEqual({
      deposits: 0n,
      merchant: 164_900n,
      platform_fee: -164_900n,
    })
    expect(await holding(invoice.id)).toMatchObject({ balance: 0n, unexplained: 0n })
    expect(swept.events.at(-1)).toMatchObject({ type: 'settlement.swept' })
  })

  it('takes back what left when its block is undone', async () => {
    const { invoice, option } = await world.invoice()
    await world.pay(option.address, '16.49')
    await gas(option.address)
    await world.mine(3)
    await world.reconcile()
    const snapshot = await world.anvil.snapshot()
    await wallet.send(world.chain.rpcUrl, await indexOf(invoice.id), accounts.treasury.address, '6.49')
    await world.mine(1)
    await world.reconcile()
    expect((await world.read(invoice.id)).settlement?.payout).toMatchObject({ net: 6_490_000n })
    await world.anvil.revert({ id: snapshot })
    await world.mine(4)
    await world.reconcile()
    expect((await world.read(invoice.id)).settlement?.payout).toBeNull()
    expect(await books(invoice.id)).toMatchObject({ deposits: 16_490_000n })
  })

  it('lists what lies where, with the path in the wallet, and the same as rows to export', async () => {
    const { invoice, option } = await world.invoice()
    await world.pay(option.address, '16.49')
    await world.reconcile()
    const { holdings, totals } = await listHoldings(ctx, actor, 100)
    const own = holdings.find((row) => row.invoiceId === invoice.id)
    const index = await indexOf(invoice.id)
    expect(own).toMatchObject({
      address: option.address,
      path: `m/44'/60'/0'/0/${index}`,
      fingerprint: wallet.key.fingerprint,
      balance: 16_490_000n,
      decimals: 6,
    })
    expect(totals.find((row) => row.token === 'USDT')?.balance).toBeGreaterThanOrEqual(16_490_000n)
    const rows = []
    for await (const part of everyHolding(ctx, actor)) rows.push(...part)
    expect(rows.map((row) => `${row.id} ${row.token}`)).toEqual(
      holdings.map((row) => `${row.id} ${row.token}`),
    )
    expect(await listHoldings(ctx, { ...actor, mode: 'test' }, 100)).toMatchObject({
      holdings: [],
      totals: [],
    })
  })
})

describe('an address that could be known before its invoice (S1, S4)', () => {
  const next = async () => (await indexOf((await world.invoice()).invoice.id)) + 1

  it('is not paid by what lay there before', async () => {
    const address = wallet.account(await next()).address
    await world.pay(address, '16.49')
    await world.mine(1)
    await world.reconcile()
    const { invoice, option } = await world.invoice()
    expect(option.address).toBe(address)
    await world.mine(2)
    await world.reconcile()
    expect((await world.read(invoice.id)).invoice.status).toBe('pending')
    expect(await holding(invoice.id)).toMatchObject({ before: 16_490_000n, unexplained: 0n })

    await world.pay(address, '16.49')
    await world.mine(2)
    await world.reconcile()
    const paid = await world.read(invoice.id)
    expect(paid.invoice.status).toBe('paid')
    expect(paid.progress.received).toBe(16_490_000n)
  })

  it('is not paid by what came long before, in a block that was read later', async () => {
    const address = wallet.account(await next()).address
    await world.pay(address, '16.49')
    await world.wait(120)
    // Nobody has read these blocks yet.
    const { invoice, option } = await world.invoice()
    expect(option.address).toBe(address)
    await world.mine(3)
    await world.reconcile()
    const seen = await world.read(invoice.id)
    expect(seen.invoice.status).toBe('pending')
    expect(seen.payments).toEqual([])
    expect(await holding(invoice.id)).toMatchObject({ before: 16_490_000n, unexplained: 0n })
  })
})

describe('a difference at the merchant’s own address', () => {
  it('in native coin is gas: it raises a flag and takes no credit back (S4)', async () => {
    const { invoice, option } = await world.invoice({ cryptoCurrency: 'ETH' })
    await world.pay(option.address, '0.008245', 'ETH')
    await world.pay(option.address, '0.01', 'ETH')
    await world.mint(option.address, '5')
    await world.mine(3)
    await world.reconcile()
    expect((await world.read(invoice.id)).invoice.status).toBe('paid')
    await wallet.send(world.chain.rpcUrl, await indexOf(invoice.id), accounts.treasury.address, '5')
    await world.mine(1)
    await world.reconcile()
    const after = await world.read(invoice.id)
    expect(after.invoice.status).toBe('paid')
    expect(after.progress.received).toBe(18_245_000_000_000_000n)
    const native = await holding(invoice.id, 'ETH')
    expect(native?.unexplained).toBeLessThan(0n)
  })

  it('in gas money from a declared wallet is no payment of the wrong token', async () => {
    const row = { merchantId: actor.merchantId, mode: 'live' as const, address: accounts.payer.address }
    await insertWallet(ctx.db, {
      ...row,
      id: newId('wal', ctx.clock.now()),
      label: null,
      createdAt: ctx.clock.now(),
    })
    // Somebody waits for native coin, so that whole blocks are read.
    await world.invoice({ cryptoCurrency: 'ETH' })
    const { invoice, option } = await world.invoice()
    await gas(option.address)
    await world.mine(3)
    await world.reconcile()
    const seen = await world.read(invoice.id)
    expect(seen.payments).toEqual([])
    expect(seen.exceptions).toEqual([])
  })
})

it('the recovery file says that the wallet needs nothing', async () => {
  const file = await recoveryFile(ctx, actor.merchantId)
  expect(file.wallets).toEqual([
    { network: 'local', fingerprint: wallet.key.fingerprint, issued: expect.any(Number) },
  ])
  expect(file.terms.map((terms) => terms.treasury)).toEqual([accounts.treasury.address])
  expect(JSON.stringify(file)).not.toContain('xpub')
})
