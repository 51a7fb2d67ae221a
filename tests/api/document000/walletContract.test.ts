import { describe, expect, it } from 'vitest'
import type { Hex } from 'viem'
import { GET as payRoute } from '@/app/api/checkout/pay/[id]/route'
import { POST as relayRoute } from '@/app/api/checkout/pay/[id]/relay/route'
import { POST as syncRoute } from '@/app/api/checkout/pay/[id]/sync-wallet-payment/route'
import type { HubTerms } from '@/lib/chains/evm/paymentHub'
import { createCheckoutInvoice } from '@/lib/services/checkout/createCheckoutInvoice'
import { accounts } from '@/scripts/local/accounts'
import { ask } from '@/tests/support/api'
import { appAround } from '@/tests/support/app'
import { checkoutInput } from '@/tests/support/checkout'
import { hubCustomer } from '@/tests/support/hub'
import { startWorld } from '@/tests/support/world'

const world = await startWorld({ hub: true })
const around = appAround(world.ctx, world.database)
const app = { ...around, env: { ...around.env, gasPrivateKey: accounts.gas.privateKey } }
const customer = hubCustomer(world)

type Option = {
  id: string
  railType: string
  assetCode: string
  optionPayload: {
    contractAddress: string
    recipient: string
    paymentAmountAtomic: string
    merchantIdHash: Hex
    paymentCall: Record<'merchantId' | 'invoiceId' | 'paymentId' | 'token' | 'recipient', Hex> & {
      amount: string
      fee: string
      feeRecipient: Hex
      deadline: number
    }
  }
}

/** What a customer's page has: the link, and what the public endpoint says. */
async function opened(assetCode: string) {
  const { invoice } = await createCheckoutInvoice(app, world.actor, checkoutInput())
  const params = { id: invoice.uuid }
  const { json } = await ask(app, payRoute, `/api/checkout/pay/${invoice.uuid}`, { params })
  const option = (json['paymentOptions'] as Option[]).find(
    (one) => one.railType === 'wallet_contract' && one.assetCode === assetCode,
  )
  if (!option) throw new Error('no way to pay by a contract')
  const { recipient, amount, fee, deadline, ...ids } = option.optionPayload.paymentCall
  const terms: HubTerms = {
    ...ids,
    treasury: recipient,
    amount: BigInt(amount),
    fee: BigInt(fee),
    deadline: BigInt(deadline),
  }
  const path = `/api/checkout/pay/${invoice.uuid}`
  return {
    option,
    terms,
    sync: (transactionHash: string) =>
      ask(app, syncRoute, `${path}/sync-wallet-payment`, {
        params,
        body: { transactionHash, paymentOptionId: option.id },
      }),
    relay: (signature: Hex, validBefore: number) =>
      ask(app, relayRoute, `${path}/relay`, {
        params,
        body: {
          paymentOptionId: option.id,
          payer: accounts.payer.address,
          validAfter: 0,
          validBefore,
          signature,
        },
      }),
  }
}

describe('document 000 by a wallet’s call', () => {
  it('says how the contract is called, and takes the hash of the call as a hint', async () => {
    const page = await opened('USDC')
    expect(page.option.optionPayload).toMatchObject({
      recipient: accounts.treasury.address,
      paymentAmountAtomic: '49990000',
    })
    const told = await page.sync(await customer.pay(page.terms))
    expect(told).toMatchObject({ status: 200, json: { status: 'confirmed' } })
    expect(told.json).not.toHaveProperty('paymentOptions')
  })

  it('refuses in the document’s words what pays nothing', async () => {
    const page = await opened('USDC')
    const unknown = await page.sync(`0x${'ef'.repeat(32)}`)
    expect(unknown.status).toBe(404)
    expect(unknown.json).toEqual({ error: expect.stringContaining('No transaction') })
    const other = await opened('USDC')
    expect(await page.sync(await customer.pay(other.terms))).toMatchObject({ status: 409 })
    expect(await page.sync('0x12')).toMatchObject({
      status: 400,
      json: { details: { transactionHash: [expect.stringContaining('64 hex digits')] } },
    })
  })

  it('hands in what its payer has only signed', async () => {
    const page = await opened('USDC')
    const validBefore = Number(page.terms.deadline)
    const signature = await customer.sign(page.terms, BigInt(validBefore))
    const relayed = await page.relay(signature, validBefore)
    expect(relayed).toMatchObject({ status: 202, json: { status: 'sent', reason: null } })
    expect(await page.sync(String(relayed.json['transactionHash']))).toMatchObject({
      status: 200,
      json: { status: 'confirmed' },
    })
    const forged = await opened('USDC')
    expect(await forged.relay(signature, validBefore)).toMatchObject({ status: 409 })
  })
})
