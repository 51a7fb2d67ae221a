import { eq } from 'drizzle-orm'
import { privateKeyToAccount } from 'viem/accounts'
import { beforeEach, describe, expect, it } from 'vitest'
import { auditEntries, withdrawals } from '@/db/schema'
import type { Hex } from '@/lib/chains/port'
import { addPaymentMethod } from '@/lib/services/merchants/addPaymentMethod'
import { registerMerchant } from '@/lib/services/merchants/registerMerchant'
import { confirmWithdrawals } from '@/lib/services/withdrawals/confirmWithdrawals'
import { getWithdrawal } from '@/lib/services/withdrawals/getWithdrawal'
import { listWithdrawable } from '@/lib/services/withdrawals/listWithdrawable'
import { listWithdrawals } from '@/lib/services/withdrawals/listWithdrawals'
import { prepareWithdrawal, type WithdrawalCall } from '@/lib/services/withdrawals/prepareWithdrawal'
import { accounts } from '@/scripts/local/accounts'
import { createInvoice } from '@/lib/services/invoices/createInvoice'
import { expectSoundBooks } from '@/tests/support/books'
import { listOfText } from '@/tests/support/screening'
import { invoiceInput, startWorld } from '@/tests/support/world'

const world = await startWorld()
const owner = { ...world.actor, label: 'user:usr_1', role: 'owner' as const }
const NETWORK = 'local'

/** Another merchant on the same instance, with a treasury of their own. */
async function stranger() {
  const { id } = await registerMerchant(world.ctx, {
    businessName: 'Somebody Else',
    contactEmail: `else${Math.trunc(world.ctx.clock.now().getTime())}@example.com`,
    planType: 'pro',
    feeBps: 100,
    owner: null,
  })
  const method = { merchantId: id, mode: 'live' as const, network: NETWORK, token: 'USDT' }
  await addPaymentMethod(world.ctx, { ...method, treasury: accounts.payer.address })
  return { ...owner, merchantId: id }
}

async function paid(token: 'USDT' | 'USDC' | 'ETH' = 'USDT', amount = '16.49', actor = world.actor) {
  const total = token === 'ETH' ? '20' : amount
  const made = await createInvoice(world.ctx, actor, invoiceInput({ cryptoCurrency: token, total }))
  await world.pay(made.option.address, amount, token)
  return made
}

async function settled(): Promise<void> {
  await world.mine(3)
  await world.reconcile()
}

const prepare = (actor = owner, input: { from?: string; dust?: boolean } = {}) =>
  prepareWithdrawal(world.ctx, actor, { network: NETWORK, from: null, dust: false, ...input })

/** The merchant's own wallet signs what was prepared. */
async function sign({ to, data }: Pick<WithdrawalCall, 'to' | 'data'>, gas?: bigint): Promise<Hex> {
  const hash = await world.anvil.sendTransaction({
    account: privateKeyToAccount(accounts.treasury.privateKey),
    chain: null,
    to: to as Hex,
    data,
    ...(gas ? { gas } : {}),
  })
  await world.anvil.waitForTransactionReceipt({ hash })
  await world.mine(0)
  return hash
}

const confirm = (hash: string | string[], actor = owner) =>
  confirmWithdrawals(world.ctx, actor, { network: NETWORK, txHashes: [hash].flat() })

const told = () => world.ctx.db.select().from(withdrawals)

/** Nothing is left from the test before. */
beforeEach(async () => {
  world.ctx.screening = null
  for (const call of (await prepare(owner, { dust: true })).calls) await confirm(await sign(call))
})

describe('what lies where', () => {
  it('is told by network and token: ready, not confirmed, dust, and nothing that has left', async () => {
    expect((await listWithdrawable(world.ctx, owner)).filter(({ ready }) => ready > 0n)).toEqual([])
    await paid('USDT', '16.49')
    await paid('USDC', '10')
    await settled()
    const { policy } = world.ctx
    world.ctx.policy = { ...policy, sweepFromMinor: 1_000n }
    await paid('USDT', '5')
    await settled()
    await paid('USDT', '20')
    await world.reconcile()
    const lies = await listWithdrawable(world.ctx, owner)
    world.ctx.policy = policy
    expect(lies.find(({ token }) => token === 'USDT')).toMatchObject({
      network: NETWORK,
      decimals: 6,
      ready: 16_490_000n,
      addresses: 1,
      dust: 5_000_000n,
      pending: 20_000_000n,
      held: 0n,
    })
    expect(lies.find(({ token }) => token === 'USDC')).toMatchObject({ ready: 10_000_000n, pending: 0n })
    await settled()
  })

  it('tells what is held and leaves it, with all that lies at its address (D9)', async () => {
    const list = listOfText()
    await list.list(accounts.payer.address)
    world.ctx.screening = { sources: [list.screening], unknownSender: 'hold' }
    const held = await paid()
    await settled()
    world.ctx.screening = null
    await paid('USDT', '3')
    await settled()
    const [row] = (await listWithdrawable(world.ctx, owner)).filter(({ token }) => token === 'USDT')
    expect(row).toMatchObject({ ready: 3_000_000n, held: 16_490_000n })
    const { calls } = await prepare()
    expect(calls[0]?.data).not.toContain(held.option.address.slice(2).toLowerCase())
    expect(calls).toMatchObject([{ addresses: 1 }])
  })

  it('is nobody else’s to see', async () => {
    await paid()
    await settled()
    const other = await stranger()
    expect(await listWithdrawable(world.ctx, other)).toEqual([])
    expect((await prepare(other)).calls).toEqual([])
    expect(await listWithdrawable(world.ctx, { ...owner, mode: 'test' })).toEqual([])
    await expect(prepare({ ...owner, mode: 'test' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('one batch, signed by the merchant’s own wallet (F2)', () => {
  it('moves every token, says its gas and fees, and completes the payouts once it is confirmed', async () => {
    const made = [await paid('USDT'), await paid('USDC', '10'), await paid('ETH', '0.01')]
    await settled()
    const { calls, more } = await prepare()
    expect(more).toBe(false)
    expect(calls).toHaveLength(1)
    const [call] = calls
    expect(call).toMatchObject({ to: world.factory, addresses: 3, feeBps: 100 })
    expect(call?.amounts.find(({ token }) => token === 'USDT')).toMatchObject({
      fee: 164_900n,
      net: 16_325_100n,
    })
    expect(call?.gas).toBeGreaterThan(100_000n)
    expect(call?.networkFee).toBeGreaterThan(0n)

    const hash = await sign(call!)
    const [withdrawal] = await confirm(hash)
    const lines = await world.ctx.db
      .select()
      .from(auditEntries)
      .where(eq(auditEntries.subject, withdrawal!.id))
    expect(lines).toMatchObject([
      { action: 'withdrawal.confirmed', actor: 'user:usr_1', changes: { tx_hash: hash } },
    ])
    expect(withdrawal?.invoiceIds).toEqual(made.map(({ invoice }) => invoice.id).sort())
    expect(withdrawal?.moved.find(({ token }) => token === 'USDT')).toMatchObject({
      net: 16_325_100n,
      addresses: 1,
    })
    for (const { invoice } of made) {
      expect((await world.read(invoice.id)).settlement?.payout).toMatchObject({ txHash: hash })
    }
    expect((await prepare()).calls).toEqual([])
    await settled()
    await expectSoundBooks(world)
  })

  it('is one call for each set of terms, with the references of its own addresses alone', async () => {
    const before = await paid('USDT', '7')
    const { policy } = world.ctx
    world.ctx.policy = { ...policy, feeRecipient: accounts.deployer.address }
    const after = await paid('USDT', '9')
    world.ctx.policy = policy
    await settled()
    const { calls } = await prepare()
    expect(calls.map(({ addresses, amounts }) => [addresses, amounts[0]?.gross])).toEqual([
      [1, 7_000_000n],
      [1, 9_000_000n],
    ])
    const found = await confirm([await sign(calls[0]!), await sign(calls[1]!)])
    expect(found.flatMap(({ invoiceIds }) => invoiceIds)).toEqual([before.invoice.id, after.invoice.id])
  })

  it('asks no less of the chain: a call that would fail has no price, and one nobody answers is refused', async () => {
    const { option } = await paid()
    await settled()
    const [call] = (await prepare()).calls
    await sign(call!)
    await world.pay(option.address, '1')
    const before = await world.anvil.getCode({ address: world.factory as Hex })
    await world.anvil.setCode({ address: world.factory as Hex, bytecode: '0xfe' })
    const broken = await prepare()
    expect(broken.calls.every(({ gas, networkFee }) => gas === null && networkFee === null)).toBe(true)
    await world.anvil.setCode({ address: world.factory as Hex, bytecode: before! })
    await settled()
  })
})

describe('a hash that proves nothing changes nothing', () => {
  async function refusal(hash: string | string[], actor = owner) {
    const before = JSON.stringify(await told())
    const error = await confirm(hash, actor).then(
      () => null,
      (thrown: { code: string; detail?: { constraints?: { reason?: string } } }) => thrown,
    )
    expect(JSON.stringify(await told())).toBe(before)
    return error?.detail?.constraints?.reason ?? error?.code ?? 'taken'
  }

  it('of nothing that is mined', async () => {
    expect(await refusal(`0x${'ab'.repeat(32)}`)).toBe('not_mined')
  })

  it('of a transaction that waits, until it is mined', async () => {
    const { invoice } = await paid()
    await settled()
    const [call] = (await prepare()).calls
    await world.anvil.setAutomine(false)
    const hash = await world.anvil.sendTransaction({
      account: privateKeyToAccount(accounts.treasury.privateKey),
      chain: null,
      to: call!.to as Hex,
      data: call!.data,
      gas: 1_000_000n,
    })
    expect(await refusal(hash)).toBe('not_mined')
    await world.anvil.setAutomine(true)
    await world.mine(1)
    expect(await confirm(hash)).toHaveLength(1)
    expect((await world.read(invoice.id)).settlement?.payout).toMatchObject({ txHash: hash })
  })

  it('of one that failed, of another contract, of a stranger’s addresses, and beside one that is right', async () => {
    const { invoice } = await paid()
    const other = await stranger()
    const theirs = await paid('USDT', '8', other)
    await settled()
    const [mine] = (await prepare()).calls
    const failed = await sign(mine!, 60_000n).catch((error: { hash?: string }) => error.hash ?? '')
    expect(await refusal(failed)).toBe('failed')
    expect(await refusal(await world.pay(accounts.treasury.address, '1'))).toBe('foreign')
    const [call] = (await prepare(other)).calls
    const foreign = await sign(call!)
    expect(await refusal(foreign)).toBe('foreign')
    const right = await sign(mine!)
    expect(await refusal([right, foreign])).toBe('foreign')
    expect(await confirm(right)).toMatchObject([{ invoiceIds: [invoice.id] }])
    expect(await confirm(foreign, other)).toMatchObject([{ invoiceIds: [theirs.invoice.id] }])
  })

  it('of one that was used, also when it is told of twice at once', async () => {
    await paid()
    await settled()
    const [call] = (await prepare()).calls
    const hash = await sign(call!)
    const both = await Promise.allSettled([confirm(hash), confirm(hash.toUpperCase().replace('0X', '0x'))])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await refusal(hash)).toBe('TRANSACTION_ALREADY_USED')
  })

  it('of a network that is none of theirs, and by whoever may not', async () => {
    const input = { network: 'nowhere', txHashes: [`0x${'ab'.repeat(32)}`] }
    await expect(confirmWithdrawals(world.ctx, owner, input)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(
      confirm(`0x${'ab'.repeat(32)}`, { ...owner, role: 'viewer' as never }),
    ).rejects.toMatchObject({
      code: 'NOT_PERMITTED',
    })
  })
})

it('is undone with its block, and again there when it is mined again', async () => {
  const { invoice } = await paid()
  await settled()
  const [call] = (await prepare()).calls
  await world.mine(2)
  await world.reconcile()
  const state = await world.anvil.snapshot()
  const hash = await sign(call!)
  await confirm(hash)
  expect((await world.read(invoice.id)).settlement?.payout).toMatchObject({ txHash: hash })
  await world.anvil.revert({ id: state })
  await world.mine(3)
  await world.reconcile()
  expect((await world.read(invoice.id)).settlement?.payout).toBeNull()
  const again = await sign(call!)
  await world.mine(1)
  await world.reconcile()
  expect((await world.read(invoice.id)).settlement?.payout).toMatchObject({ txHash: again })
})

describe('what was signed', () => {
  it('is listed as the chain has it, newest first, to nobody else', async () => {
    await paid('USDT')
    await settled()
    const [call] = (await prepare()).calls
    if (!call) throw new Error('nothing was prepared')
    const txHash = await sign(call)
    const asked = { network: NETWORK, txHash }
    expect(await getWithdrawal(world.ctx, owner, asked)).toBeNull()
    await confirm(txHash)

    const first = await listWithdrawals(world.ctx, owner, { limit: 1, after: null })
    expect(first.withdrawals).toMatchObject([
      {
        withdrawal: { txHash },
        moved: [{ token: 'USDT', decimals: 6, net: 16_325_100n, fee: 164_900n, addresses: 1 }],
        astray: 0,
      },
    ])
    expect(first.next).not.toBeNull()
    const older = await listWithdrawals(world.ctx, owner, { limit: 1, after: first.next })
    expect(older.withdrawals[0]?.withdrawal.txHash).not.toBe(txHash)

    await world.mine(20)
    await world.reconcile()
    expect(await getWithdrawal(world.ctx, owner, asked)).toMatchObject({ state: 'final' })
    for (const other of [await stranger(), { ...owner, mode: 'test' as const }]) {
      expect(await getWithdrawal(world.ctx, other, asked)).toBeNull()
      expect(await listWithdrawals(world.ctx, other, { limit: 9, after: null })).toMatchObject({
        withdrawals: [],
      })
    }
  })
})
