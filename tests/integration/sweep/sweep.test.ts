import { desc } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { ledgerOf } from '@/db/queries/settlements'
import { sweeps } from '@/db/schema'
import { ChainError } from '@/lib/chains/errors'
import { createGasWallet } from '@/lib/chains/evm/gasWallet'
import type { GasWallet } from '@/lib/chains/gasPort'
import type { Hex } from '@/lib/chains/port'
import { reconcileAll } from '@/lib/services/reconcile/reconcileAll'
import { sweepNetwork } from '@/lib/services/sweep/sweepNetwork'
import { accounts } from '@/scripts/local/accounts'
import { startWorld } from '@/tests/support/world'

const world = await startWorld()
const network = world.ctx.networks.get('local')!
const wallet = createGasWallet(network, world.chain.rpcUrl, accounts.gas.privateKey)

function runWith(gas: GasWallet) {
  return reconcileAll(world.ctx, { budgetMs: 20_000, afterwards: (run) => sweepNetwork(run, gas) })
}

async function paidInvoice(token: 'USDT' | 'USDC' = 'USDT', amount = '16.49') {
  const made = await world.invoice({ cryptoCurrency: token, total: amount })
  await world.pay(made.option.address, amount, token)
  await world.mine(2)
  return made
}

async function lastSweep() {
  const [row] = await world.ctx.db
    .select()
    .from(sweeps)
    .orderBy(desc(sweeps.createdAt), desc(sweeps.id))
    .limit(1)
  return row
}

async function swept(id: string) {
  return (await world.read(id)).settlement?.payout ?? null
}

/** Mines, and lets reconciling see, until nothing is under way. */
async function finish(): Promise<void> {
  await world.mine(1)
  await runWith(wallet)
  await world.mine(1)
  await runWith(wallet)
}

describe('sweeping with the gas key (F9)', () => {
  it('empties many addresses and tokens in one transaction, and the books end at zero', async () => {
    const made = [await paidInvoice(), await paidInvoice('USDC'), await paidInvoice('USDT', '100')]
    await runWith(wallet)
    const sent = await lastSweep()
    expect(sent?.depositAddressIds).toHaveLength(3)
    await finish()
    for (const { invoice } of made) {
      expect(await swept(invoice.id)).toMatchObject({ txHash: sent?.txHashes[0] })
      const sums = new Map<string, bigint>()
      for (const { account, amount } of await ledgerOf(world.ctx.db, invoice.id)) {
        sums.set(account, (sums.get(account) ?? 0n) + amount)
      }
      expect([...sums.values()].every((sum) => sum === 0n)).toBe(true)
    }
    expect(await lastSweep()).toMatchObject({ status: 'mined' })
  })

  it('sends again under the same hash what was recorded and not sent', async () => {
    const { invoice } = await paidInvoice()
    const crashing = { ...wallet, send: () => Promise.reject(new Error('the process died here')) }
    await runWith(crashing)
    const recorded = await lastSweep()
    expect(recorded).toMatchObject({ status: 'recorded' })
    await finish()
    expect(await swept(invoice.id)).toMatchObject({ txHash: recorded?.txHashes[0] })
    expect((await lastSweep())?.id).toBe(recorded?.id)
  })

  it('follows what is sent and not mined, and raises its fee under the same nonce', async () => {
    const { invoice } = await paidInvoice()
    await world.anvil.setAutomine(false)
    await runWith(wallet)
    const first = await lastSweep()
    await runWith(wallet)
    expect(await lastSweep()).toMatchObject({ id: first?.id, txHashes: first?.txHashes })

    world.setClock(new Date(world.ctx.clock.now().getTime() + 100_000))
    await runWith(wallet)
    const dearer = await lastSweep()
    expect(dearer).toMatchObject({ id: first?.id, nonce: first?.nonce })
    expect(dearer?.txHashes).toHaveLength(2)
    expect(dearer!.maxFeePerGas).toBeGreaterThan(first!.maxFeePerGas)
    await world.anvil.setAutomine(true)
    await finish()
    expect(await swept(invoice.id)).toMatchObject({ txHash: dearer?.txHashes[1] })
  })

  it('lets go of a sweep whose nonce another transaction used, and sweeps anew', async () => {
    const { invoice } = await paidInvoice()
    await runWith({ ...wallet, send: () => Promise.resolve() })
    const lost = await lastSweep()
    const call = { to: accounts.gas.address, data: '0x' as Hex, nonce: lost!.nonce, gasLimit: 21_000n }
    const other = await wallet.sign({ ...call, ...(await wallet.fees()) })
    await wallet.send(other.raw)
    await world.mine(1)
    await runWith(wallet)
    const rows = await world.ctx.db.select().from(sweeps)
    expect(rows.find((row) => row.id === lost?.id)?.status).toBe('replaced')
    await finish()
    expect(await swept(invoice.id)).not.toBeNull()
  })

  it('sends nothing that would revert, and tells the operator', async () => {
    const { invoice } = await paidInvoice()
    const before = await lastSweep()
    await runWith({
      ...wallet,
      simulate: () => Promise.reject(new ChainError('bad_response', 'execution reverted')),
    })
    expect((await lastSweep())?.id).toBe(before?.id)
    await finish()
    expect(await swept(invoice.id)).not.toBeNull()
  })

  it('sweeps again what comes late to an address that was swept', async () => {
    const { invoice, option } = await paidInvoice()
    await runWith(wallet)
    await finish()
    await world.pay(option.address, '5')
    await world.mine(2)
    await runWith(wallet)
    await finish()
    expect(await swept(invoice.id)).toMatchObject({ net: 16_325_100n + 4_950_000n })
  })

  it('takes a stranger’s sweep for what it is: the payout (S4)', async () => {
    const { invoice, option } = await paidInvoice()
    await world.reconcile()
    await runWith({ ...wallet, send: () => Promise.resolve() })
    const planned = await lastSweep()
    const hash = await world.anvil.sendTransaction({
      account: accounts.payer.address as Hex,
      chain: null,
      to: world.factory as Hex,
      data: planned!.callData as Hex,
    })
    await world.anvil.waitForTransactionReceipt({ hash })
    await world.mine(1)
    await world.reconcile()
    expect(await swept(invoice.id)).toMatchObject({ txHash: hash, net: 16_325_100n })
    expect(await world.balance(option.address)).toBe(0n)
    await finish()
  })
})
