import { eq } from 'drizzle-orm'
import { parseEther } from 'viem'
import { describe, expect, it } from 'vitest'
import { holdingsOf } from '@/db/queries/holdings'
import { depositAddresses } from '@/db/schema'
import { ChainError } from '@/lib/chains/errors'
import { OPERATOR } from '@/lib/services/audit/recordAudit'
import type { RootContext } from '@/lib/services/context'
import { reconcileAll } from '@/lib/services/reconcile/reconcileAll'
import { fixedRates } from '@/lib/rates/fixed'
import { createSession } from '@/lib/services/sessions/createSession'
import { declareWallet } from '@/lib/services/wallets/declareWallet'
import { setXpubMethods } from '@/lib/services/xpub/setXpubMethods'
import { accounts } from '@/scripts/local/accounts'
import { withReader } from '@/tests/support/changedReader'
import { payInternally } from '@/tests/support/internalTransfer'
import { sessionInput } from '@/tests/support/links'
import { testWallet } from '@/tests/support/wallet'
import { startWorld } from '@/tests/support/world'

const world = await startWorld()
const { ctx, actor } = world
const wallet = testWallet(31)
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

const PRICE = '0.008245'
const ether = (price = PRICE) => parseEther(price)

async function addressRow(invoiceId: string) {
  const rows = await ctx.db.select().from(depositAddresses).where(eq(depositAddresses.invoiceId, invoiceId))
  const row = rows.find((one) => one.rail === 'xpub')
  if (!row) throw new Error('no address')
  return row
}

async function native(invoiceId: string) {
  const row = await addressRow(invoiceId)
  return (await holdingsOf(ctx.db, [row.id])).find((one) => one.token === 'ETH')
}

async function credits(invoiceId: string) {
  const { payments } = await world.read(invoiceId)
  return payments.flatMap(({ token, amount, txHash, orphanedAt }) =>
    orphanedAt === null && amount > 0n ? [{ token, amount, known: txHash !== null }] : [],
  )
}

/** An invoice in native coin whose address somebody knows before it. */
const ask = () => world.invoice({ cryptoCurrency: 'ETH' })
async function nextAddress(): Promise<string> {
  const last = await addressRow((await ask()).invoice.id)
  return wallet.account((last.xpubIndex ?? 0) + 1).address
}

const runWith = (changed: RootContext) => reconcileAll(changed, { budgetMs: 20_000 })
/** The provider tells no balances of blocks so far below its head. */
const pruned = (depth: number) =>
  withReader(ctx, (reader) => ({
    balances: async (addresses, tokens, at, signal) => {
      const head = await reader.head(signal)
      if (at < head.number - depth) throw new ChainError('bad_response', 'missing trie node')
      return reader.balances(addresses, tokens, at, signal)
    },
  }))
/** The provider has the blocks and shows no transfer of them. */
const blind = () =>
  withReader(ctx, (reader) => ({
    scan: async (...args) => ({ ...(await reader.scan(...args)), transfers: [] }),
  }))

describe('native coin that lies at a merchant’s own address before its invoice (S1, S4)', () => {
  it('pays nothing where old balances cannot be asked for any more: a flag', async () => {
    const address = await nextAddress()
    await world.pay(address, PRICE, 'ETH')
    await world.mine(1)
    await world.reconcile()
    const { invoice, option } = await ask()
    expect(option.address).toBe(address)
    await world.mine(5)
    await runWith(pruned(2))
    expect((await world.read(invoice.id)).payments).toEqual([])
    expect(await native(invoice.id)).toMatchObject({ before: null, unexplained: ether() })
    await world.mine(3)
    await runWith(pruned(2))
    expect((await world.read(invoice.id)).invoice.status).toBe('pending')
  })

  it('pays nothing where it came long before, in a block that was read later', async () => {
    const address = await nextAddress()
    await world.pay(address, PRICE, 'ETH')
    await payInternally(world, address, PRICE)
    await world.wait(120)
    // Nobody has read these blocks yet.
    const { invoice, option } = await ask()
    expect(option.address).toBe(address)
    await world.mine(3)
    await world.reconcile()
    expect((await world.read(invoice.id)).payments).toEqual([])
    expect(await native(invoice.id)).toMatchObject({ before: 2n * ether(), unexplained: 0n })

    await payInternally(world, address, PRICE)
    await world.mine(3)
    await world.reconcile()
    expect(await credits(invoice.id)).toEqual([{ token: 'ETH', amount: ether(), known: false }])
    expect((await world.read(invoice.id)).invoice.status).toBe('paid')
  })

  it('hides nothing that is there since, though old balances cannot be asked for', async () => {
    const { invoice, option } = await ask()
    await world.mine(5)
    await runWith(pruned(2))
    expect(await native(invoice.id)).toMatchObject({ before: 0n, unexplained: 0n })
    await payInternally(world, option.address, PRICE)
    await world.mine(3)
    await world.reconcile()
    expect(await credits(invoice.id)).toEqual([{ token: 'ETH', amount: ether(), known: false }])
  })
})

describe('late money that only the second look finds (D3)', () => {
  it('is valued by the rate that is kept when it arrives', async () => {
    let rates = fixedRates(['ETH/USD=2000'])
    Object.defineProperty(ctx, 'rates', { get: () => rates })
    const { invoice, option } = await world.invoice({
      cryptoCurrency: 'ETH',
      total: '20.00',
      expiresInSeconds: 300,
    })
    await world.mine(1)
    await world.reconcile()
    await world.wait(400)
    rates = fixedRates(['ETH/USD=1000'])
    // Not seen in its block; the balance has the block read again.
    let isHidden = true
    const once = withReader(ctx, (reader) => ({
      scan: async (...args) => {
        const found = await reader.scan(...args)
        const transfers = isHidden ? [] : found.transfers
        isHidden = false
        return { ...found, transfers }
      },
    }))
    await world.pay(option.address, '0.01', 'ETH')
    await runWith({ ...once, rates })
    const late = await world.read(invoice.id)
    expect(late.payments).toMatchObject([{ txHash: expect.any(String) }])
    expect(late.option).toMatchObject({ quotedAmount: ether('0.02') })
  })
})

describe('gas money from a wallet that the merchant declares (ADR 0031)', () => {
  it('pays nothing of a session that takes native coin too', async () => {
    await declareWallet(ctx, { ...actor, role: 'owner' }, { address: accounts.payer.address, label: null })
    const { invoice: asked } = await createSession(ctx, actor, sessionInput())
    const { id } = asked
    const { address } = await addressRow(id)
    await world.mint(address, '16.49')
    await world.pay(address, '0.05', 'ETH')
    await world.mine(3)
    await world.reconcile()
    expect(await credits(id)).toEqual([{ token: 'USDT', amount: 16_490_000n, known: true }])
    const { invoice, exceptions } = await world.read(id)
    expect([invoice.status, exceptions]).toEqual(['paid', []])
    expect(await native(id)).toMatchObject({ balance: ether('0.05'), unexplained: 0n })
  })

  it('is found before anything is credited, also once nobody waits for native coin any more', async () => {
    const { invoice, option } = await ask()
    await world.mine(1)
    await world.reconcile()
    // Cold: whole blocks are not read for it (S8).
    await ctx.db.update(depositAddresses).set({ hotUntil: new Date(0) })
    await world.pay(option.address, '0.05', 'ETH')
    await world.mine(3)
    await world.reconcile()
    expect(await credits(invoice.id)).toEqual([])
    expect(await native(invoice.id)).toMatchObject({ unexplained: 0n })
  })

  it('takes back what its balance had shown while the provider hid it', async () => {
    const { invoice, option } = await ask()
    await world.mine(1)
    await world.reconcile()
    await payInternally(world, option.address, '0.001')
    await world.pay(option.address, '0.05', 'ETH')
    await runWith(blind())
    expect((await credits(invoice.id)).reduce((sum, one) => sum + one.amount, 0n)).toBe(ether('0.051'))
    // Its block is read again.
    await world.anvil.request({ method: 'anvil_reorg' as never, params: [1, []] as never })
    await world.pay(option.address, '0.05', 'ETH')
    await world.mine(3)
    await world.reconcile()
    expect(await credits(invoice.id)).toEqual([{ token: 'ETH', amount: ether('0.001'), known: false }])
    expect(await native(invoice.id)).toMatchObject({ unexplained: 0n })
  })
})
