import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { depositAddresses, networkCursors } from '@/db/schema'
import { getPublicInvoice } from '@/lib/services/invoices/getPublicInvoice'
import { accounts } from '@/scripts/local/accounts'
import { startWorld } from '@/tests/support/world'

const world = await startWorld()

it('shows no address that seed and terms do not derive again (F8)', async () => {
  const { invoice } = await world.invoice()
  await world.ctx.db
    .update(depositAddresses)
    .set({ address: accounts.deployer.address })
    .where(eq(depositAddresses.invoiceId, invoice.id))
  await expect(world.read(invoice.id)).rejects.toMatchObject({ code: 'ADDRESS_MISMATCH' })
  await expect(getPublicInvoice(world.ctx, invoice.id)).rejects.toMatchObject({ code: 'ADDRESS_MISMATCH' })
})

it('quotes nothing on a network that is not known to be what it should (S10)', async () => {
  await world.ctx.db
    .update(networkCursors)
    .set({ verified: false })
    .where(eq(networkCursors.network, 'local'))
  await expect(world.invoice()).rejects.toMatchObject({ code: 'PAYMENT_METHOD_PAUSED' })
  await world.reconcile()
  expect((await world.invoice()).invoice.status).toBe('pending')
})

it.each([
  ['0.49', false],
  ['0.50', true],
  ['10000', true],
  ['10000.01', false],
])("takes a total of %s by the merchant's limits alone: %s (D7)", async (total, isTaken) => {
  const made = world.invoice({ total }).then(
    () => true,
    (error: { code: string }) => error.code,
  )
  expect(await made).toBe(isTaken || 'INVALID_AMOUNT')
})
