import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { expectSoundBooks } from '@/tests/support/books'
import { startWorld } from '@/tests/support/world'

const world = await startWorld()

/** Past expiry and the day for which an address is still watched closely. */
const LONG_AFTER_SECONDS = 3 * 86_400

async function expiredInvoice() {
  const { invoice, option } = await world.invoice()
  await world.wait(LONG_AFTER_SECONDS)
  await world.reconcile()
  expect((await world.read(invoice.id)).invoice.status).toBe('expired')
  return { id: invoice.id, address: option.address }
}

async function expectLateMoney(id: string): Promise<void> {
  const detail = await world.read(id)
  expect(detail.invoice.status).toBe('expired')
  expect(detail.exceptions).toMatchObject([{ kind: 'late', closedAt: null }])
  expect(detail.payments).toMatchObject([{ amount: 16_490_000n }])
  expect(detail.settlement).toBeNull()
  const types = detail.events.map((event) => event.type)
  expect(types.filter((type) => type === 'payment.detected')).toHaveLength(1)
  expect(types).toContain('invoice.exception_opened')
}

/** As if so many invoices had been made and expired long ago; their balances were looked at a moment later than all others. */
async function addColdAddresses(count: number, besides: string): Promise<void> {
  await world.ctx.db.execute(sql`
    insert into deposit_addresses (id, merchant_id, mode, invoice_id, network, address, terms_id, counter, ref, salt,
      hot_until, witnessed_at, witnessed_block, signature, signing_key, created_at)
    select d.id || n, d.merchant_id, d.mode, d.invoice_id, d.network, '0x7' || lpad(n::text, 39, '0'), d.terms_id,
      1000000 + n, d.ref || n, d.salt || n, d.hot_until, now() + interval '1 year', d.witnessed_block,
      d.signature, d.signing_key, d.created_at
    from (select * from deposit_addresses where invoice_id <> ${besides} limit 1) d, generate_series(1, ${count}) n`)
}

describe('every address ever shown stays watched (S8)', () => {
  it('long after expiry, by the list of recipients: late money is credited and opens `late`', async () => {
    const { id, address } = await expiredInvoice()
    await world.pay(address, '16.49')
    await world.mine(3)
    expect((await world.reconcile()).networks).toMatchObject([{ outcome: 'done', payments: 1 }])
    await expectLateMoney(id)
    await expectSoundBooks(world)
  })

  it('among too many to list, by its balance alone: late money is credited once and opens `late`', async () => {
    const { id, address } = await expiredInvoice()
    await addColdAddresses(5_000, id)
    await world.pay(address, '16.49')
    await world.mine(3)
    expect((await world.reconcile()).networks).toMatchObject([{ outcome: 'done', payments: 0 }])
    await expectLateMoney(id)
    await world.mine(1)
    await world.reconcile()
    await expectLateMoney(id)
  })

  it('among as many cold ones, a fresh invoice is found by the list', async () => {
    const { invoice, option } = await world.invoice()
    await world.pay(option.address, '16.49')
    await world.mine(3)
    expect((await world.reconcile()).networks).toMatchObject([{ outcome: 'done', payments: 1 }])
    const detail = await world.read(invoice.id)
    expect(detail.invoice.status).toBe('paid')
    expect(detail.payments).toHaveLength(1)
  })
})
