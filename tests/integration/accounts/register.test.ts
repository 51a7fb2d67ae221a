import { expect, it } from 'vitest'
import { merchants, paymentMethods, users } from '@/db/schema'
import { admit } from '@/lib/services/throttle/admit'
import { findSignedIn } from '@/lib/services/users/findSignedIn'
import { registerInput } from '@/lib/services/users/input'
import { registerLimits } from '@/lib/services/users/limits'
import { register } from '@/lib/services/users/register'
import { askForVerification, canVerifyEmail, verifyEmail } from '@/lib/services/users/verifyEmail'
import { accountsWorld, HOME, PASSWORD } from './world'

const world = await accountsWorld()
const { app } = world

const signedIn = async (email: string) => findSignedIn(app, await world.claims(email))

it('makes a merchant with its owner and the sandbox, and a link that opens live mode once (L3, Q10)', async () => {
  const email = 'first@example.com'
  await register(app, { businessName: 'First', email, password: PASSWORD }, HOME)
  expect((await world.attempt(email)).kind).toBe('signed_in')
  const before = await signedIn(email)
  expect(before).toMatchObject({
    email,
    role: 'owner',
    emailVerified: false,
    mayGoLive: false,
    operator: false,
  })
  const methods = await app.db.select().from(paymentMethods)
  expect(methods.filter((row) => row.merchantId === before?.merchantId).map((row) => row.mode)).toContain(
    'test',
  )

  const token = await world.token(email, 'verify-email')
  expect(await canVerifyEmail(app, token)).toBe(true)
  const tries = await Promise.all(Array.from({ length: 8 }, () => verifyEmail(app, token)))
  expect(tries.filter(Boolean)).toHaveLength(1)
  expect(await canVerifyEmail(app, token)).toBe(false)
  expect(await signedIn(email)).toMatchObject({ emailVerified: true, mayGoLive: true })
})

it('tells only the mailbox that an address is taken, and changes nothing', async () => {
  const email = await world.person()
  const count = async () => (await app.db.select().from(merchants)).length
  const before = await count()
  const again = await register(app, { businessName: 'Other', email, password: 'another password' }, HOME)
  expect(again).toBe(true)
  expect(await count()).toBe(before)
  await world.deliver()
  expect(world.mailbox.received.at(-1)).toMatchObject({ to: [email] })
  expect(world.mailbox.received.at(-1)?.text).toContain('You have an account already')
  expect((await world.attempt(email, 'another password')).kind).toBe('refused')
})

it('makes one account of four registrations at once', async () => {
  const input = { businessName: 'Race', email: 'race@example.com', password: PASSWORD }
  const clients = Array.from({ length: 4 }, (_, index) => ({ address: `192.0.2.${index}`, device: null }))
  expect(await Promise.all(clients.map((client) => register(app, input, client)))).not.toContain(false)
  expect((await app.db.select().from(users)).filter((row) => row.email === input.email)).toHaveLength(1)
  expect((await app.db.select().from(merchants)).filter((row) => row.businessName === 'Race')).toHaveLength(1)
})

it('ends an earlier link with a later one, and any link with its day', async () => {
  const email = await world.person()
  const me = await signedIn(email)
  const first = await world.token(email, 'verify-email')
  await askForVerification(app, me?.userId ?? '')
  const second = await world.token(email, 'verify-email')
  expect(second).not.toBe(first)
  expect(await verifyEmail(app, first)).toBe(false)
  world.advance(24 * 60 * 60_000)
  expect(await verifyEmail(app, second)).toBe(false)
})

it('lets a network make twenty accounts an hour', async () => {
  const client = { address: '198.18.0.1', device: null }
  for (let index = 0; index < 20; index++) {
    expect((await admit(app, registerLimits(client))).admitted).toBe(true)
  }
  const input = { businessName: 'Many', email: 'many@example.com', password: PASSWORD }
  expect(await register(app, input, client)).toBe(false)
})

it.each([
  { password: 'short', because: /at least 10/ },
  { password: 'aaaaaaaaaaaa', because: /different characters/ },
  { password: 'Person@Example.com', because: /other than your e-mail/ },
  { password: 'x1y2z3w4v5'.repeat(26), because: /at most 256/ },
])('refuses the password $password', ({ password, because }) => {
  const parsed = registerInput.safeParse({ businessName: 'Shop', email: 'person@example.com', password })
  expect(parsed.error?.issues[0]?.message).toMatch(because)
})

it('reads one mailbox as one person, however it is typed', () => {
  const parsed = registerInput.parse({ businessName: ' Shop ', email: ' A@Example.COM ', password: PASSWORD })
  expect(parsed).toMatchObject({ businessName: 'Shop', email: 'a@example.com' })
})
