import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { readForm, refusal } from '@/app/(auth)/form'
import { isDomainError } from '@/lib/domain/errors'
import type { Actor, RootContext } from '@/lib/services/context'
import { createInvoice } from '@/lib/services/invoices/createInvoice'
import { getInvoice } from '@/lib/services/invoices/getInvoice'
import { listPaymentMethods } from '@/lib/services/merchants/listPaymentMethods'
import { callOffChange } from '@/lib/services/payout/callOffChange'
import { changeXpub } from '@/lib/services/xpub/changeXpub'
import { previewXpub } from '@/lib/services/xpub/previewXpub'
import { confirmPassword } from '@/lib/services/users/confirmPassword'
import { z } from 'zod'
import { accountsWorld, PASSWORD } from '../accounts/world'
import { testWallet } from '@/tests/support/wallet'
import { invoiceInput } from '@/tests/support/world'

const world = await accountsWorld()
const said: string[] = []
const app: typeof world.app = {
  ...world.app,
  log: {
    info: (facts, message) => void said.push(JSON.stringify([facts, message])),
    warn: (facts, message) => void said.push(JSON.stringify([facts, message])),
    error: (facts, message) => void said.push(JSON.stringify([facts, message])),
  },
}

async function owner(): Promise<Actor> {
  const { id: merchantId } = await world.merchant()
  return { ...ORIGIN, merchantId, mode: 'live', role: 'owner', confirmedAt: app.clock.now() }
}

const ORIGIN = { label: 'user:usr_1', ipAddress: null, userAgent: null, requestId: null }
const lastSix = (wallet: ReturnType<typeof testWallet>) => wallet.account(0).address.slice(-6)

async function open(
  actor: Actor,
  wallet: ReturnType<typeof testWallet>,
  xpub = wallet.xpub,
  ctx: RootContext = app,
) {
  return changeXpub(ctx, actor, { network: 'local', tokens: ['USDT'], xpub, lastSix: lastSix(wallet) })
}

const without = (ms: number): RootContext => ({ ...app, policy: { ...app.policy, payoutDelayMs: ms } })
const refusalOf = async (work: Promise<unknown>) => {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!isDomainError(error)) throw new Error('it was not refused', { cause: error })
  return error
}
const addressOf = async (actor: Actor) => {
  const { option } = await createInvoice(app, actor, invoiceInput())
  return option.address
}

describe('indexes', () => {
  it('are used once, however many invoices are made at once, whoever brings the key and in whichever form', async () => {
    const wallet = testWallet(31)
    const [first, second] = [await owner(), await owner()]
    await open(first, wallet, wallet.xpub, without(0))
    await open(second, wallet, wallet.chainXpub, without(0))
    const made = await Promise.all(
      Array.from({ length: 20 }, (_, at) => addressOf(at % 2 === 0 ? first : second)),
    )
    expect(new Set(made).size).toBe(20)
    const expected = Array.from({ length: 20 }, (_, index) => wallet.account(index).address)
    expect(new Set(made)).toEqual(new Set(expected))
    // Pasted again it goes on where it stood.
    await open(first, wallet, wallet.xpub, without(0))
    expect(await addressOf(first)).toBe(wallet.account(20).address)
    expect(await previewXpub(app, first, { network: 'local', xpub: wallet.xpub })).toMatchObject({
      issued: 21,
    })
  })

  it('are not given out again by a create that failed', async () => {
    const wallet = testWallet(32)
    const actor = await owner()
    await open(actor, wallet, wallet.xpub, without(0))
    await expect(
      app.db.transaction(async (db) => {
        await createInvoice({ ...app, db }, actor, invoiceInput())
        throw new Error('cut')
      }),
    ).rejects.toThrow('cut')
    expect(await addressOf(actor)).toBe(wallet.account(1).address)
  })

  it('cannot be written twice in SQL either', async () => {
    const wallet = testWallet(33)
    const actor = await owner()
    await open(actor, wallet, wallet.xpub, without(0))
    const [a, b] = [await addressOf(actor), await addressOf(actor)]
    await expect(
      app.db.execute(sql`update deposit_addresses set xpub_index =
        (select xpub_index from deposit_addresses where address = ${a}) where address = ${b}`),
    ).rejects.toThrow('Failed query')
  })
})

describe('an address', () => {
  it('is of the rail that the merchant prefers, where an invoice offers everything', async () => {
    const wallet = testWallet(43)
    const actor = await owner()
    await open(actor, wallet, wallet.xpub, without(0))
    const { options } = await createInvoice(app, actor, invoiceInput({ offer: 'all' }))
    expect(Object.fromEntries(options.map(({ token, rail }) => [token, rail]))).toMatchObject({
      USDT: 'xpub',
      USDC: 'forwarder',
    })
    expect(new Set(options.map(({ token }) => token)).size).toBe(options.length)
  })

  it('is derived again at each read, and a changed one is not shown (F8)', async () => {
    const wallet = testWallet(34)
    const actor = await owner()
    await open(actor, wallet, wallet.xpub, without(0))
    const { invoice } = await createInvoice(app, actor, invoiceInput())
    expect((await getInvoice(app, actor, invoice.id)).option.rail).toBe('xpub')
    await app.db.execute(sql`update deposit_addresses set address = ${testWallet(35).account(0).address}
      where invoice_id = ${invoice.id}`)
    expect(await refusalOf(getInvoice(app, actor, invoice.id))).toMatchObject({ code: 'ADDRESS_MISMATCH' })
  })
})

describe('a change of wallet (F4)', () => {
  it('waits, is told to the owner, can be called off, and touches later invoices only', async () => {
    const email = await world.person()
    await app.db.execute(sql`update users set email_verified_at = now() where email = ${email}`)
    const [member] = await app.db.execute<{ merchant_id: string }>(
      sql`select merchant_id from memberships m join users u on u.id = m.user_id where u.email = ${email}`,
    )
    const actor = { ...(await owner()), merchantId: member?.merchant_id ?? '' }
    const wallet = testWallet(36)
    // The first wallet for a token has nobody's place to take.
    expect((await open(actor, wallet)).map(({ from }) => from)).toEqual([null])
    const before = await addressOf(actor)
    expect(before).toBe(wallet.account(0).address)

    const other = testWallet(37)
    const [change] = await open(actor, other)
    expect(change?.from?.getTime()).toBe(app.clock.now().getTime() + 24 * 3_600_000)
    expect(await addressOf(actor)).toBe(wallet.account(1).address)
    await world.deliver()
    const mail = world.mailbox.received.findLast(({ to }) => to.includes(email))
    expect(mail?.text).toContain(other.account(0).address)

    await callOffChange(app, actor, change?.id ?? '')
    world.advance(25 * 3_600_000)
    expect(await addressOf(actor)).toBe(wallet.account(2).address)

    const again = { ...actor, confirmedAt: app.clock.now() }
    await open(again, other)
    world.advance(24 * 3_600_000 - 1)
    expect(await addressOf(actor)).toBe(wallet.account(3).address)
    world.advance(1)
    expect(await addressOf(actor)).toBe(other.account(0).address)
    expect(await refusalOf(callOffChange(app, actor, change?.id ?? ''))).toMatchObject({ code: 'NOT_FOUND' })
  })

  it('from a forwarder’s treasury waits too: invoices are paid as before until then', async () => {
    const wallet = testWallet(38)
    const actor = await owner()
    await open(actor, wallet)
    const { option } = await createInvoice(app, actor, invoiceInput())
    expect(option.rail).toBe('forwarder')
    const xpub = (await listPaymentMethods(app, actor)).find(({ method }) => method.rails.includes('xpub'))
    expect(xpub).toMatchObject({ state: 'waiting', wallet: { fingerprint: null } })
    await callOffChange(app, actor, xpub?.method.id ?? '')
    const left = await listPaymentMethods(app, actor)
    expect(
      left.filter(({ method }) => method.token === 'USDT').map(({ method }) => method.isDefault),
    ).toEqual([true])
    await open({ ...actor, confirmedAt: app.clock.now() }, wallet)
    world.advance(24 * 3_600_000)
    expect(await addressOf(actor)).toBe(wallet.account(0).address)
  })

  it('is the owner’s, who gave their password just now and compared an address', async () => {
    const wallet = testWallet(39)
    const actor = await owner()
    const { role: _role, ...key } = actor
    expect(await refusalOf(open(key, wallet))).toMatchObject({ code: 'NOT_PERMITTED' })
    expect(await refusalOf(open({ ...actor, role: 'admin' }, wallet))).toMatchObject({
      code: 'NOT_PERMITTED',
    })
    const { confirmedAt: _at, ...unconfirmed } = actor
    expect(await refusalOf(open(unconfirmed, wallet))).toMatchObject({ code: 'NOT_PERMITTED' })
    const stale = { ...actor, confirmedAt: new Date(app.clock.now().getTime() - 11 * 60_000) }
    expect(await refusalOf(open(stale, wallet))).toMatchObject({ code: 'NOT_PERMITTED' })
    const otherAddress = changeXpub(app, actor, {
      network: 'local',
      tokens: ['USDT'],
      xpub: wallet.xpub,
      lastSix: lastSix(testWallet(40)),
    })
    expect(await refusalOf(otherAddress)).toMatchObject({ detail: { field: 'last_six' } })
    for (const network of ['sandbox', 'base', 'nowhere']) {
      const there = { network, tokens: ['USDT'], xpub: wallet.xpub, lastSix: lastSix(wallet) }
      expect(await refusalOf(changeXpub(app, actor, there))).toMatchObject({ detail: { field: 'network' } })
    }
  })

  it('knows its owner by the password, of which few guesses are taken', async () => {
    const email = await world.person()
    const { userId } = await world.claims(email)
    expect(await confirmPassword(app, userId, PASSWORD)).toBe('confirmed')
    for (let guess = 0; guess < 10; guess += 1) {
      expect(await confirmPassword(app, userId, `guess ${guess}`)).toBe('refused')
    }
    expect(await confirmPassword(app, userId, PASSWORD)).toBe('wait')
  })
})

describe('what can spend', () => {
  const wallet = testWallet(41)
  const phrase = 'test test test test test test test test test test test junk'
  const raw = `0x${'5e'.repeat(32)}`

  it.each([wallet.xprv, phrase, raw])('is refused, and is nowhere afterwards', async (secret) => {
    const actor = await owner()
    const preview = await refusalOf(previewXpub(app, actor, { network: 'local', xpub: secret }))
    const change = await refusalOf(open(actor, wallet, secret))
    for (const error of [preview, change]) {
      expect(error).toMatchObject({
        code: 'VALIDATION_FAILED',
        detail: { constraints: { reason: 'secret' } },
      })
    }
    const data = new FormData()
    data.set('xpub', secret)
    data.set('network', 'local')
    const shown = [refusal('It was refused', data), readForm(z.object({ network: z.literal('x') }), data)]
    const [dump] = await app.db.execute<{ all: string }>(sql`select query_to_xml(
      'select (select jsonb_agg(a) from audit_entries a) as audit, (select jsonb_agg(k) from xpub_keys k) as keys,
        (select jsonb_agg(m) from payment_methods m) as methods', true, false, '')::text as "all"`)
    const everything = [
      ...said,
      JSON.stringify([preview, change, preview.message, shown]),
      dump?.all ?? '',
    ].join('\n')
    expect(everything).not.toContain(secret)
    expect(everything).not.toContain(secret.slice(4, 30))
  })

  it('nor does the database hold a public key in the clear', async () => {
    const actor = await owner()
    await open(actor, testWallet(42), testWallet(42).xpub, without(0))
    const rows = await app.db.execute<{ all: string }>(
      sql`select jsonb_agg(k)::text as "all" from xpub_keys k`,
    )
    expect(rows[0]?.all).not.toContain('xpub6')
  })
})
