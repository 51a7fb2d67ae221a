import { eq } from 'drizzle-orm'
import { parseAbiItem } from 'viem'
import { expect } from 'vitest'
import { ledgerOf } from '@/db/queries/settlements'
import { depositAddresses, events, invoices, payments } from '@/db/schema'
import type { World } from './world'

const transferEvent = parseAbiItem('event Transfer(address indexed from, address indexed to, uint256 value)')

/**
 * Compares what was written with what the chain says, for every invoice of the world's merchant: each transfer of a listed token to a
 * deposit address is credited exactly once, received is what arrived, postings add up to zero by asset, and events tell each status, gapless.
 */
export async function expectSoundBooks(world: World): Promise<void> {
  expect(await creditedTransfers(world)).toEqual(await arrivedTransfers(world))
  const own = eq(invoices.merchantId, world.merchant.id)
  for (const invoice of await world.ctx.db.select().from(invoices).where(own)) {
    const detail = await world.read(invoice.id)
    const standing = detail.payments.filter((payment) => !payment.orphanedAt)
    const asked = standing.filter((payment) => payment.token === detail.option.token)
    expect(detail.progress.received).toBe(asked.reduce((sum, payment) => sum + payment.amount, 0n))

    expect(detail.events.map((event) => event.seq)).toEqual(detail.events.map((_, index) => index + 1))
    expect(statusTold(detail.events)).toBe(invoice.status)
    await expectBalancedLedger(world, invoice.id)
  }
}

async function arrivedTransfers(world: World): Promise<string[]> {
  const rows = await world.ctx.db.select().from(depositAddresses)
  const ours = new Set(rows.map((row) => row.address))
  const tokens = world.ctx.networks.get('local')?.tokens ?? []
  const logs = await world.anvil.getLogs({
    address: tokens.map((token) => token.address as `0x${string}`),
    event: transferEvent,
    fromBlock: 0n,
  })
  return logs
    .filter(({ args }) => ours.has(args.to ?? '') && args.value !== 0n)
    .map((log) => `${log.transactionHash} ${log.args.to} ${log.args.value}`)
    .toSorted()
}

async function creditedTransfers(world: World): Promise<string[]> {
  const rows = await world.ctx.db.select().from(payments)
  const addresses = await world.ctx.db.select().from(depositAddresses)
  const byId = new Map(addresses.map((row) => [row.id, row.address]))
  return rows
    .filter((row) => !row.orphanedAt && row.token !== 'ETH')
    .map((row) => `${row.txHash} ${byId.get(row.depositAddressId ?? '')} ${row.amount}`)
    .toSorted()
}

function statusTold(told: readonly (typeof events.$inferSelect)[]): string {
  const statuses = told.flatMap((event) => {
    const [, status] =
      /^invoice\.(pending|partial|confirming|paid|expired|cancelled|refunded)$/.exec(event.type) ?? []
    return status ?? []
  })
  return statuses.at(-1) ?? 'pending'
}

async function expectBalancedLedger(world: World, invoiceId: string): Promise<void> {
  const sums = new Map<string, bigint>()
  for (const entry of await ledgerOf(world.ctx.db, invoiceId)) {
    const posting = `${entry.posting} ${entry.network} ${entry.token}`
    sums.set(posting, (sums.get(posting) ?? 0n) + entry.amount)
  }
  for (const [posting, sum] of sums) expect([posting, sum]).toEqual([posting, 0n])
}
