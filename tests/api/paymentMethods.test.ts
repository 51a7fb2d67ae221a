import { beforeEach, describe, expect, it } from 'vitest'
import { keepAddedToken } from '@/db/queries/addedTokens'
import { auditEntries, idempotencyKeys, xpubKeys } from '@/db/schema'
import { GET as listRoute } from '@/app/api/v1/merchants/me/payment-methods/route'
import { POST as tokenRoute } from '@/app/api/v1/merchants/me/tokens/route'
import { POST as previewRoute } from '@/app/api/v1/merchants/me/xpub/preview/route'
import { POST as xpubRoute } from '@/app/api/v1/merchants/me/xpub/route'
import { accounts } from '@/scripts/local/accounts'
import { ask } from '@/tests/support/api'
import { testApp } from '@/tests/support/app'
import { testWallet } from '@/tests/support/wallet'

const world = await testApp()
const { app } = world
const ME = '/api/v1/merchants/me'
const wallet = testWallet(91)
const first = wallet.account(0).address
const stamps = { network: 'local', address: '0x00000000000000000000000000000000000000b1' }

let key = ''
beforeEach(async () => {
  key = await world.key((await world.merchant()).id)
  const known = { ...stamps, address: '0x00000000000000000000000000000000000000B1' }
  const said = { symbol: 'STAMPS', name: 'Stamps', decimals: 0, createdAt: app.clock.now() }
  await keepAddedToken(app.db, { ...known, ...said })
})

const post = (route: typeof xpubRoute, path: string, body: unknown, headers: Record<string, string> = {}) =>
  ask(app, route, `${ME}/${path}`, { method: 'POST', key, body, headers })
const set = (change: object = {}, headers: Record<string, string> = {}) => {
  const body = { network: 'local', crypto_currencies: ['STAMPS'], xpub: wallet.xpub, first_address: first }
  return post(xpubRoute, 'xpub', { ...body, ...change }, headers)
}
const list = () => ask(app, listRoute, `${ME}/payment-methods`, { method: 'GET', key })

describe('a token by its address', () => {
  it('is a payment method to the treasury that the merchant has there, once', async () => {
    const told = await post(tokenRoute, 'tokens', stamps)
    expect(told).toMatchObject({
      status: 201,
      json: {
        network: 'local',
        crypto_currency: 'STAMPS',
        rail: 'forwarder',
        treasury: accounts.treasury.address,
      },
    })
    const again = await post(tokenRoute, 'tokens', stamps)
    expect(again).toMatchObject({ status: 422, json: { error: { code: 'VALIDATION_FAILED' } } })
    expect(again.text).toContain('You take STAMPS')
    const { json } = await list()
    expect(json).toMatchObject({
      payment_methods: expect.arrayContaining([expect.objectContaining({ crypto_currency: 'STAMPS' })]),
    })
  })

  it.each([
    ['a network that is not open', { ...stamps, network: 'base' }, 'is not open'],
    ['what is no address', { ...stamps, address: 'stamps' }, 'no address of a token'],
  ])('is refused on %s, with the reason', async (_, body, reason) => {
    const told = await post(tokenRoute, 'tokens', body)
    expect(told).toMatchObject({ status: 422, json: { error: { code: 'VALIDATION_FAILED' } } })
    expect(told.text).toContain(reason)
  })
})

describe('a wallet of the merchant’s own', () => {
  it('is shown by its first addresses, and nothing of it is kept', async () => {
    const told = await post(previewRoute, 'xpub/preview', { network: 'local', xpub: wallet.xpub })
    expect(told).toMatchObject({
      status: 200,
      json: { addresses_issued: 0, addresses: [{ path: "m/44'/60'/0'/0/0", address: first }, {}, {}] },
    })
    expect(
      (await app.db.select().from(xpubKeys)).filter((row) => row.fingerprint === wallet.key.fingerprint),
    ).toEqual([])
  })

  it('takes what nobody is paid in yet, once its first address was compared; the same request does so once', async () => {
    expect(await set({ first_address: wallet.account(1).address })).toMatchObject({
      status: 422,
      json: { error: { code: 'VALIDATION_FAILED' } },
    })
    const idempotency = { 'idempotency-key': 'wallet-1' }
    const told = await set({}, idempotency)
    expect(told).toMatchObject({
      status: 201,
      json: {
        payment_methods: [
          { network: 'local', crypto_currency: 'STAMPS', rail: 'xpub', treasury: null, is_default: true },
        ],
      },
    })
    expect((await set({}, idempotency)).json).toEqual(told.json)
  })

  it('never takes the place of where money goes already: that is the owner’s (F4)', async () => {
    expect(await set({ crypto_currencies: ['USDT'] })).toMatchObject({
      status: 403,
      json: { error: { code: 'NOT_PERMITTED' } },
    })
    expect((await set()).status).toBe(201)
    const other = testWallet(92)
    const changed = await set({ xpub: other.xpub, first_address: other.account(0).address })
    expect(changed).toMatchObject({ status: 403, json: { error: { code: 'NOT_PERMITTED' } } })
    const { payment_methods } = (await list()).json as {
      payment_methods: { crypto_currency: string; rail: string }[]
    }
    expect(payment_methods.filter(({ rail }) => rail === 'xpub')).toHaveLength(1)
  })

  it('is never taken by what could spend, which is neither told again nor logged nor kept', async () => {
    const logged: string[] = []
    const note = (facts: object, message: string) => void logged.push(JSON.stringify(facts), message)
    const { log } = app
    app.log = { info: note, warn: note, error: note }
    const secrets = [
      wallet.xprv ?? '',
      `0x${'5e'.repeat(32)}`,
      `${'legal winner thank year wave sausage worth useful '}legal winner thank yellow`,
    ]
    for (const xpub of secrets) {
      for (const told of [
        await post(previewRoute, 'xpub/preview', { network: 'local', xpub }),
        await set({ xpub }, { 'idempotency-key': 'secret' }),
      ]) {
        expect(told).toMatchObject({ status: 422, json: { error: { code: 'VALIDATION_FAILED' } } })
        expect(told.text).not.toContain(xpub.slice(4, 30))
      }
    }
    app.log = log
    const kept = JSON.stringify([
      await app.db.select().from(auditEntries),
      await app.db.select().from(idempotencyKeys),
    ])
    for (const secret of secrets) expect(`${logged.join()} ${kept}`).not.toContain(secret.slice(4, 30))
  })
})
