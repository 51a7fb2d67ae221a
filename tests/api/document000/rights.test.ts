import { describe, expect, it } from 'vitest'
import { KEY_FORMS } from '@/lib/auth/keyForms'
import { allows, SCOPES, type Scope } from '@/lib/auth/scopes'
import { createTokenSigner } from '@/lib/auth/tokens'
import { ROLES, type Role } from '@/lib/domain/access'
import { issueApiKey } from '@/lib/services/apiKeys/issueApiKey'
import { createKeyHasher } from '@/lib/auth/keyHasher'
import { MANIFEST } from '@/server/manifest.gen'
import { ask } from '@/tests/support/api'
import { testApp } from '@/tests/support/app'
import { personOf } from '@/tests/support/people'

const world = await testApp({ environment: { RATE_LIMIT_SCALE: '1000' } })
const { app } = world
const merchant = await world.merchant()

const ALL: readonly Role[] = ROLES
const ADMINS: readonly Role[] = ['owner', 'admin']
/** One of those scopes that let read a single invoice. */
const READING_ONE: readonly Scope[] = ['invoices:read', 'invoices:read_one']

/**
 * What each row of the document's tables asks for, of keys and tokens, and of people. Empty ids and bodies find nothing to work on, which is
 * not the matter here: only whether somebody is refused for their rights.
 */
const ROWS: Record<string, { scope: Scope | readonly Scope[]; roles: readonly Role[] }> = {
  'POST /api/checkout/invoices': {
    scope: 'invoices:create',
    roles: ['owner', 'admin', 'developer', 'support'],
  },
  'GET /api/checkout/invoices': { scope: 'invoices:read', roles: ALL },
  'GET /api/checkout/invoices/export': { scope: 'invoices:read', roles: ALL },
  'GET /api/checkout/invoices/stats': { scope: 'invoices:read', roles: ALL },
  'GET /api/checkout/invoices/{id}': { scope: READING_ONE, roles: ALL },
  'GET /api/checkout/invoices/{id}/status': { scope: READING_ONE, roles: ALL },
  'GET /api/checkout/invoices/{id}/payments': { scope: 'invoices:read', roles: ALL },
  'POST /api/checkout/invoices/{id}/void': {
    scope: 'invoices:cancel',
    roles: ['owner', 'admin', 'support'],
  },
  'POST /api/checkout/invoices/{id}/record-payment': { scope: 'invoices:record_payment', roles: ADMINS },
  'POST /api/checkout/invoices/{id}/exception/resolve': { scope: 'invoices:complete', roles: ADMINS },
  'GET /api/checkout/address-transfer-withdrawals': {
    scope: 'settlements:read',
    roles: ['owner', 'admin', 'support', 'viewer'],
  },
  'POST /api/checkout/address-transfer-withdrawals/prepare': { scope: 'withdrawals:write', roles: ADMINS },
  'POST /api/checkout/address-transfer-withdrawals/confirm': { scope: 'withdrawals:write', roles: ADMINS },
  'GET /api/checkout/config': { scope: 'config:read', roles: ALL },
  'PUT /api/checkout/config': { scope: 'config:write', roles: ADMINS },
  'POST /api/checkout/config/webhook-secret/rotate': { scope: 'config:write', roles: ADMINS },
  'GET /api/checkout/config/balance': { scope: 'config:read', roles: ALL },
  'GET /api/checkout/payment-methods': { scope: 'payment_methods:read', roles: ALL },
  'POST /api/checkout/payment-methods': { scope: 'payment_methods:write', roles: ADMINS },
  'POST /api/checkout/payment-methods/treasury-challenge': {
    scope: 'payment_methods:write',
    roles: ADMINS,
  },
  'PUT /api/checkout/payment-methods/{id}': { scope: 'payment_methods:write', roles: ADMINS },
  'DELETE /api/checkout/payment-methods/{id}': { scope: 'payment_methods:write', roles: ADMINS },
  'POST /api/checkout/api-keys': { scope: 'api_keys:manage', roles: ADMINS },
  'GET /api/checkout/api-keys': { scope: 'api_keys:manage', roles: ['owner', 'admin', 'developer'] },
  'DELETE /api/checkout/api-keys/{id}': {
    scope: 'api_keys:manage',
    roles: ['owner', 'admin', 'developer'],
  },
}

const BODIES: Record<string, unknown> = {
  'POST /api/checkout/invoices': { amountUsd: 1 },
  'POST /api/checkout/invoices/{id}/record-payment': { note: 'cash' },
  'POST /api/checkout/invoices/{id}/exception/resolve': { action: 'ignore', note: 'seen' },
  'POST /api/checkout/address-transfer-withdrawals/prepare': { network: 'none' },
  'POST /api/checkout/address-transfer-withdrawals/confirm': {
    network: 'none',
    transactionHash: `0x${'1f'.repeat(32)}`,
  },
  'POST /api/checkout/api-keys': { label: 'One' },
  'POST /api/checkout/payment-methods': { assetCode: 'NONE', network: 'local', treasury: '0x' },
  'POST /api/checkout/payment-methods/treasury-challenge': { network: 'none', treasury: '0x' },
}

const routes = MANIFEST.flatMap(({ path, methods }) =>
  Object.entries(methods).map(([method, route]) => ({ name: `${method} ${path}`, method, path, route })),
)

it('has a row for every route that is not public', () => {
  const guarded = routes.filter(
    ({ path, route }) => path.startsWith('/api/checkout/') && route.spec.access.kind !== 'public',
  )
  expect(guarded.map(({ name }) => name).toSorted()).toEqual(Object.keys(ROWS).toSorted())
})

describe.each(Object.entries(ROWS))('%s', (name, { scope, roles }) => {
  const any = [scope].flat()
  // A credential with this scope alone cannot hand on the scopes of a key (Q3), which is a 403 of another kind.
  const never = name === 'POST /api/checkout/api-keys' ? [401, 500] : [401, 403, 500]
  const send = async (headers: Record<string, string>) => {
    const one = routes.find((route) => route.name === name)
    if (!one) throw new Error(`${name} is no route`)
    const { path, method, route } = one
    const told = await ask(app, route, path.replace('{id}', 'none'), {
      method,
      headers,
      params: { id: 'none' },
      ...(route.spec.body ? { body: BODIES[name] ?? {} } : {}),
    })
    return told.status
  }
  const keyWith = (scopes: readonly Scope[]) => world.key(merchant.id, 'sk_live', scopes)
  const rest = SCOPES.filter((one) => !any.includes(one))

  it('is a key’s that holds the scope', async () => {
    for (const one of any) {
      expect(await send({ 'x-api-key': await keyWith([one]) })).not.toBeOneOf(never)
    }
    expect(await send({ 'x-api-key': await keyWith(rest) })).toBe(403)
    const isOfForm = any.some((one) => allows(KEY_FORMS.fc_live.scopes, [one]))
    expect((await send({ 'x-api-key': await world.key(merchant.id, 'fc_live') })) === 403).toBe(!isOfForm)
  })

  it('is a token’s that holds the scope, whatever its key holds', async () => {
    const { row } = await issueApiKey(
      app,
      { merchantId: merchant.id, mode: 'live', form: 'sk_live', name: 'all', scopes: [] },
      createKeyHasher(app.env.apiKeyPeppers),
    )
    const signer = createTokenSigner(app.env.jwtSecrets, app.env.publicUrl)
    const now = app.clock.now()
    const expiresAt = new Date(now.getTime() + 60_000)
    const bearer = async (scopes: readonly Scope[]) => ({
      authorization: `Bearer ${await signer.sign({ keyId: row.id, scopes, expiresAt }, now)}`,
    })
    expect(await send(await bearer(rest))).toBe(403)
    for (const one of any) expect(await send(await bearer([one]))).not.toBeOneOf(never)
  })

  it.each(ROLES)('of a person who is %s', async (role) => {
    const { cookie } = await personOf(app, merchant.id, role)
    const status = await send({ cookie })
    expect(status).not.toBeOneOf([401, 500])
    expect(status === 403).toBe(!roles.includes(role))
  })
})

it('gives fc_live keys what the published table says, and nothing else (Q3)', () => {
  expect(KEY_FORMS.fc_live.scopes).toEqual([
    'invoices:create',
    'invoices:read_one',
    'invoices:cancel',
    'invoices:record_payment',
  ])
})
