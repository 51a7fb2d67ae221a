import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { hubTerms } from '@/db/schema'
import { accounts } from '@/scripts/local/accounts'
import { hubCustomer, hubOption, hubTermsIn } from '@/tests/support/hub'
import { startWorld } from '@/tests/support/world'

const world = await startWorld({ hub: true })
const customer = hubCustomer(world)
const invoice = (total = '16.49') => world.invoice({ offer: 'all', total })

async function confirmed(id: string) {
  await world.reconcile()
  await world.mine(2)
  await world.reconcile()
  return world.read(id)
}

describe('a payment through the hub (F5)', () => {
  it('is offered beside the address, with terms that are frozen with the quote', async () => {
    const made = await invoice()
    expect(made.options.map(({ rail, token }) => `${token} ${rail}`).toSorted()).toEqual([
      'ETH forwarder',
      'ETH hub',
      'USDC forwarder',
      'USDC hub',
      'USDT forwarder',
      'USDT hub',
    ])
    expect(made.option.rail).toBe('forwarder')
    expect(hubOption(made, 'USDC')).toMatchObject({
      address: '',
      quotedAmount: 16_490_000n,
      terms: {
        version: 1,
        amount: 16_490_000n,
        fee: 164_900n,
        treasury: accounts.treasury.address,
        feeRecipient: accounts.feeRecipient.address,
        deadline: made.invoice.expiresAt,
      },
    })
    expect((await world.invoice()).options).toHaveLength(1)
  })

  it.each(['USDC', 'USDT'] as const)('in %s is seen, confirmed, and paid out at once (D6)', async (token) => {
    const made = await invoice()
    const treasury = await world.balance(accounts.treasury.address, token)
    const fees = await world.balance(accounts.feeRecipient.address, token)
    const hash = await customer.pay(hubTermsIn(made, token))
    await world.reconcile()
    const seen = await world.read(made.invoice.id)
    expect(seen.invoice.status).toBe('confirming')
    expect(seen.payments).toMatchObject([
      { txHash: hash, status: 'detected', token, amount: 16_490_000n, fromAddress: accounts.payer.address },
    ])

    const paid = await confirmed(made.invoice.id)
    expect(paid.invoice.status).toBe('paid')
    expect(paid.settlement).toMatchObject({
      rail: 'hub',
      settlement: { gross: 16_490_000n, fee: 164_900n, net: 16_325_100n, status: 'completed' },
      payout: { txHash: hash, net: 16_325_100n, fee: 164_900n },
    })
    expect((await world.balance(accounts.treasury.address, token)) - treasury).toBe(16_325_100n)
    expect((await world.balance(accounts.feeRecipient.address, token)) - fees).toBe(164_900n)
    await world.reconcileAndSweep()
    expect(await world.read(made.invoice.id)).toMatchObject({ invoice: { status: 'paid' } })
  })

  it('in native coin is exact too', async () => {
    const made = await invoice('20.00')
    const before = await world.anvil.getBalance({ address: accounts.treasury.address })
    await customer.pay(hubTermsIn(made, 'ETH'))
    const paid = await confirmed(made.invoice.id)
    expect(paid.settlement).toMatchObject({
      rail: 'hub',
      payout: { net: 9_900_000_000_000_000n, fee: 100_000_000_000_000n },
    })
    expect((await world.anvil.getBalance({ address: accounts.treasury.address })) - before).toBe(
      9_900_000_000_000_000n,
    )
  })

  it('by a permit, and by what the customer only signed', async () => {
    const [permitted, signed] = [await invoice(), await invoice()]
    await customer.payWithPermit(hubTermsIn(permitted, 'USDC'))
    await customer.payByStranger(hubTermsIn(signed, 'USDC'))
    expect((await confirmed(permitted.invoice.id)).invoice.status).toBe('paid')
    expect(await world.read(signed.invoice.id)).toMatchObject({
      invoice: { status: 'paid' },
      payments: [{ fromAddress: accounts.payer.address }],
    })
  })

  it('of half by address and the rest by the hub', async () => {
    const made = await invoice()
    const address =
      made.options.find((one) => one.token === 'USDT' && one.rail === 'forwarder')?.address ?? ''
    await world.pay(address, '10')
    await world.reconcile()
    const half = await world.read(made.invoice.id)
    expect(hubOption(half, 'USDT').terms).toMatchObject({ version: 2, amount: 6_490_000n, fee: 64_900n })
    await customer.pay(hubTermsIn(half, 'USDT'))
    const paid = await confirmed(made.invoice.id)
    expect(paid).toMatchObject({
      invoice: { status: 'paid' },
      settlement: { rail: 'forwarder', payout: { net: 6_425_100n, fee: 64_900n } },
    })
    await world.reconcileAndSweep()
    await world.mine(1)
    await world.reconcileAndSweep()
    expect((await world.read(made.invoice.id)).settlement?.payout).toMatchObject({
      net: 16_325_100n,
      fee: 164_900n,
    })
  })

  it('of another treasury under a victim’s invoice id credits nobody', async () => {
    const made = await invoice()
    const terms = hubTermsIn(made, 'USDC')
    await customer.pay({ ...terms, treasury: accounts.deployer.address })
    await customer.pay({ ...terms, amount: 1n, fee: 0n })
    await customer.pay({ ...terms, deadline: terms.deadline + 1n })
    const after = await confirmed(made.invoice.id)
    expect(after).toMatchObject({ invoice: { status: 'pending' }, payments: [] })
    await customer.pay(terms)
    expect((await confirmed(made.invoice.id)).invoice.status).toBe('paid')
  })

  it('is undone with its block, and moved when it is mined again', async () => {
    const made = await invoice()
    const terms = hubTermsIn(made, 'USDC')
    await world.mine(1)
    const snapshot = await world.anvil.snapshot()
    await customer.pay(terms)
    await world.reconcile()
    expect((await world.read(made.invoice.id)).invoice.status).toBe('confirming')
    await world.anvil.revert({ id: snapshot })
    await world.mine(3)
    await world.reconcile()
    const undone = await world.read(made.invoice.id)
    expect(undone).toMatchObject({ invoice: { status: 'pending' }, payments: [{ status: 'orphaned' }] })

    const hash = await customer.pay(terms)
    const paid = await confirmed(made.invoice.id)
    expect(paid.invoice.status).toBe('paid')
    expect(paid.payments.filter(({ orphanedAt }) => orphanedAt === null)).toMatchObject([{ txHash: hash }])
    expect(paid.settlement?.payout).toMatchObject({ txHash: hash, net: 16_325_100n })
  })

  it('is not shown with terms that were changed in the database alone (F8)', async () => {
    const made = await invoice()
    const set = { treasury: accounts.deployer.address }
    await world.ctx.db.update(hubTerms).set(set).where(eq(hubTerms.invoiceId, made.invoice.id))
    await expect(world.read(made.invoice.id)).rejects.toMatchObject({ code: 'ADDRESS_MISMATCH' })
  })
})
