import { describe, expect, it } from 'vitest'
import { sweeps } from '@/db/schema'
import { createGasWallet } from '@/lib/chains/evm/gasWallet'
import type { Hex } from '@/lib/chains/port'
import type { GasWallet } from '@/lib/chains/gasPort'
import type { HubTerms } from '@/lib/chains/evm/paymentHub'
import { relayPayment, type GasKey } from '@/lib/services/hub/relayPayment'
import type { InvoiceDetail } from '@/lib/services/views'
import { accounts } from '@/scripts/local/accounts'
import { hubCustomer, hubOption, hubTermsIn } from '@/tests/support/hub'
import { startWorld } from '@/tests/support/world'

const world = await startWorld({ hub: true })
const customer = hubCustomer(world)
const invoice = () => world.invoice({ offer: 'all' })
const FOREVER = 2n ** 64n

function gasKey(changes: Partial<GasWallet> = {}): GasKey {
  return (network) => ({
    ...createGasWallet(network, world.chain.rpcUrl, accounts.gas.privateKey),
    ...changes,
  })
}

type Asked = { signature?: Hex; validBefore?: bigint; token?: string; key?: GasKey; relaysPerDay?: number }

async function relay(made: InvoiceDetail, terms: HubTerms, asked: Asked = {}) {
  const { validBefore = FOREVER, token = 'USDC', key = gasKey() } = asked
  const signature = asked.signature ?? (await customer.sign(terms, validBefore))
  const policy = {
    ...world.ctx.policy,
    rateLimitScale: 1_000,
    relaysPerDay: asked.relaysPerDay ?? world.ctx.policy.relaysPerDay,
  }
  return relayPayment(
    { ...world.ctx, policy },
    made.invoice.id,
    {
      optionId: hubOption(made, token).id,
      payer: accounts.payer.address,
      validAfter: 0n,
      validBefore,
      signature,
    },
    { from: '192.0.2.7', gasKey: key },
  )
}

describe('a payment that the customer only signs (F5, F9)', () => {
  it('is handed in by the gas key, recorded before it is sent, and paid', async () => {
    const made = await invoice()
    const gasBefore = await world.anvil.getBalance({ address: accounts.payer.address })
    const handed = await relay(made, hubTermsIn(made, 'USDC'))
    expect(handed).toMatchObject({ status: 'sent', reason: null })
    expect(await world.anvil.getBalance({ address: accounts.payer.address })).toBe(gasBefore)
    await world.mine(3)
    await world.reconcileAndSweep()
    expect(await world.read(made.invoice.id)).toMatchObject({
      invoice: { status: 'paid' },
      payments: [{ txHash: handed?.txHash, fromAddress: accounts.payer.address }],
    })
    // The same again is the same relay, and costs nothing.
    const [terms, again] = [hubTermsIn(made, 'USDC'), await world.read(made.invoice.id)]
    await expect(relay(again, terms)).rejects.toMatchObject({ code: 'RELAY_REFUSED' })
  })

  it('is sent once however often it is asked for, also after a crash between record and sending', async () => {
    const made = await invoice()
    const terms = hubTermsIn(made, 'USDC')
    const signature = await customer.sign(terms)
    const crash = () => Promise.reject(new Error('killed'))
    const first = await relay(made, terms, { signature, key: gasKey({ send: crash }) })
    expect(first).toMatchObject({ status: 'queued' })
    const again = await relay(made, terms, { signature })
    expect(again?.id).toBe(first?.id)
    await world.reconcileAndSweep()
    await world.mine(3)
    await world.reconcileAndSweep()
    expect((await world.read(made.invoice.id)).invoice.status).toBe('paid')
    const carried = (await world.ctx.db.select().from(sweeps)).filter((row) => row.relayId === first?.id)
    expect(carried).toMatchObject([{ status: 'mined' }])
  })

  it('with another signature, other terms or no money is refused without a transaction', async () => {
    const made = await invoice()
    const terms = hubTermsIn(made, 'USDC')
    const nonce = () => world.anvil.getTransactionCount({ address: accounts.gas.address })
    const before = await nonce()
    for (const signature of [
      await customer.sign({ ...terms, amount: terms.amount - 1n }),
      await customer.sign(hubTermsIn(await invoice(), 'USDC')),
      `0x${'11'.repeat(64)}1b` as Hex,
    ]) {
      await expect(relay(made, terms, { signature })).rejects.toMatchObject({ code: 'RELAY_REFUSED' })
    }
    // A token that knows nothing of such signatures.
    await expect(relay(made, terms, { token: 'USDT' })).rejects.toMatchObject({ code: 'RELAY_REFUSED' })
    const ended = BigInt(Math.floor(world.ctx.clock.now().getTime() / 1000))
    await expect(relay(made, terms, { validBefore: ended })).rejects.toMatchObject({ code: 'RELAY_REFUSED' })
    expect(await nonce()).toBe(before)
    expect((await world.read(made.invoice.id)).invoice.status).toBe('pending')
  })

  it('goes as far as the budget, and not without a gas key', async () => {
    const made = await invoice()
    const terms = hubTermsIn(made, 'USDC')
    expect(await relay(made, terms, { relaysPerDay: 1 })).toBeNull()
    await expect(relay(made, terms, { key: () => null })).rejects.toMatchObject({ code: 'RELAY_UNAVAILABLE' })
  })

  it('whose terms were paid meanwhile is given up, and holds up nobody', async () => {
    const [made, other] = [await invoice(), await invoice()]
    const terms = hubTermsIn(made, 'USDC')
    // Nothing is sent yet: the chain cannot be asked for its fees.
    const down = gasKey({ fees: () => Promise.reject(new Error('down')) })
    expect(await relay(made, terms, { key: down })).toMatchObject({ status: 'queued' })
    await customer.pay(terms)
    expect(await relay(other, hubTermsIn(other, 'USDC'))).toMatchObject({ status: 'sent' })
    await world.mine(3)
    await world.reconcileAndSweep()
    expect((await world.read(other.invoice.id)).invoice.status).toBe('paid')
    expect(await world.read(made.invoice.id)).toMatchObject({ invoice: { status: 'paid' } })
    expect((await world.read(made.invoice.id)).payments).toHaveLength(1)
  })
})
