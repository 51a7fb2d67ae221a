import { concat, encodeAbiParameters, keccak256, numberToHex, pad, parseEther } from 'viem'
import { describe, expect, it } from 'vitest'
import { FACTORY_ADDRESS, sweepCalldata } from '@/lib/chains/evm/forwarder'
import { LOCAL_USDT } from '@/lib/chains/evm/localTokens'
import type { Hex } from '@/lib/chains/port'
import { depositAddresses } from '@/db/schema'
import { accounts } from '@/scripts/local/accounts'
import { startWorld } from '@/tests/support/world'

const world = await startWorld()
const payer = accounts.payer.address as Hex

/** Passes the value it gets on to the address in its calldata: the transfer has no transaction of its own. */
const PASS_ON = '0x00000000000000000000000000000000000000f1'
await world.anvil.setCode({ address: PASS_ON, bytecode: '0x5f5f5f5f345f355af100' })

async function payInternally(address: string, value: bigint): Promise<Hex> {
  const hash = await world.anvil.sendTransaction({
    account: payer,
    chain: null,
    to: PASS_ON,
    value,
    data: pad(address as Hex),
  })
  await world.anvil.waitForTransactionReceipt({ hash })
  await world.mine(1)
  return hash
}

/** What a token with a fee on transfer does: its log says more than the receiver has. */
async function takeFromBalance(holder: string, amount: bigint): Promise<void> {
  const balance = await world.balance(holder)
  for (let slot = 0n; slot < 10n; slot++) {
    const key = keccak256(
      encodeAbiParameters([{ type: 'address' }, { type: 'uint256' }], [holder as Hex, slot]),
    )
    const stored = await world.anvil.getStorageAt({ address: LOCAL_USDT as Hex, slot: key })
    if (!stored || BigInt(stored) !== balance) continue
    const value = numberToHex(balance - amount, { size: 32 })
    await world.anvil.setStorageAt({ address: LOCAL_USDT as Hex, index: key, value })
    return
  }
  throw new Error('no storage slot holds the balance')
}

describe('the balance as second witness (S4)', () => {
  it('credits native coin that came by an internal transfer once, dated by its block', async () => {
    const { invoice, option } = await world.invoice({ total: '100', cryptoCurrency: 'ETH' })
    const hash = await payInternally(option.address, parseEther('0.05'))
    const { blockNumber } = await world.anvil.getTransactionReceipt({ hash })
    await world.reconcile()
    await world.reconcile()
    const seen = await world.read(invoice.id)
    expect(seen.payments).toMatchObject([
      { amount: parseEther('0.05'), txHash: null, cumulativeBefore: 0n, blockNumber: Number(blockNumber) },
    ])
    await world.mine(3)
    await world.reconcile()
    expect((await world.read(invoice.id)).invoice.status).toBe('paid')
  })

  it('credits a second internal transfer beside the first', async () => {
    const { invoice, option } = await world.invoice({ total: '100', cryptoCurrency: 'ETH' })
    await payInternally(option.address, parseEther('0.02'))
    await world.reconcile()
    await payInternally(option.address, parseEther('0.03'))
    await world.mine(3)
    await world.reconcile()
    await world.reconcile()
    const detail = await world.read(invoice.id)
    expect(detail.payments.map((payment) => payment.cumulativeBefore)).toEqual([0n, parseEther('0.02')])
    expect(detail.progress.received).toBe(parseEther('0.05'))
  })

  it('opens wrong_asset for native coin at a token’s invoice, and nothing else', async () => {
    const { invoice, option } = await world.invoice()
    await payInternally(option.address, parseEther('0.001'))
    await world.reconcile()
    const detail = await world.read(invoice.id)
    expect(detail.invoice.status).toBe('pending')
    expect(detail.exceptions.map((row) => row.kind)).toEqual(['wrong_asset'])
  })

  it('credits what arrived of a token that takes a fee on transfer', async () => {
    const { invoice, option } = await world.invoice({ total: '100' })
    await world.pay(option.address, '100')
    await takeFromBalance(option.address, 5_000_000n)
    await world.mine(3)
    await world.reconcile()
    const detail = await world.read(invoice.id)
    expect(detail.payments).toMatchObject([{ amount: 95_000_000n }])
    expect(detail.invoice.status).toBe('partial')
    expect(detail.events.map((event) => event.type)).toContain('payment.corrected')
  })

  it('counts a stranger’s sweep in the block of the deposit itself', async () => {
    const { invoice, option } = await world.invoice()
    const rows = await world.ctx.db.select().from(depositAddresses)
    const own = rows.find((row) => row.address === option.address)
    await world.anvil.setAutomine(false)
    const nonce = await world.anvil.getTransactionCount({ address: payer })
    const transfer = concat([
      '0xa9059cbb',
      encodeAbiParameters([{ type: 'address' }, { type: 'uint256' }], [option.address as Hex, 16_490_000n]),
    ])
    const sweep = sweepCalldata({
      treasury: accounts.treasury.address,
      feeRecipient: accounts.feeRecipient.address,
      feeBps: 100,
      refs: [own!.ref as Hex],
      tokens: [LOCAL_USDT as Hex],
    })
    const common = { account: payer, chain: null, gas: 1_000_000n }
    await world.anvil.sendTransaction({ ...common, to: LOCAL_USDT as Hex, data: transfer, nonce })
    await world.anvil.sendTransaction({ ...common, to: FACTORY_ADDRESS, data: sweep, nonce: nonce + 1 })
    await world.mine(1)
    await world.anvil.setAutomine(true)
    expect(await world.balance(option.address)).toBe(0n)

    await world.mine(3)
    await world.reconcile()
    await world.reconcile()
    const detail = await world.read(invoice.id)
    expect(detail.invoice.status).toBe('paid')
    expect(detail.payments).toMatchObject([{ amount: 16_490_000n, status: 'confirmed' }])
    expect(detail.settlement?.payout).toMatchObject({ net: 16_325_100n, fee: 164_900n })
  })
})
