import { expect, test } from 'vitest'
import { enabledMethods } from '@/db/queries/paymentMethods'
import { addPaymentMethod } from '@/lib/services/merchants/addPaymentMethod'
import { recoveryFile } from '@/lib/services/merchants/recoveryFile'
import { startSandbox } from '@/tests/support/sandbox'

const sandbox = await startSandbox({ networks: [{ id: 'sepolia', rpcUrls: ['http://127.0.0.1:9'] }] })
const { ctx, actor } = sandbox
const treasury = '0x1111111111111111111111111111111111111111'
const networks = async () => (await enabledMethods(ctx.db, actor, 'USDC')).map(({ network }) => network)
const add = (network: string, preferred?: boolean) =>
  addPaymentMethod(ctx, {
    merchantId: actor.merchantId,
    mode: 'test',
    network,
    token: 'USDC',
    treasury,
    preferred,
  })

test('Q10: a new merchant has the sandbox, until a test network is preferred to it', async () => {
  expect(await networks()).toEqual(['sandbox'])
  await add('sepolia', true)
  expect(await networks()).toEqual(['sepolia', 'sandbox'])
})

test('nobody is paid on a lane by a method', async () => {
  const { invoice } = await sandbox.invoice()
  await expect(add(`sandbox:${invoice.id}`)).rejects.toMatchObject({ code: 'VALIDATION_FAILED' })
})

test('F1: the recovery file holds what real chains hold, and nothing of the sandbox', async () => {
  const { invoice } = await sandbox.invoice()
  await sandbox.pay(invoice.id, 'exact')
  const file = await recoveryFile(ctx, actor.merchantId)
  expect(file.networks.map(({ id }) => id)).toEqual(['sepolia'])
  expect(file.terms.map((terms) => terms.treasury)).toEqual([treasury])
})
