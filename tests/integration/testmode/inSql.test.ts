import { sql, type SQL } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { createInvoice } from '@/lib/services/invoices/createInvoice'
import { addPaymentMethod } from '@/lib/services/merchants/addPaymentMethod'
import { playPublicTest } from '@/lib/services/testmode/playTest'
import { networkCursors } from '@/db/schema'
import { startSandbox } from '@/tests/support/sandbox'
import { invoiceInput } from '@/tests/support/world'

const sandbox = await startSandbox({ networks: [{ id: 'local', rpcUrls: ['http://127.0.0.1:9'] }] })
const { db } = sandbox.ctx

const [own, other] = [await sandbox.invoice(), await sandbox.invoice()]
await sandbox.pay(own.invoice.id, 'exact')
const live = await liveInvoice()
const lane = `sandbox:${own.invoice.id}`

/** An invoice of the same merchant on a live network. */
async function liveInvoice() {
  const { merchantId } = sandbox.actor
  await addPaymentMethod(sandbox.ctx, {
    merchantId,
    mode: 'live',
    network: 'local',
    token: 'USDT',
    treasury: '0x1111111111111111111111111111111111111111',
  })
  await db.update(networkCursors).set({ verified: true, blockNumber: 0 })
  return createInvoice(sandbox.ctx, { ...sandbox.actor, mode: 'live' }, invoiceInput({}))
}

/** The statement that the database refuses, by the constraint that refuses it. */
async function refusedBy(statement: SQL): Promise<string> {
  try {
    await db.execute(statement)
  } catch (error) {
    const cause = error instanceof Error ? error.cause : null
    return cause !== null && typeof cause === 'object' && 'constraint_name' in cause
      ? String(cause.constraint_name)
      : String(error)
  }
  return 'nobody'
}

test('Q1: whoever writes SQL cannot make a lane for a live invoice, or turn one live', async () => {
  const laneFor = (id: string, mode: string) => sql`
    insert into sandbox_lanes (network, merchant_id, mode, invoice_id, genesis_at, ahead_ms, created_at)
    select ${`sandbox:${id}`}, merchant_id, ${mode}, id, now(), 0, now() from invoices where id = ${id}`
  const cursor = (mode: string) => sql`
    insert into network_cursors (network, mode, fence) values (${`sandbox:${live.invoice.id}`}, ${mode}, 0)`
  expect(await refusedBy(cursor('live'))).toBe('network_cursors_sandbox')
  expect(await refusedBy(cursor('test'))).toBe('nobody')
  expect(await refusedBy(laneFor(live.invoice.id, 'live'))).toBe('sandbox_lanes_test')
  expect(await refusedBy(laneFor(live.invoice.id, 'test'))).toBe('sandbox_lanes_tenant')
  expect(await refusedBy(sql`update sandbox_lanes set mode = 'live' where network = ${lane}`)).toBe(
    'sandbox_lanes_test',
  )
  expect(await refusedBy(sql`update invoices set mode = 'live' where id = ${own.invoice.id}`)).toMatch(
    /_tenant$/,
  )
})

test('Q1: simulated money cannot be credited to a live invoice', async () => {
  const copy = (set: SQL) => sql`
    insert into payments select (jsonb_populate_record(p, ${set})).*
    from payments p where p.invoice_id = ${own.invoice.id}`
  const { invoice, option } = live
  const to = (changes: object) =>
    copy(sql`${JSON.stringify({ id: 'pay_forged', position: 9, ...changes })}::jsonb`)
  const credit = { invoice_id: invoice.id, deposit_address_id: option.depositAddressId }
  expect(await refusedBy(to({ ...credit, mode: 'live' }))).toBe('payments_lane')
  expect(await refusedBy(to(credit))).toMatch(/payments_(lane|tenant)/)
  expect(await refusedBy(sql`update payments set mode = 'live' where network = ${lane}`)).toMatch(
    /payments_(lane|tenant)/,
  )
})

test('Q1: one invoice’s lane pays no other invoice, of the same merchant or another', async () => {
  for (const table of ['payments', 'deposit_addresses', 'payment_options']) {
    const moved = sql`update ${sql.identifier(table)} set invoice_id = ${other.invoice.id} where network = ${lane}`
    expect(await refusedBy(moved)).toBe(`${table}_lane`)
  }
  expect(
    await refusedBy(sql`update sandbox_lanes set invoice_id = ${other.invoice.id} where network = ${lane}`),
  ).toBe('sandbox_lanes_own')
})

test('Q1: an invoice that is live is no lane’s to play on', async () => {
  const refused = { code: 'NOT_FOUND' }
  await expect(sandbox.pay(live.invoice.id, 'exact')).rejects.toMatchObject(refused)
  await expect(playPublicTest(sandbox.ctx, live.invoice.id, 'exact')).rejects.toMatchObject(refused)
})
