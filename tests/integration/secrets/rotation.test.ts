import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { eq, sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { POST as mintKey } from '@/app/api/v1/api-keys/route'
import { POST as takeToken } from '@/app/api/v1/auth/token/route'
import { GET as list, POST as create } from '@/app/api/v1/invoices/route'
import { SEALED_COLUMNS } from '@/db/queries/sealed'
import { ensureXpubKey } from '@/db/queries/xpubKeys'
import { apiKeys, auditEntries, mails, merchants } from '@/db/schema'
import { signedInBy } from '@/lib/auth/signedIn'
import { sessionCookie } from '@/lib/auth/sessionToken'
import { readEnv } from '@/lib/env'
import { withNewKey } from '@/lib/keyring'
import type { App } from '@/lib/server/app'
import { createSecretBox } from '@/lib/server/secretBox'
import { endKeysUnderPepper } from '@/lib/services/apiKeys/endKeysUnderPepper'
import { postMail } from '@/lib/services/mail/postMail'
import { keyUse } from '@/lib/services/secrets/keyUse'
import { reseal } from '@/lib/services/secrets/reseal'
import { createEndpoint } from '@/lib/services/webhooks/createEndpoint'
import { ENDPOINT_DEFAULTS } from '@/lib/services/webhooks/endpointDefaults'
import { rotateSecret } from '@/lib/services/webhooks/rotateSecret'
import { ask, EXAMPLE } from '@/tests/support/api'
import { testApp } from '@/tests/support/app'
import { testVariables } from '@/tests/support/environment'
import { personOf } from '@/tests/support/people'

const run = promisify(execFile)
const world = await testApp()
const merchant = await world.merchant()
const OLD = testVariables(world.database.url)
const now = new Date('2026-03-05T10:00:00Z')
const actor = {
  merchantId: merchant.id,
  mode: 'live' as const,
  label: 'test',
  ipAddress: null,
  userAgent: null,
  requestId: null,
}

/** The instance after a restart with these variables. */
function restarted(variables: Record<string, string>): App {
  const env = readEnv({ ...OLD, ...variables })
  return { ...world.app, env, secrets: createSecretBox(env.encryptionKeys) }
}

/** A ring of the old instance with a new key, and the new one alone. */
function rotated(name: keyof typeof OLD, fill: number) {
  const { ring } = withNewKey(OLD[name] ?? '', { key: Buffer.alloc(32, fill), now, place: 'first' })
  return { both: { [name]: ring }, alone: { [name]: ring.split(',')[0] ?? '' } }
}

/** Something in every column that is encrypted. */
async function somethingSealed(app: App): Promise<void> {
  const { view } = await createEndpoint(app, actor, {
    ...ENDPOINT_DEFAULTS,
    url: 'https://shop.example/hook',
    events: ['*'],
    secret: null,
    customHeaders: { 'x-gateway': 'hush' },
    allowedIps: [],
    enabled: true,
  })
  await rotateSecret(app, actor, view.endpoint.id, { secret: null, overlapSeconds: 3600 })
  await postMail(app, { to: 'a@example.com', subject: 'Hello', text: 'hush' })
  const id = 'xpk_00000000000000000000000001'
  const chainKey = app.secrets.seal('xpub-hush', 'xpub_keys.chain_key', id)
  await ensureXpubKey(app.db, { id, space: 'space', chainKey, fingerprint: '0a', createdAt: now })
  const asked = { body: { name: 'One' }, headers: { 'idempotency-key': 'one' } }
  await ask(app, mintKey, '/api/v1/api-keys', { ...asked, key: await world.key(merchant.id) })
}

it('encrypts everything again while the instance runs, so that the old key can go', async () => {
  await somethingSealed(world.app)
  const { both, alone } = rotated('ENCRYPTION_KEY', 0x71)
  const during = restarted(both)
  const [, current = ''] = /^(\w+):/.exec(alone.ENCRYPTION_KEY ?? '') ?? []

  expect((await keyUse(world.app)).encryption.get('e1')).toBeGreaterThanOrEqual(SEALED_COLUMNS.length)
  // Batches smaller than any column has rows.
  for (const { column, resealed, unreadable } of await reseal(during, current, 1)) {
    expect([column, unreadable]).toEqual([column, []])
    expect(resealed, `${column} needs a row in somethingSealed()`).toBeGreaterThan(0)
  }
  expect([...(await keyUse(during)).encryption.keys()]).toEqual([current])

  const after = restarted(alone)
  const key = await world.key(merchant.id)
  expect((await ask(after, create, '/api/v1/invoices', { key, body: EXAMPLE })).status).toBe(201)
  const again = { body: { name: 'One' }, headers: { 'idempotency-key': 'one' }, key }
  expect(await ask(after, mintKey, '/api/v1/api-keys', again)).toMatchObject({
    status: 201,
    json: { key: expect.stringMatching(/^sk_live_/) },
  })
  expect((await reseal(after, current)).every(({ resealed }) => resealed === 0)).toBe(true)
})

it('knows every column that holds something encrypted', async () => {
  const columns = await world.app.db.execute<{ table: string; column: string }>(sql`
    select c.relname as "table", a.attname as "column" from pg_attribute a
    join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'r' and a.attnum > 0 and a.atttypid = 'text'::regtype`)
  const sealed: string[] = []
  for (const { table, column } of columns) {
    const [found] = await world.app.db.execute<{ count: number }>(sql`
      select count(*)::int as count from ${sql.identifier(table)}
      where ${sql.identifier(column)} ~ '^(e1|k2026[0-9a-z]*)[.][A-Za-z0-9_-]{38,}$'`)
    if ((found?.count ?? 0) > 0) sealed.push(`${table}.${column}`)
  }
  expect(sealed.toSorted()).toEqual([...SEALED_COLUMNS].toSorted())
})

it('leaves what it cannot read as it is, names it, and goes on', async () => {
  const { db } = world.app
  const [victim, thief] = [await world.newMerchant(), await world.newMerchant()]
  const { both } = rotated('ENCRYPTION_KEY', 0x81)
  const during = restarted(both)
  const [current] = during.env.encryptionKeys
  // A thief with the database puts their own seed in place of another's, or a value of a key that nobody has.
  await db.update(merchants).set({ recoverySeed: thief.recoverySeed }).where(eq(merchants.id, victim.id))
  const foreign = createSecretBox([{ id: 'x9', key: Buffer.alloc(32, 1) }])
  const id = 'mail_of_a_key_that_is_gone'
  await db
    .insert(mails)
    .values({ id, sealed: foreign.seal('x', 'mails.sealed', id), nextTryAt: now, createdAt: now })

  const results = new Map((await reseal(during, current?.id ?? '', 1)).map((one) => [one.column, one]))
  expect(results.get('merchants.recovery_seed')?.unreadable).toEqual([victim.id])
  expect(results.get('mails.sealed')?.unreadable).toContain(id)
  expect(results.get('merchants.webhook_secret')).toMatchObject({ unreadable: [] })
  const [row] = await db.select().from(merchants).where(eq(merchants.id, victim.id))
  expect(row?.recoverySeed).toBe(thief.recoverySeed)
  await db.delete(mails).where(eq(mails.id, id))
})

it('moves API keys under the new pepper as they are used, and ends the rest by a command', async () => {
  const [used, unused] = [await world.key(merchant.id), await world.key(merchant.id)]
  const { both, alone } = rotated('API_KEY_PEPPER', 0x91)
  const during = restarted(both)
  const use = (app: App, key: string) => ask(app, list, '/api/v1/invoices', { key })
  // At once, as many clients of one key do.
  const answers = await Promise.all([use(during, used), use(during, used), use(during, used)])
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
  expect((await keyUse(during)).peppers.get('p1')).toBeGreaterThan(0)

  const command = async (name: string, ...args: string[]) => {
    const env = { ...process.env, ...OLD, ...both }
    const ran = await run('npx', ['tsx', `scripts/keys/${name}.ts`, ...args], { env }).catch(
      (error: { stdout: string; stderr: string }) => error,
    )
    return ran.stdout + ran.stderr
  }
  const [current] = during.env.apiKeyPeppers
  const own = endKeysUnderPepper(during, current?.id ?? '', current?.id ?? '')
  await expect(own).rejects.toThrow('is the pepper that new keys are made with')
  const hint = `sk_live_***${unused.slice(-3)}`
  expect(await command('end', 'p1')).toContain(`${merchant.id}  ${hint}`)
  const [status, resealed] = await Promise.all([command('status'), command('reseal')])
  expect(status).toContain('p1: 0 API keys that can be used: can go')
  expect(resealed).toMatch(/merchants\.recovery_seed +0 under e1 now/)

  const after = restarted(alone)
  expect((await use(after, used)).status).toBe(200)
  for (const app of [after, world.app]) expect((await use(app, unused)).status).toBe(401)
  const rows = await world.app.db.select().from(apiKeys).where(eq(apiKeys.merchantId, merchant.id))
  const ended = rows.filter(({ revokedAt }) => revokedAt !== null).map(({ id }) => id)
  const lines = await world.app.db
    .select()
    .from(auditEntries)
    .where(eq(auditEntries.action, 'api_key.revoked'))
  expect(lines.map(({ subject }) => subject ?? '').toSorted()).toEqual(ended.toSorted())
})

it('lets tokens and sessions of the old secret stand for the overlap, and no longer', async () => {
  const secrets = [rotated('JWT_SECRET', 0xa1), rotated('AUTH_SECRET', 0xb1)]
  const during = restarted(Object.assign({}, ...secrets.map(({ both }) => both)))
  const after = restarted(Object.assign({}, ...secrets.map(({ alone }) => alone)))
  const tokenOf = async (from: App) => {
    const body = { grant_type: 'api_key', api_key: await world.key(merchant.id) }
    return String((await ask(from, takeToken, '/api/v1/auth/token', { body })).json.access_token)
  }
  const { cookie } = await personOf(world.app, merchant.id)
  const sealed = cookie.slice(sessionCookie(world.app.env.publicUrl).name.length + 1)
  const statuses = async (token: string) =>
    Promise.all(
      [world.app, during, after].map(
        async (app) => (await ask(app, list, '/api/v1/invoices', { key: token })).status,
      ),
    )
  expect(await statuses(await tokenOf(world.app))).toEqual([200, 200, 401])
  expect(await statuses(await tokenOf(during))).toEqual([401, 200, 200])
  const stands = await Promise.all([world.app, during, after].map((app) => signedInBy(app, sealed)))
  expect(stands.map((one) => one !== null)).toEqual([true, true, false])
})
