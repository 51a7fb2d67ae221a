import { erc20Abi, parseAbiItem, parseUnits } from 'viem'
import { describe, expect, it } from 'vitest'
import { holdingsOf } from '@/db/queries/holdings'
import { depositAddresses, ledgerEntries, payments } from '@/db/schema'
import { hexOfTron, tronOfHex } from '@/lib/chains/tron/address'
import type { Hex } from '@/lib/chains/port'
import { accounts } from '@/scripts/local/accounts'
import { seededRandom } from '@/tests/support/seededRandom'
import { startTronWorld } from '@/tests/support/tronWorld'

const transferEvent = parseAbiItem('event Transfer(address indexed from, address indexed to, uint256 value)')
const ELSEWHERE = tronOfHex(accounts.treasury.address)
const STEPS = 30

type Open = { id: string; address: string; index: number }
type TronWorld = Awaited<ReturnType<typeof startTronWorld>> & {
  held(address: string): Promise<bigint>
  open(): Promise<Open>
}

/** One drawn history: invoices, payments, sweeps and reorganisations, while the solid node lags, moves or is away. */
async function play(world: TronWorld, random: () => number): Promise<Open[]> {
  const { server } = world
  const open: Open[] = [await world.open()]
  const upTo = (most: number) => 1 + Math.floor(random() * most)
  const pick = () => open[Math.floor(random() * open.length)]
  const pay = async () => {
    const to = pick()
    if (to) await world.pay(to.address, random() < 0.5 ? '16.49' : `${upTo(10)}.01`)
  }
  const sweep = async () => {
    for (const from of open.toSorted(() => random() - 0.5)) {
      const whole = (await world.held(from.address)) / 1_000_000n
      if (whole > 0n) return world.sweep(from.index, ELSEWHERE, `${whole}`)
    }
    return null
  }
  const steps: [number, () => Promise<unknown>][] = [
    [3, async () => void open.push(await world.open())],
    [6, pay],
    [4, () => world.mine(upTo(12))],
    [5, sweep],
    [
      3,
      async () => {
        const id = await world.anvil.snapshot()
        await pay()
        if (random() < 0.5) await sweep()
        await world.mine(upTo(6))
        await world.reconcile()
        await world.anvil.revert({ id })
        // Longer than what it takes the place of.
        await world.mine(upTo(3) + 12)
      },
    ],
    [2, async () => void (server.state.lag = Math.floor(random() * 15))],
    [1, async () => void (server.state.solidIsDown = random() < 0.5)],
    [1, async () => void (server.state.moving = random() < 0.5)],
    [6, () => world.reconcile(random() < 0.2 ? 60 : 20_000)],
  ]
  const weights = steps.reduce((sum, [weight]) => sum + weight, 0)
  for (let step = 0; step < STEPS; step += 1) {
    let drawn = random() * weights
    for (const [weight, act] of steps) {
      drawn -= weight
      if (drawn >= 0) continue
      await act()
      break
    }
  }
  Object.assign(server.state, { lag: 0, solidIsDown: false, moving: false })
  for (let rest = 0; rest < 4; rest += 1) {
    await world.mine(25)
    await world.reconcile()
  }
  return open
}

async function expectSound(world: TronWorld, open: readonly Open[]): Promise<void> {
  const { db } = world.ctx
  const logs = await world.anvil.getLogs({ address: world.token, event: transferEvent, fromBlock: 0n })
  const rows = await db.select().from(depositAddresses)
  const credited = await db.select().from(payments)
  const entries = await db.select().from(ledgerEntries)
  for (const { id, address } of open) {
    const own = rows.find((row) => row.invoiceId === id)
    const came = logs.filter(({ args }) => args.to === hexOfTron(address))
    const standing = credited.filter((row) => row.invoiceId === id && row.orphanedAt === null)
    // Each transfer once, whatever was undone and mined again meanwhile.
    expect(standing.map((row) => `${row.txHash} ${row.amount}`).toSorted()).toEqual(
      came.map((log) => `${log.transactionHash} ${log.args.value}`).toSorted(),
    )
    expect(standing.every((row) => row.confirmedAt !== null)).toBe(true)
    const arrived = came.reduce((sum, { args }) => sum + (args.value ?? 0n), 0n)
    const { invoice, settlement } = await world.read(id)
    // 1 % less is let pass.
    const isPaid = arrived >= (parseUnits('16.49', 6) * 99n) / 100n
    expect([id, invoice.status]).toEqual([id, isPaid ? 'paid' : arrived > 0n ? 'partial' : 'pending'])
    expect(settlement?.settlement.gross ?? 0n).toBe(isPaid ? arrived : 0n)

    const balance = await world.held(address)
    const [held] = (await holdingsOf(db, [own?.id ?? ''])).filter((row) => row.token === 'USDT')
    expect(held).toMatchObject({ balance, unexplained: 0n })
    expect(settlement?.payout?.net ?? 0n).toBe(isPaid ? arrived - balance : 0n)
    const books = entries.filter((row) => row.invoiceId === id)
    expect(books.reduce((sum, row) => sum + row.amount, 0n)).toBe(0n)
    const deposits = books.filter((row) => row.account === 'deposits')
    expect(deposits.reduce((sum, row) => sum + row.amount, 0n)).toBe(balance)
  }
}

/** What happened in all histories together: a fault that never struck shows nothing. */
const struck = { undone: 0, swept: 0, delayed: 0, paid: 0 }

describe.each([1, 2, 3])('history %i of TRON', async (seed) => {
  const world = await startTronWorld(70 + seed)
  const extended: TronWorld = {
    ...world,
    held: (address) =>
      world.anvil.readContract({
        address: world.token,
        abi: erc20Abi,
        functionName: 'balanceOf',
        args: [hexOfTron(address) as Hex],
      }),
    async open() {
      const { invoice, option } = await world.invoice({ expiresInSeconds: 86_400 })
      const rows = await world.ctx.db.select().from(depositAddresses)
      const index = rows.find((row) => row.invoiceId === invoice.id)?.xpubIndex ?? -1
      return { id: invoice.id, address: option.address, index }
    },
    async reconcile(budgetMs) {
      const result = await world.reconcile(budgetMs)
      const tron = result.networks.find((one) => one.network === 'tron-nile')
      struck.delayed += tron?.outcome === 'done' ? 0 : 1
      return result
    },
  }

  it('credits each transfer once, and loses none (S1-S4, S7)', async () => {
    const open = await play(extended, seededRandom(seed))
    expect(open.length).toBeGreaterThan(0)
    await expectSound(extended, open)
    for (const { id } of open) {
      const { invoice, events } = await world.read(id)
      const times = (type: string) => events.filter((event) => event.type === type).length
      struck.undone += times('payment.reverted')
      struck.swept += times('settlement.swept')
      struck.paid += invoice.status === 'paid' ? 1 : 0
    }
  }, 120_000)
})

it('all of it happened', () => {
  expect(Object.entries(struck).filter(([, times]) => times === 0)).toEqual([])
})
