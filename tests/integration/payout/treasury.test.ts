import { beforeEach, describe, expect, it } from 'vitest'
import { methodsOf } from '@/db/queries/paymentMethods'
import { accounts } from '@/scripts/local/accounts'
import { keepAddedToken } from '@/db/queries/addedTokens'
import { isDomainError } from '@/lib/domain/errors'
import type { Actor, RootContext } from '@/lib/services/context'
import { createInvoice } from '@/lib/services/invoices/createInvoice'
import { createPaymentMethod } from '@/lib/services/merchants/createPaymentMethod'
import { methodLine } from '@/lib/dashboard/methodLines'
import { listPaymentMethods, type ListedMethod } from '@/lib/services/merchants/listPaymentMethods'
import { recoveryFile } from '@/lib/services/merchants/recoveryFile'
import { updatePaymentMethod } from '@/lib/services/merchants/updatePaymentMethod'
import { putConfig } from '@/lib/services/checkoutConfig/putConfig'
import { callOffChange } from '@/lib/services/payout/callOffChange'
import { setTreasury } from '@/lib/services/payout/setTreasury'
import { firstAddress } from '@/lib/services/payout/firstAddress'
import { DEFAULT_TIMING } from '@/lib/domain/paymentTiming'
import { personOf } from '@/tests/support/people'
import { testWallet } from '@/tests/support/wallet'
import { invoiceInput } from '@/tests/support/world'
import { accountsWorld } from '../accounts/world'

const world = await accountsWorld()
const { app } = world
const DAY_MS = 24 * 3_600_000
const wallet = (number: number) => testWallet(60).account(number).address
const given = (number: number) => ({ treasury: wallet(number), lastSix: wallet(number).slice(-6) })

let owner: Actor
let key: Actor
let email: string

beforeEach(async () => {
  const { id: merchantId } = await world.merchant()
  const person = await personOf(app, merchantId)
  email = person.email
  const origin = { ipAddress: null, userAgent: null, requestId: null }
  owner = {
    ...origin,
    merchantId,
    mode: 'live',
    label: `user:${person.userId}`,
    role: 'owner',
    confirmedAt: app.clock.now(),
  }
  key = { ...origin, merchantId, mode: 'live', label: 'api_key:x', holds: { scopes: ['*'], until: null } }
})

const refusalOf = async (work: Promise<unknown>) => {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!isDomainError(error)) throw new Error('it was not refused', { cause: error })
  return error
}
const usdt = async () => (await methodsOf(app.db, owner)).find(({ token }) => token === 'USDT')?.id ?? ''
const change = async (number: number, actor = owner, ctx: RootContext = app) =>
  updatePaymentMethod(ctx, actor, await usdt(), { treasury: given(number) })
const now = async (): Promise<Actor> => ({ ...owner, confirmedAt: app.clock.now() })
/** Where an invoice made now is forwarded to. */
async function goesTo(): Promise<string | undefined> {
  const { option } = await createInvoice(app, owner, invoiceInput())
  const { terms } = await recoveryFile(app, owner.merchantId)
  const listed = (await listPaymentMethods(app, owner)).find(({ method }) => method.token === 'USDT')
  expect(terms.map(({ treasury }) => treasury)).toContain(listed?.treasury)
  expect(option.address).toBeTruthy()
  return listed?.treasury ?? undefined
}
/** What the dashboard says of it: where it goes now, and from when on elsewhere. */
async function shown() {
  const listed = (await listPaymentMethods(app, owner)).find(({ method }) => method.token === 'USDT')
  const { treasury, next } = methodLine(listed as ListedMethod)
  return { now: treasury?.full, next: next && 'treasury' in next ? next.treasury.full : null }
}
const lastMail = async () => {
  await world.deliver()
  return world.mailbox.received.findLast(({ to }) => to.includes(email))
}

describe('another treasury (F4)', () => {
  it('waits a day, is told to the owners, and touches later invoices only', async () => {
    const before = await createInvoice(app, owner, invoiceInput())
    const changed = await change(1)
    expect(changed).toMatchObject({
      treasury: accounts.treasury.address,
      nextTreasury: wallet(1),
      nextFrom: new Date(app.clock.now().getTime() + DAY_MS),
    })
    expect((await lastMail())?.text).toContain(wallet(1))
    expect(await shown()).toEqual({ now: accounts.treasury.address, next: wallet(1) })
    expect(await goesTo()).toBe(accounts.treasury.address)
    world.advance(DAY_MS - 1)
    expect(await goesTo()).toBe(accounts.treasury.address)
    world.advance(1)
    expect(await goesTo()).toBe(wallet(1))
    expect(await shown()).toEqual({ now: wallet(1), next: null })
    const { options } = await createInvoice(app, owner, invoiceInput({ offer: 'all' }))
    const addresses = new Map(options.map(({ token, address }) => [token, address]))
    // The other methods' treasury stayed, so that they share no address with it any more.
    expect(addresses.get('USDT')).not.toBe(addresses.get('USDC'))
    expect((await refusalOf(callOffChange(app, owner, await usdt()))).code).toBe('NOT_FOUND')
    expect(before.option.address).not.toBe(addresses.get('USDT'))
  })

  it('can be called off until then, and replaced', async () => {
    await change(2)
    await callOffChange(app, owner, await usdt())
    world.advance(DAY_MS)
    expect(await goesTo()).toBe(accounts.treasury.address)
    await change(2, await now())
    world.advance(DAY_MS / 2)
    await change(3, await now())
    world.advance(DAY_MS / 2)
    expect(await goesTo()).toBe(accounts.treasury.address)
    world.advance(DAY_MS / 2)
    expect(await goesTo()).toBe(wallet(3))
    // Changed again it goes to that one until the next one's time.
    await change(4, await now())
    expect(await goesTo()).toBe(wallet(3))
  })

  it('does not wait where the operator wants no delay', async () => {
    const atOnce = { ...app, policy: { ...app.policy, payoutDelayMs: 0 } }
    expect(await change(5, owner, atOnce)).toMatchObject({ treasury: wallet(5), nextTreasury: null })
    expect(await goesTo()).toBe(wallet(5))
  })

  it('is the owner’s, who gave their password just now, and never a key’s', async () => {
    for (const actor of [
      key,
      { ...owner, role: 'admin' as const },
      { ...owner, confirmedAt: new Date(app.clock.now().getTime() - 10 * 60_000 - 1) },
      { ...owner, confirmedAt: undefined },
    ]) {
      expect((await refusalOf(change(6, actor))).code).toBe('NOT_PERMITTED')
    }
    expect(await goesTo()).toBe(accounts.treasury.address)
  })

  it('is no change where it is the same, which anybody may send back', async () => {
    const id = await usdt()
    const same = { treasury: { treasury: accounts.treasury.address } }
    expect(await updatePaymentMethod(app, key, id, same)).toMatchObject({ nextTreasury: null })
    await change(7)
    const pending = { treasury: { treasury: wallet(7) } }
    expect(await updatePaymentMethod(app, key, id, pending)).toMatchObject({ nextTreasury: wallet(7) })
  })

  it('has to be shown to be meant', async () => {
    const id = await usdt()
    const plain = { treasury: { treasury: wallet(8) } }
    expect(await refusalOf(updatePaymentMethod(app, owner, id, plain))).toMatchObject({
      code: 'VALIDATION_FAILED',
      detail: { field: 'treasury' },
    })
    const wrong = { treasury: { treasury: wallet(8), lastSix: wallet(9).slice(-6) } }
    expect(await refusalOf(updatePaymentMethod(app, owner, id, wrong))).toMatchObject({
      detail: { field: 'treasuryLastSix' },
    })
  })

  it('is decided once where it is asked for twice at once', async () => {
    const both = await Promise.allSettled([change(10), change(11)])
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled'])
    const [method] = (await methodsOf(app.db, owner)).filter(({ token }) => token === 'USDT')
    expect([wallet(10), wallet(11)]).toContain(method?.nextTreasury)
    expect(method?.treasury).toBe(accounts.treasury.address)
  })
})

describe('what can be no treasury (F4)', () => {
  const refused = async (treasury: string) => {
    const id = await usdt()
    const asked = { treasury: { treasury, lastSix: treasury.slice(-6) } }
    return refusalOf(updatePaymentMethod(app, owner, id, asked))
  }
  const asNoTreasury = { code: 'VALIDATION_FAILED', detail: { field: 'treasury' } }
  const local = () => app.networks.get('local')

  it.each<[string, () => string | null | undefined]>([
    ['zero', () => `0x${'00'.repeat(20)}`],
    ['no address', () => 'treasury'],
    ['a wrong checksum', () => accounts.treasury.address.replace(/[a-f]/, (letter) => letter.toUpperCase())],
    ['a token', () => local()?.tokens[0]?.address],
    ['the factory', () => local()?.factory],
    ['the hub', () => local()?.hub],
  ])('%s', async (_name, address) => {
    expect(await refused(address() ?? 'none')).toMatchObject(asNoTreasury)
  })

  it('a deposit address, whosever', async () => {
    const stranger = await world.merchant()
    const made = await createInvoice(app, { ...owner, merchantId: stranger.id }, invoiceInput())
    expect(await refused(made.option.address ?? '')).toMatchObject(asNoTreasury)
  })
})

describe('a new method', () => {
  let tokens = 0
  const coupons = async () => {
    tokens += 1
    const symbol = `COUPON${tokens}`
    const { address } = testWallet(61).account(tokens)
    const said = { symbol, name: symbol, decimals: 0, createdAt: app.clock.now() }
    await keepAddedToken(app.db, { network: 'local', address, ...said })
    return symbol
  }
  const create = (actor: Actor, token: string, treasury: { treasury: string; lastSix?: string }) =>
    createPaymentMethod(app, actor, { network: 'local', token, rails: ['forwarder'], ...treasury })

  it('in an asset that nobody is paid in is a key’s too, at once, and told to the owners', async () => {
    const token = await coupons()
    const method = await create(key, token, given(12))
    expect(method).toMatchObject({ treasury: wallet(12), nextTreasury: null, enabled: true })
    expect((await lastMail())?.text).toContain(wallet(12))
  })

  it('to where payments on the network go already needs nothing but the right to write methods', async () => {
    const treasury = { treasury: accounts.treasury.address }
    const admin = { ...owner, role: 'admin' as const }
    expect(await create(key, await coupons(), treasury)).toMatchObject({ enabled: true })
    expect(await create(admin, await coupons(), treasury)).toMatchObject({ enabled: true })
    expect((await refusalOf(create(admin, await coupons(), given(13)))).code).toBe('NOT_PERMITTED')
  })

  it('is refused where there is one, disabled or not, also to two at once', async () => {
    const id = await usdt()
    await updatePaymentMethod(app, owner, id, { enabled: false })
    expect((await refusalOf(create(owner, 'USDT', given(14)))).code).toBe('PAYMENT_METHOD_EXISTS')
    const token = await coupons()
    const both = await Promise.allSettled([create(owner, token, given(14)), create(owner, token, given(15))])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })

  it('shows the first deposit address that it gives, and uses no counter up', async () => {
    const token = await coupons()
    const method = await create(owner, token, given(16))
    const shown = await firstAddress(app, method)
    expect(await firstAddress(app, method)).toBe(shown)
    const usual = (await methodsOf(app.db, owner)).find(({ id }) => id !== method.id && id.startsWith('pm_'))
    if (!usual) throw new Error('there is no other method')
    const next = await firstAddress(app, usual)
    const { option } = await createInvoice(app, owner, invoiceInput())
    expect(option.address).toBe(next)
    expect(await firstAddress(app, method)).not.toBe(shown)
  })
})

describe('a configuration', () => {
  const config = (treasury: { treasury: string; lastSix?: string } | undefined) => ({
    defaultPaymentTiming: DEFAULT_TIMING,
    invoiceIssuerName: 'Acme',
    sendInvoiceCreatedEmail: false,
    sendInvoicePaidEmail: false,
    invoiceCreateFields: {},
    redirectUrl: null,
    webhookUrl: null,
    events: [],
    methods: [{ id: null, network: 'local', token: 'USDT', treasury }],
  })

  it('is decided on in the same way, and done as a whole or not at all', async () => {
    expect((await refusalOf(putConfig(app, key, config(given(17))))).code).toBe('NOT_PERMITTED')
    const enabled = async () =>
      (await methodsOf(app.db, owner)).flatMap(({ enabled: on, token }) => (on ? [token] : [])).toSorted()
    expect(await enabled()).toEqual(['ETH', 'USDC', 'USDT'])
    await putConfig(app, key, config(undefined))
    expect(await enabled()).toEqual(['USDT'])
    await putConfig(app, owner, config(given(17)))
    const method = (await methodsOf(app.db, owner)).find(({ token }) => token === 'USDT')
    expect(method).toMatchObject({ treasury: accounts.treasury.address, nextTreasury: wallet(17) })
  })
})

describe('all of a network at once', () => {
  const setAll = (tokens: string[], number: number, actor = owner) =>
    setTreasury(app, actor, { network: 'local', tokens, ...given(number) })

  it('changes what there is and opens what is missing, all of it or nothing', async () => {
    const tokens = ['USDT', 'USDC', 'ETH']
    const before = await methodsOf(app.db, owner)
    expect((await refusalOf(setAll([...tokens, 'NONE'], 8))).code).toBe('VALIDATION_FAILED')
    expect(await methodsOf(app.db, owner)).toEqual(before)

    const set = await setAll(tokens, 8)
    expect(set.map(({ token }) => token)).toEqual(tokens)
    const changed = set.find(({ token }) => token === 'USDT')
    expect(changed).toMatchObject({ treasury: accounts.treasury.address, nextTreasury: wallet(8) })
    world.advance(DAY_MS)
    expect(await goesTo()).toBe(wallet(8))
    const local = (await listPaymentMethods(app, owner)).filter(({ method }) => method.network === 'local')
    expect(new Set(local.map(({ treasury }) => treasury))).toEqual(new Set([wallet(8)]))
  })

  it('is the owner’s, who has just given their password', async () => {
    for (const actor of [key, { ...owner, role: 'admin' as const }, { ...owner, confirmedAt: undefined }]) {
      expect((await refusalOf(setAll(['USDT'], 9, actor))).code).toBe('NOT_PERMITTED')
    }
    expect((await refusalOf(setAll([], 9))).code).toBe('VALIDATION_FAILED')
  })
})
