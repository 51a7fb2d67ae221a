import { parseEther } from 'viem'
import { afterEach, describe, expect, it } from 'vitest'
import type { ChainReader } from '@/lib/chains/port'
import { reconcileAll } from '@/lib/services/reconcile/reconcileAll'
import { withReader } from '@/tests/support/changedReader'
import { startWorld } from '@/tests/support/world'

/** The first provider lies as the test says; the second is the chain itself. */
const world = await startWorld({
  secondRpcUrl: (anvil) => Promise.resolve(anvil.replace('127.0.0.1', 'localhost')),
})
let lies: (honest: ChainReader) => Partial<ChainReader> = () => ({})
afterEach(() => {
  lies = () => ({})
})

function reconcile() {
  return reconcileAll(
    withReader(world.ctx, (honest) => lies(honest)),
    { budgetMs: 20_000 },
  )
}

/** Says of every transfer that it moved so much, and of a balance of `arrived` that it is that. */
function inflated(arrived: bigint, forged: bigint) {
  return (honest: ChainReader): Partial<ChainReader> => ({
    async scan(...args) {
      const scan = await honest.scan(...args)
      return { ...scan, transfers: scan.transfers.map((one) => ({ ...one, amount: forged })) }
    },
    async receipt(...args) {
      const receipt = await honest.receipt(...args)
      return (
        receipt && { ...receipt, transfers: receipt.transfers.map((one) => ({ ...one, amount: forged })) }
      )
    },
    async balances(...args) {
      const table = await honest.balances(...args)
      return table.map((row) => row.map((balance) => (balance === arrived ? forged : balance)))
    },
  })
}

describe('one provider that lies about a large payment (S5)', () => {
  it('cannot make a transfer of one into five thousand', async () => {
    const { invoice, option } = await world.invoice({ total: '5000' })
    await world.pay(option.address, '1')
    await world.mine(3)
    lies = inflated(1_000_000n, 5_000_000_000n)
    await reconcile()
    await reconcile()
    const detail = await world.read(invoice.id)
    expect(detail.invoice.status).toBe('confirming')
    expect(detail.settlement).toBeNull()
  })

  it('cannot make a balance out of nothing', async () => {
    const { invoice, option } = await world.invoice({ total: '5000', cryptoCurrency: 'ETH' })
    await world.mine(3)
    lies = (honest) => ({
      async balances(addresses, tokens, ...rest) {
        const table = await honest.balances(addresses, tokens, ...rest)
        return table.map((row, i) =>
          row.map((balance, j) =>
            addresses[i] === option.address && tokens[j] === null ? parseEther('2.5') : balance,
          ),
        )
      },
    })
    await reconcile()
    await world.mine(3)
    await reconcile()
    const detail = await world.read(invoice.id)
    expect(detail.invoice.status).toBe('confirming')
    expect(detail.settlement).toBeNull()
  })

  it('cannot make a small invoice settle a large overpayment that never came', async () => {
    const { invoice, option } = await world.invoice({ total: '10' })
    await world.pay(option.address, '10')
    await world.mine(3)
    lies = inflated(10_000_000n, 9_000_000_000n)
    await reconcile()
    expect((await world.read(invoice.id)).settlement).toBeNull()
  })

  it('takes only what it made up with it when it stops, and no real payment of the same block (S4)', async () => {
    const { invoice, option } = await world.invoice({ total: '5000' })
    const txHash = await world.pay(option.address, '50')
    const forged = { txHash: `0x${'fe'.repeat(32)}` as const, position: 7 }
    lies = (honest) => ({
      async scan(...args) {
        const scan = await honest.scan(...args)
        const made = scan.transfers
          .filter((one) => one.txHash === txHash)
          .map((one) => ({ ...one, ...forged }))
        return { ...scan, transfers: [...made, ...scan.transfers] }
      },
      async balances(addresses, tokens, ...rest) {
        const table = await honest.balances(addresses, tokens, ...rest)
        return table.map((row) => row.map((balance) => (balance === 50_000_000n ? 100_000_000n : balance)))
      },
    })
    await reconcile()
    expect((await world.read(invoice.id)).payments).toHaveLength(2)
    lies = () => ({})
    await reconcile()
    await world.mine(3)
    await reconcile()
    const { payments } = await world.read(invoice.id)
    expect(new Map(payments.map((payment) => [payment.txHash, payment.amount]))).toEqual(
      new Map([
        [txHash, 50_000_000n],
        [forged.txHash, 0n],
      ]),
    )
  })
})

// Last: who is contradicted is put aside for a while.
describe('one provider on a chain of its own', () => {
  it('takes nothing off the books from below the window of hashes: the next one is asked (S5)', async () => {
    const { invoice, option } = await world.invoice()
    await world.pay(option.address, '16.49')
    await world.mine(3)
    await reconcile()
    expect((await world.read(invoice.id)).invoice.status).toBe('paid')
    lies = (honest) => ({
      async block(...args) {
        const block = await honest.block(...args)
        return block && { ...block, hash: `0x${'0f'.repeat(32)}` }
      },
    })
    await world.mine(1)
    const { networks } = await reconcile()
    expect(networks).toMatchObject([{ outcome: 'done' }])
    const { events, payments } = await world.read(invoice.id)
    expect(payments).toMatchObject([{ status: 'confirmed' }])
    expect(events.map(({ type }) => type)).not.toContain('payment.reverted')
  })
})
