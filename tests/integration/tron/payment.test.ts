import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { holdingsOf } from '@/db/queries/holdings'
import { networkState } from '@/db/queries/networks'
import { depositAddresses } from '@/db/schema'
import { isDomainError } from '@/lib/domain/errors'
import { NETWORKS } from '@/lib/chains/networks'
import { tronNile } from '@/lib/chains/networks/tron'
import { hexOfTron, tronOfHex } from '@/lib/chains/tron/address'
import { payView } from '@/lib/pay/payView'
import { qrPath } from '@/lib/pay/qr'
import { getPublicInvoice } from '@/lib/services/invoices/getPublicInvoice'
import { listInvoices } from '@/lib/services/invoices/listInvoices'
import { addPaymentMethod } from '@/lib/services/merchants/addPaymentMethod'
import { declareWallet } from '@/lib/services/wallets/declareWallet'
import { listHoldings } from '@/lib/services/xpub/listHoldings'
import { previewXpub } from '@/lib/services/xpub/previewXpub'
import { prepareRefund } from '@/lib/services/refunds/prepareRefund'
import { listRefunds } from '@/lib/services/refunds/listRefunds'
import { reconcileAll } from '@/lib/services/reconcile/reconcileAll'
import { withReader } from '@/tests/support/changedReader'
import { turnHostile } from '@/tests/support/hostileToken'
import { startTronWorld } from '@/tests/support/tronWorld'
import { accounts } from '@/scripts/local/accounts'

const world = await startTronWorld(61)
const { ctx, server, tester, wallet } = world

async function addressRow(invoiceId: string) {
  const [row] = await ctx.db.select().from(depositAddresses).where(eq(depositAddresses.invoiceId, invoiceId))
  if (!row) throw new Error('no address')
  return row
}

async function usdt(invoiceId: string) {
  const row = await addressRow(invoiceId)
  return (await holdingsOf(ctx.db, [row.id])).find((one) => one.token === 'USDT')
}

const NOBODY_ELSE = tronOfHex(accounts.treasury.address)

describe('a payment on TRON', () => {
  it('is seen, confirmed once its block is solid, settled, and swept by the merchant’s own wallet', async () => {
    const { invoice, option } = await world.invoice()
    const row = await addressRow(invoice.id)
    expect(option).toMatchObject({
      network: 'tron-nile',
      token: 'USDT',
      rail: 'xpub',
      quotedAmount: 16_490_000n,
      requiredConfirmations: 19,
    })
    expect(option.address).toMatch(/^T[1-9A-HJ-NP-Za-km-z]{33}$/)
    expect(hexOfTron(option.address)).toBe(wallet.account(row.xpubIndex ?? -1).address)

    const hash = await world.pay(option.address, '16.49')
    await world.reconcile()
    const seen = await world.read(invoice.id)
    expect(seen.invoice.status).toBe('confirming')
    expect(seen.payments).toMatchObject([
      {
        txHash: hash,
        amount: 16_490_000n,
        fromAddress: tronOfHex(accounts.payer.address),
        status: 'confirming',
      },
    ])

    await world.mine(16)
    await world.reconcile()
    expect((await world.read(invoice.id)).invoice.status).toBe('confirming')
    await world.mine(1)
    await world.reconcile()
    const paid = await world.read(invoice.id)
    expect(paid.invoice.status).toBe('paid')
    expect(paid.settlement).toMatchObject({
      rail: 'xpub',
      payout: null,
      settlement: { gross: 16_490_000n, fee: 164_900n, status: 'completed' },
    })
    expect(await usdt(invoice.id)).toMatchObject({ balance: 16_490_000n, unexplained: 0n })

    const out = await world.sweep(row.xpubIndex ?? -1, NOBODY_ELSE, '16.49')
    await world.mine(19)
    await world.reconcile()
    expect((await world.read(invoice.id)).settlement?.payout).toMatchObject({ txHash: out, net: 16_490_000n })
    expect(await usdt(invoice.id)).toMatchObject({ balance: 0n, unexplained: 0n })
  })

  it('waits for a solid node that lags, and for one that is away', async () => {
    const { invoice, option } = await world.invoice()
    await world.pay(option.address, '16.49')
    server.state.lag = 10
    await world.mine(25)
    await world.reconcile()
    expect((await world.read(invoice.id)).invoice.status).toBe('confirming')
    server.state.lag = 0
    server.state.solidIsDown = true
    await world.mine(1)
    const { networks } = await world.reconcile()
    expect(networks.find((one) => one.network === 'tron-nile')).toMatchObject({ outcome: 'delayed' })
    expect((await world.read(invoice.id)).invoice.status).toBe('confirming')
    server.state.solidIsDown = false
    await world.reconcile()
    expect((await world.read(invoice.id)).invoice.status).toBe('paid')
  })

  it('is not confirmed while the solid block changes under the balances', async () => {
    const { invoice, option } = await world.invoice()
    await world.pay(option.address, '16.49')
    server.state.moving = true
    await world.mine(25)
    await world.reconcile()
    expect((await world.read(invoice.id)).invoice.status).toBe('confirming')
    server.state.moving = false
    await world.reconcile()
    expect((await world.read(invoice.id)).invoice.status).toBe('paid')
  })

  it('is taken back when its block is undone, and found where it is mined again (S3)', async () => {
    const { invoice, option } = await world.invoice()
    const snapshot = await world.anvil.snapshot()
    await world.pay(option.address, '16.49')
    await world.mine(3)
    await world.reconcile()
    expect((await world.read(invoice.id)).invoice.status).toBe('confirming')
    await world.anvil.revert({ id: snapshot })
    await world.mine(6)
    await world.reconcile()
    const undone = await world.read(invoice.id)
    expect(undone.invoice.status).toBe('pending')
    expect(undone.events.map((event) => event.type)).toContain('payment.reverted')
    await world.pay(option.address, '16.49')
    await world.mine(19)
    await world.reconcile()
    const again = await world.read(invoice.id)
    expect(again.invoice.status).toBe('paid')
    expect(again.payments.filter((payment) => payment.orphanedAt === null)).toHaveLength(1)
  })

  it('counts by its event, though the token says false (USDT of TRON does)', async () => {
    const { invoice, option } = await world.invoice()
    const hostile = await turnHostile(world, world.token)
    await hostile.set('FalseThoughMoved')
    await world.pay(option.address, '16.49')
    await world.mine(19)
    await world.reconcile()
    expect((await world.read(invoice.id)).invoice.status).toBe('paid')
    await hostile.restore()
  })

  const paidBefore = async () => {
    const { invoice: last } = await world.invoice()
    const address = tronOfHex(wallet.account(((await addressRow(last.id)).xpubIndex ?? 0) + 1).address)
    await world.pay(address, '16.49')
    await world.mine(25)
    await world.reconcile()
    const { invoice, option } = await world.invoice()
    expect(option.address).toBe(address)
    return invoice.id
  }

  it('that was there before its invoice pays nothing', async () => {
    const id = await paidBefore()
    // The solid node still stands before the invoice.
    await world.mine(1)
    await world.reconcile()
    await world.mine(25)
    await world.reconcile()
    expect((await world.read(id)).invoice.status).toBe('pending')
    expect(await usdt(id)).toMatchObject({ before: 16_490_000n, unexplained: 0n })
  })

  it('that may have been there before its invoice, since nobody looked in time, is a flag (S4)', async () => {
    const id = await paidBefore()
    await world.mine(25)
    await world.reconcile()
    expect((await world.read(id)).invoice.status).toBe('pending')
    expect(await usdt(id)).toMatchObject({ before: null, unexplained: 16_490_000n })
  })

  it('whose log was hidden at the first look is looked for, and not taken for what lay there before (S4)', async () => {
    const { invoice, option } = await world.invoice()
    await world.pay(option.address, '16.49')
    await world.mine(25)
    const blind = withReader(ctx, (reader) => ({
      scan: async (...args) => ({ ...(await reader.scan(...args)), transfers: [] }),
    }))
    await reconcileAll(blind, { budgetMs: 20_000 })
    expect(await usdt(invoice.id)).toMatchObject({ before: null, unexplained: 16_490_000n })
    await world.mine(1)
    await world.reconcile()
    expect((await world.read(invoice.id)).invoice.status).toBe('paid')
    expect(await usdt(invoice.id)).toMatchObject({ before: 0n, unexplained: 0n })
  })
})

describe('an address on TRON', () => {
  it('is what the page shows, as people write it, with network and code', async () => {
    const { invoice, option } = await world.invoice()
    const view = payView(await getPublicInvoice(ctx, invoice.id), NETWORKS, 'en')
    expect(view.instruction).toMatchObject({
      address: option.address,
      network: 'TRON Nile',
      symbol: 'USDT',
      amount: '16.49',
      warning: expect.stringContaining('only on TRON Nile'),
    })
    expect(qrPath(option.address).size).toBeGreaterThan(20)
    const everything = {
      limit: 5,
      after: null,
      status: null,
      createdAfter: null,
      createdBefore: null,
      amountAtLeastMinor: null,
      amountAtMostMinor: null,
      currency: null,
      search: null,
      exception: null,
    }
    const named = (value: string) =>
      listInvoices(ctx, tester, { ...everything, named: { by: 'address', value } })
    expect((await named(option.address)).invoices.map((one) => one.invoice.id)).toEqual([invoice.id])
    expect((await named(option.address.toLowerCase())).invoices).toEqual([])
  })

  it('is listed with its path in the wallet, and shown before the wallet is accepted', async () => {
    const { invoice, option } = await world.invoice()
    await world.pay(option.address, '5')
    await world.mine(20)
    await world.reconcile()
    const row = await addressRow(invoice.id)
    const { holdings } = await listHoldings(ctx, tester, 100)
    expect(holdings.find((one) => one.id === row.id)).toMatchObject({
      address: option.address,
      path: `m/44'/195'/0'/0/${row.xpubIndex}`,
      networkName: 'TRON Nile',
    })
    const preview = await previewXpub(
      ctx,
      { ...tester, role: 'owner' },
      { network: 'tron-nile', xpub: wallet.xpub },
    )
    expect(preview.addresses[0]).toEqual({
      path: "m/44'/195'/0'/0/0",
      address: tronOfHex(wallet.account(0).address),
    })
  })

  it('of a forwarder there is none: its CREATE2 hashes another prefix', async () => {
    const refused = await addPaymentMethod(ctx, {
      merchantId: world.merchant.id,
      mode: 'test',
      network: 'tron-nile',
      token: 'USDT',
      treasury: NOBODY_ELSE,
    }).catch((error: unknown) => error)
    expect(isDomainError(refused) && refused.message).toContain('extended public key')
    expect(await networkState(ctx.db, 'tron-nile')).toMatchObject({ verified: true })
  })
})

describe('a refund on TRON', () => {
  it('goes to an address of TRON alone, from the merchant’s declared wallet', async () => {
    const { invoice, option } = await world.invoice()
    await world.pay(option.address, '16.49')
    await world.mine(20)
    await world.reconcile()
    const to = tronOfHex('0x00000000000000000000000000000000000000a1')
    const input = {
      amount: { of: 'full' as const },
      network: null,
      token: null,
      reason: null,
      expiresInSeconds: null,
    }
    for (const wrong of [
      to.toLowerCase(),
      accounts.payer.address,
      tronNile.tokens[0]?.address ?? '',
      'T9yD14Nj9j7xAB4dbGeiX9h8unkKHxuWwb',
    ]) {
      const refused = await prepareRefund(ctx, tester, invoice.id, { ...input, to: wrong }).catch(
        (error: unknown) => error,
      )
      expect(isDomainError(refused) && refused.detail.field).toBe('to')
    }
    await declareWallet(ctx, tester, { address: tronOfHex(accounts.payer.address), label: 'Refunds' })
    await prepareRefund(ctx, tester, invoice.id, { ...input, to })
    const [refund] = (await listRefunds(ctx, tester, invoice.id)).refunds
    expect(refund).toMatchObject({
      recipient: to,
      tokenAddress: tronNile.tokens[0]?.address,
      call: {
        to: tronNile.tokens[0]?.address,
        uri: `tron:${to}?token=${tronNile.tokens[0]?.address}&amount=16490000`,
      },
    })
    await world.pay(to, '16.49')
    await world.mine(25)
    await world.reconcile()
    expect((await world.read(invoice.id)).refunds).toMatchObject([{ status: 'completed' }])
  })
})
