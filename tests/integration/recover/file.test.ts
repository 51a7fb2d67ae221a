import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, it } from 'vitest'
import { nextDepositCounter } from '@/db/queries/merchants'
import { accounts } from '@/scripts/local/accounts'
import { startWorld } from '@/tests/support/world'

const world = await startWorld()
const folder = await mkdtemp(path.join(tmpdir(), 'recovery-file-'))
afterAll(() => rm(folder, { recursive: true, force: true }))
const file = path.join(folder, 'recovery.json')

/** An operator's command, with nothing but these variables. */
async function run(script: string, args: string[], environment: Record<string, string>): Promise<string> {
  const env = { NODE_ENV: 'test' as const, PATH: process.env.PATH, ...environment }
  const { stdout } = await promisify(execFile)('node', ['--import', 'tsx', script, ...args], { env })
  return stdout
}

function recover(environment: Record<string, string>, ...more: string[]): Promise<string> {
  const args = ['--file', file, '--network', 'local', '--rpc', world.chain.rpcUrl, '--gap', '250', ...more]
  return run('scripts/recover/main.ts', args, environment)
}

it('the file that an operator has written is private and finds what lies far behind many swept addresses (F1)', async () => {
  const early = await world.invoice()
  // As after some hundred invoices that were paid and swept: nothing lies there.
  await Promise.all(Array.from({ length: 600 }, () => nextDepositCounter(world.ctx.db, world.merchant.id)))
  const recent = await world.invoice({ cryptoCurrency: 'USDC' })
  await world.pay(early.option.address, '16.49', 'USDT')
  await world.pay(recent.option.address, '16.49', 'USDC')

  const told = await run('scripts/recover/write.ts', [world.merchant.id, file], {
    DATABASE_URL: world.database.url,
    PUBLIC_URL: 'http://127.0.0.1:3000',
    API_KEY_PEPPER: `p1:${'ab'.repeat(32)}`,
    ENCRYPTION_KEY: `k1:${'07'.repeat(32)}`,
    AUTH_SECRET: `s1:${'08'.repeat(32)}`,
    JWT_SECRET: `j1:${'0a'.repeat(32)}`,
    SIGNING_KEY: `t1:${'09'.repeat(32)}`,
    NETWORKS: 'local',
    RPC_URLS_LOCAL: world.chain.rpcUrl,
    LOCAL_NETWORK_MODE: 'live',
    FEE_RECIPIENT: accounts.feeRecipient.address,
  })
  const { seed } = JSON.parse(await readFile(file, 'utf8')) as { seed: string }
  expect(told).not.toContain(seed)
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  await world.database.close()

  await expect(recover({}, '--key-env', 'GAS_KEY')).rejects.toThrow('GAS_KEY')
  const swept = await recover({ GAS_KEY: accounts.gas.privateKey }, '--key-env', 'GAS_KEY')
  expect(swept).toContain('2 addresses hold money')
  for (const token of ['USDT', 'USDC'] as const) {
    expect(await world.balance(accounts.treasury.address, token)).toBe(16_325_100n)
    expect(await world.balance(accounts.feeRecipient.address, token)).toBe(164_900n)
  }
  expect(await recover({})).toContain('0 addresses hold money')
})
