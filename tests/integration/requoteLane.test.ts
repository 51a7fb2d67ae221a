import { expect, it } from 'vitest'
import { SYSTEM } from '@/lib/services/events/recordEvents'
import { requote } from '@/lib/services/invoices/requote'
import { getPublicInvoice } from '@/lib/services/invoices/getPublicInvoice'
import { startSandbox } from '@/tests/support/sandbox'

const sandbox = await startSandbox()
const MINUTE = 60_000

it('a test invoice gets its new quote on its own clock, and expires and is paid on it', async () => {
  const { invoice, option } = await sandbox.invoice()
  await sandbox.play(invoice.id, { type: 'wait', until: 'expired' })
  const before = await getPublicInvoice(sandbox.ctx, invoice.id)
  expect(before.invoice.status).toBe('expired')

  await requote(sandbox.ctx, SYSTEM, invoice.id)
  const open = await getPublicInvoice(sandbox.ctx, invoice.id)
  expect(open.invoice.expiresAt.getTime()).toBe(open.now.getTime() + 30 * MINUTE)
  expect([open.invoice.status, open.option.address]).toEqual(['pending', option.address])

  // Its lane is read again by the scheduler alone, so that it can run out.
  await sandbox.reconcile()
  expect((await sandbox.read(invoice.id)).invoice.status).toBe('pending')
  sandbox.advance(31 * 60)
  await sandbox.reconcile()
  expect((await sandbox.read(invoice.id)).invoice.status).toBe('expired')

  await requote(sandbox.ctx, SYSTEM, invoice.id)
  await sandbox.pay(invoice.id, 'exact')
  await sandbox.play(invoice.id, { type: 'wait', until: 'confirmed' })
  expect((await sandbox.read(invoice.id)).invoice.status).toBe('paid')
})
