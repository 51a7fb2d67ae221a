import { describe, expect, it } from 'vitest'
import { GET as qr } from '@/app/api/v1/public/payment_links/[slug]/qr/route'
import { DELETE, GET as read, PATCH } from '@/app/api/v1/payment_links/[id]/route'
import { GET as list, POST as create } from '@/app/api/v1/payment_links/route'
import { ask, type Asked } from '@/tests/support/api'
import { testApp } from '@/tests/support/app'
import { scan, seePng } from '@/tests/support/scan'

const PATH = '/api/v1/payment_links'
const world = await testApp()
const { app } = world
const merchant = await world.merchant()
const key = await world.key(merchant.id, 'ck_test')
const stranger = await world.key((await world.merchant()).id, 'ck_test')

const make = (body: object = {}, as = key) =>
  ask(app, create, PATH, { key: as, body: { title: 'House blend', fiatAmount: '16.49', ...body } })
const one = (route: typeof read, id: string, more: Asked = {}) =>
  ask(app, route, `${PATH}/${id}`, { key, params: { id }, ...more })
const change = (id: string, body: object) => one(PATCH, id, { method: 'PATCH', body })
const page = (query = '', as = key) => ask(app, list, `${PATH}${query}`, { key: as })

describe('POST', () => {
  it('makes a link that nobody can guess', async () => {
    const told = await make()
    const slug = String(told.json.slug)
    expect(told.status).toBe(201)
    expect(told.json).toEqual({
      id: expect.stringMatching(/^plink_[0-9a-z]{26}$/),
      object: 'payment_link',
      slug: expect.stringMatching(/^[\w-]{16}$/),
      title: 'House blend',
      description: null,
      fiatAmount: '16.49',
      fiatCurrency: 'USD',
      customerChoosesAmount: false,
      minimumAmount: null,
      maxUses: null,
      usesLeft: null,
      endsAt: null,
      collect: { email: 'no', name: 'no', note: 'no' },
      successUrl: null,
      cancelUrl: null,
      active: true,
      checkoutUrl: `https://checkout.example/l/${slug}`,
      qrUrl: `https://checkout.example/api/v1/public/payment_links/${slug}/qr`,
      createdAt: '2026-01-15T10:00:00Z',
      updatedAt: '2026-01-15T10:00:00Z',
    })
  })

  it('takes everything else that a link can have', async () => {
    const body = {
      slug: 'house-blend',
      description: 'Roasted on Mondays',
      fiatAmount: '20',
      customerChoosesAmount: true,
      minimumAmount: '5.5',
      maxUses: 3,
      endsAt: '2026-02-01T00:00:00Z',
      collect: { email: 'required', note: 'optional' },
      successUrl: 'https://merchant.com/thanks?order=1',
      cancelUrl: 'https://merchant.com/basket',
      active: false,
    }
    expect((await make(body)).json).toMatchObject({
      ...body,
      fiatAmount: '20.00',
      minimumAmount: '5.50',
      usesLeft: 3,
      collect: { email: 'required', name: 'no', note: 'optional' },
    })
  })

  it.each([
    ['fiatAmount', { fiatAmount: undefined }],
    ['fiatAmount', { fiatAmount: 16.49 }],
    ['fiatAmount', { fiatAmount: '16.499' }],
    ['fiatAmount', { fiatAmount: '1e2' }],
    ['fiatAmount', { fiatAmount: '-5.00' }],
    ['fiatAmount', { fiatAmount: '0.00' }],
    ['fiatAmount', { fiatAmount: '0.49' }],
    ['fiatAmount', { fiatAmount: '10000.01' }],
    ['minimumAmount', { customerChoosesAmount: true, minimumAmount: '17.00' }],
    ['fiatCurrency', { fiatCurrency: 'XXX' }],
    ['title', { title: '' }],
    ['title', { title: 'x'.repeat(256) }],
    ['slug', { slug: 'Not a slug' }],
    ['slug', { slug: '../admin' }],
    ['successUrl', { successUrl: 'http://merchant.com/thanks' }],
    ['successUrl', { successUrl: 'javascript:alert(1)' }],
    ['cancelUrl', { cancelUrl: 'https://user:pass@merchant.com' }],
    ['endsAt', { endsAt: '2026-02-01T00:00:00+02:00' }],
    ['endsAt', { endsAt: '2026-02-01' }],
    ['endsAt', { endsAt: 1_769_904_000 }],
    ['maxUses', { maxUses: 0 }],
    ['maxUses', { maxUses: 1.5 }],
    ['collect.email', { collect: { email: true } }],
  ])('refuses a wrong %s: %j', async (param, body) => {
    expect(await make(body)).toMatchObject({
      status: 400,
      json: { error: { type: 'invalid_request', param } },
    })
  })

  it('gives a slug away once, whoever asks and whatever became of it', async () => {
    const first = await make({ slug: 'only-once' })
    const taken = { status: 409, json: { error: { type: 'conflict', code: 'slug_taken', param: 'slug' } } }
    expect(await make({ slug: 'only-once' })).toMatchObject(taken)
    expect(await make({ slug: 'only-once' }, stranger)).toMatchObject(taken)
    await one(DELETE, String(first.json.id), { method: 'DELETE' })
    expect(await make({ slug: 'only-once' })).toMatchObject(taken)
    const all = await Promise.all(Array.from({ length: 8 }, () => make({ slug: 'at-once' })))
    expect(all.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(all.filter(({ status }) => status === 409)).toHaveLength(7)
  })
})

describe('PATCH', () => {
  it('changes what it names and nothing else', async () => {
    const { json } = await make({ description: 'Old', maxUses: 3, collect: { email: 'required' } })
    world.advance(1_000)
    const told = await change(String(json.id), {
      maxUses: null,
      collect: { name: 'optional' },
      active: false,
    })
    expect(told.json).toEqual({
      ...json,
      maxUses: null,
      usesLeft: null,
      collect: { email: 'required', name: 'optional', note: 'no' },
      active: false,
      updatedAt: '2026-01-15T10:00:01Z',
    })
    expect((await one(read, String(json.id))).json).toEqual(told.json)
  })

  it('holds amounts against each other as a new link does', async () => {
    const id = String((await make({ customerChoosesAmount: true, minimumAmount: '10.00' })).json.id)
    expect(await change(id, { fiatAmount: '9.00' })).toMatchObject({
      status: 400,
      json: { error: { param: 'minimumAmount' } },
    })
    expect((await change(id, { fiatAmount: '9.00', minimumAmount: null })).json).toMatchObject({
      fiatAmount: '9.00',
      minimumAmount: null,
    })
  })
})

describe('DELETE', () => {
  it('ends it: it is in no list, and cannot be read', async () => {
    const id = String((await make()).json.id)
    expect((await one(DELETE, id, { method: 'DELETE' })).json).toMatchObject({ id, active: false })
    expect((await one(read, id)).status).toBe(404)
    expect((await change(id, { active: true })).status).toBe(404)
    expect((await page('?limit=100')).text).not.toContain(id)
  })
})

it('is nobody else’s, nor the other mode’s', async () => {
  const { id } = (await make()).json
  for (const other of [stranger, await world.key(merchant.id, 'ck_live')]) {
    for (const [route, method] of [
      [read, 'GET'],
      [PATCH, 'PATCH'],
      [DELETE, 'DELETE'],
    ] as const) {
      const body = method === 'PATCH' ? { body: { title: 'Mine' } } : {}
      expect((await one(route, String(id), { key: other, method, ...body })).status).toBe(404)
    }
    expect((await page(`?starting_after=${String(id)}`, other)).status).toBe(400)
    expect((await page('', other)).json.data).toEqual([])
  }
})

describe('the list', () => {
  it('goes through all of them once, the newest first, whatever is made or deleted meanwhile', async () => {
    const fresh = await world.key((await world.merchant()).id, 'ck_test')
    const ids: string[] = []
    for (let made = 0; made < 5; made++) ids.unshift(String((await make({}, fresh)).json.id))
    const sorted = ids.toSorted().toReversed()
    const first = await page('?limit=2', fresh)
    expect(first.json).toMatchObject({ hasMore: true, nextCursor: sorted[1] })
    world.advance(1_000)
    await make({}, fresh)
    await ask(app, DELETE, `${PATH}/${sorted[1]}`, {
      key: fresh,
      method: 'DELETE',
      params: { id: sorted[1] ?? '' },
    })
    const second = await page(`?limit=2&starting_after=${String(first.json.nextCursor)}`, fresh)
    const third = await page(`?limit=2&starting_after=${String(second.json.nextCursor)}`, fresh)
    const shown = [first, second, third].flatMap(({ json }) =>
      (json.data as { id: string }[]).map(({ id }) => id),
    )
    expect(shown).toEqual(sorted)
    expect(third.json).toMatchObject({ hasMore: false, nextCursor: null })
    expect(Object.keys(third.json)).toEqual(['data', 'hasMore', 'nextCursor'])
  })

  it.each(['limit=0', 'limit=101', 'limit=x', 'starting_after=plink_nothing', 'starting_after=%27%20or'])(
    'refuses ?%s',
    async (query) => {
      expect(await page(`?${query}`)).toMatchObject({
        status: 400,
        json: { error: { param: query.split('=')[0] } },
      })
    },
  )
})

it('has a code that leads to it, for anyone', async () => {
  const { slug, checkoutUrl, id } = (await make()).json
  const asked = { params: { slug: String(slug) } }
  const told = await ask(app, qr, `${PATH}/${String(slug)}/qr?size=512`, asked)
  expect(told.headers['content-type']).toBe('image/png')
  expect(await scan(seePng(told.bytes))).toContain(checkoutUrl)
  await one(DELETE, String(id), { method: 'DELETE' })
  expect((await ask(app, qr, `${PATH}/${String(slug)}/qr`, asked)).status).toBe(404)
})
