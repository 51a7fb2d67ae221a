import { pad, parseEther } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { describe, expect, it } from 'vitest'
import type { Hex } from '@/lib/chains/port'
import { accounts } from '@/scripts/local/accounts'
import { startWorld } from '@/tests/support/world'

const world = await startWorld()

/** A contract that sends what it is called with to the address in its calldata. */
const FORWARDING = '0x0000000000000000000000000000000000077777'
const FORWARDING_CODE = '0x6000600060006000346000355af100'
await world.anvil.setCode({ address: FORWARDING, bytecode: FORWARDING_CODE })
await world.mine(3)

/** Pays native coin by a contract's internal transfer, which only the balance shows. Gives the raw transaction. */
async function payInternally(address: string, ether: string): Promise<Hex> {
  const hash = await world.anvil.sendTransaction({
    account: privateKeyToAccount(accounts.payer.privateKey),
    chain: null,
    to: FORWARDING,
    value: parseEther(ether),
    data: pad(address as Hex, { size: 32 }),
  })
  await world.anvil.waitForTransactionReceipt({ hash })
  await world.mine(1)
  return (await world.anvil.request({
    method: 'eth_getRawTransactionByHash' as never,
    params: [hash] as never,
  })) as Hex
}

async function credits(id: string) {
  const { payments } = await world.read(id)
  return payments.map(({ amount, txHash, status }) => ({ amount, txHash, status }))
}

describe('a credit that only the balance showed', () => {
  it('is undone with its block and made once more when its transaction is mined again (S4)', async () => {
    const { invoice, option } = await world.invoice({ cryptoCurrency: 'ETH' })
    const raw = await payInternally(option.address, '0.005')
    await world.reconcile()
    const amount = parseEther('0.005')
    expect(await credits(invoice.id)).toEqual([{ amount, txHash: null, status: 'confirming' }])

    await world.anvil.request({ method: 'anvil_reorg' as never, params: [2, []] as never })
    await world.reconcile()
    expect(await credits(invoice.id)).toEqual([{ amount, txHash: null, status: 'orphaned' }])

    await world.anvil.sendRawTransaction({ serializedTransaction: raw })
    await world.mine(3)
    expect((await world.reconcile()).networks).toMatchObject([{ outcome: 'done', error: null }])
    expect(await credits(invoice.id)).toEqual([{ amount, txHash: null, status: 'confirmed' }])
    expect((await world.read(invoice.id)).progress.received).toBe(amount)
  })

  it('keeps its place when the same amount comes again by a plain transfer (S4)', async () => {
    const { invoice, option } = await world.invoice({ cryptoCurrency: 'ETH' })
    await payInternally(option.address, '0.005')
    await world.mine(2)
    await world.reconcile()
    const [first] = (await world.read(invoice.id)).payments
    await world.pay(option.address, '0.005', 'ETH')
    await world.mine(3)
    await world.reconcile()
    const { payments } = await world.read(invoice.id)
    expect(payments).toHaveLength(2)
    expect(payments.find((payment) => payment.id === first?.id)).toMatchObject({
      txHash: null,
      blockNumber: first?.blockNumber,
      confirmedAt: first?.confirmedAt,
    })
    expect(payments.reduce((sum, payment) => sum + payment.amount, 0n)).toBe(parseEther('0.01'))
  })
})
