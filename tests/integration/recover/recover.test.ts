import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { sql } from 'drizzle-orm'
import { parseEther } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { afterAll, describe, expect, it } from 'vitest'
import type { Hex } from '@/lib/chains/port'
import { addPaymentMethod } from '@/lib/services/merchants/addPaymentMethod'
import { recoveryFile } from '@/lib/services/merchants/recoveryFile'
import { registerMerchant } from '@/lib/services/merchants/registerMerchant'
import { accounts } from '@/scripts/local/accounts'
import { startWorld, invoiceInput } from '@/tests/support/world'
import { createInvoice } from '@/lib/services/invoices/createInvoice'

const world = await startWorld()
const run = promisify(execFile)
const folder = await mkdtemp(path.join(tmpdir(), 'recover-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

/** The command as an operator runs it: a process of its own that knows the file and the chain, and no database. */
async function recover(file: string, ...more: string[]): Promise<string> {
  const args = ['scripts/recover/main.ts', '--file', file, '--network', 'local', '--rpc', world.chain.rpcUrl]
  const env = { ...process.env, DATABASE_URL: '', GAS_KEY: accounts.gas.privateKey }
  const { stdout } = await run('npx', ['tsx', ...args, '--gap', '250', ...more], { env })
  return stdout
}

async function holdings() {
  const { treasury, feeRecipient } = accounts
  return {
    treasury: [
      await world.balance(treasury.address, 'USDT'),
      await world.balance(treasury.address, 'USDC'),
      await world.anvil.getBalance({ address: treasury.address }),
    ],
    fees: [
      await world.balance(feeRecipient.address, 'USDT'),
      await world.balance(feeRecipient.address, 'USDC'),
      await world.anvil.getBalance({ address: feeRecipient.address }),
    ],
  }
}

describe('with the database gone, the recovery file alone', () => {
  it('brings every unswept deposit to the treasury, to the unit (F1)', async () => {
    const usdt = await world.invoice()
    await world.invoice()
    await world.invoice()
    const usdc = await world.invoice({ cryptoCurrency: 'USDC', total: '100' })
    const coin = await world.invoice({ cryptoCurrency: 'ETH', total: '200' })
    await world.pay(usdt.option.address, '16.49', 'USDT')
    await world.pay(usdt.option.address, '1', 'USDC')
    await world.pay(usdc.option.address, '100', 'USDC')
    await world.pay(coin.option.address, '0.1', 'ETH')
    await world.mine(3)
    await world.reconcile()

    const file = path.join(folder, 'recovery.json')
    await writeFile(file, JSON.stringify(await recoveryFile(world.ctx, world.merchant.id)))
    await world.database.close()
    const before = await holdings()

    const told = await recover(file)
    expect(told).toContain('3 addresses hold money; 1 transactions empty them.')
    const [, to, data] = /^to (0x\S+) data (0x\S+)$/m.exec(told) ?? []
    const stranger = privateKeyToAccount(accounts.payer.privateKey)
    const hash = await world.anvil.sendTransaction({
      account: stranger,
      chain: null,
      to: to as Hex,
      data: data as Hex,
    })
    await world.anvil.waitForTransactionReceipt({ hash })

    const after = await holdings()
    expect(after.treasury.map((amount, index) => amount - (before.treasury[index] ?? 0n))).toEqual([
      16_325_100n,
      99_990_000n,
      parseEther('0.099'),
    ])
    expect(after.fees.map((amount, index) => amount - (before.fees[index] ?? 0n))).toEqual([
      164_900n,
      1_010_000n,
      parseEther('0.001'),
    ])
    expect(await recover(file)).toContain('0 addresses hold money')
  })

  it('looks at every address that the file knows of, however many hold nothing (F1)', async () => {
    const other = await startWorld()
    const counter = `deposit_counter_${other.merchant.id}`
    await other.ctx.db.execute(sql`select setval(${counter}::regclass, 1999)`)
    const { option } = await other.invoice()
    await other.pay(option.address, '16.49')
    const file = path.join(folder, 'late.json')
    await writeFile(file, JSON.stringify(await recoveryFile(other.ctx, other.merchant.id)))
    const args = ['tsx', 'scripts/recover/main.ts', '--file', file, '--network', 'local', '--gap', '250']
    const { stdout } = await run('npx', [...args, '--rpc', other.chain.rpcUrl])
    expect(stdout).toContain('number 2000 ')
  })
})

describe('with a key that pays the gas', () => {
  it('sends the sweeps itself, for every set of terms that was in force', async () => {
    const other = await startWorld()
    const merchant = await registerMerchant(other.ctx, {
      businessName: 'Two Treasuries',
      contactEmail: 'two@example.com',
      planType: 'basic',
      feeBps: 0,
      owner: null,
    })
    const actor = { ...other.actor, merchantId: merchant.id }
    for (const [token, treasury] of [
      ['USDT', accounts.treasury.address],
      ['USDC', accounts.deployer.address],
    ] as const) {
      await addPaymentMethod(other.ctx, {
        merchantId: merchant.id,
        mode: 'live',
        network: 'local',
        token,
        treasury,
      })
    }
    const first = await createInvoice(other.ctx, actor, invoiceInput())
    const second = await createInvoice(other.ctx, actor, invoiceInput({ cryptoCurrency: 'USDC' }))
    await other.pay(first.option.address, '16.49', 'USDT')
    await other.pay(second.option.address, '16.49', 'USDC')
    const file = path.join(folder, 'two.json')
    await writeFile(file, JSON.stringify(await recoveryFile(other.ctx, merchant.id)))
    await other.database.close()

    const args = ['tsx', 'scripts/recover/main.ts', '--file', file, '--network', 'local']
    const env = { ...process.env, GAS_KEY: accounts.gas.privateKey }
    const { stdout } = await run(
      'npx',
      [...args, '--rpc', other.chain.rpcUrl, '--gap', '250', '--key-env', 'GAS_KEY'],
      { env },
    )
    expect(stdout.match(/swept in 0x/g)).toHaveLength(2)
    expect(await other.balance(accounts.treasury.address, 'USDT')).toBe(16_490_000n)
    expect(await other.balance(accounts.deployer.address, 'USDC')).toBe(16_490_000n)
  })

  it('refuses a chain without the factory', async () => {
    const bare = path.join(folder, 'bare.json')
    await writeFile(
      bare,
      JSON.stringify({
        version: 1,
        merchant: 'mer_x',
        seed: `0x${'1'.repeat(64)}`,
        terms: [
          { treasury: accounts.treasury.address, feeRecipient: accounts.feeRecipient.address, feeBps: 100 },
        ],
        issued: 0,
        networks: [],
        createdAt: '2025-01-15T10:00:00Z',
      }),
    )
    await world.anvil.setCode({ address: world.factory as Hex, bytecode: '0x' })
    await expect(recover(bare)).rejects.toThrow('no forwarder factory')
  })
})
