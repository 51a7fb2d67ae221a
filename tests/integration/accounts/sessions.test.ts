import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { accountTokens, memberships, merchants, users } from '@/db/schema'
import { appointOperator } from '@/lib/services/users/appointOperator'
import { changePassword, signOutEverywhere } from '@/lib/services/users/changePassword'
import { findSignedIn } from '@/lib/services/users/findSignedIn'
import { lookAtResetLink, mailReset, mayAskForReset, resetPassword } from '@/lib/services/users/resetPassword'
import { accountsWorld, HOME, PASSWORD } from './world'

const world = await accountsWorld()
const { app } = world

const claimsFor = world.claims

describe('a session', () => {
  it('ends everywhere when the password is changed, but where it was changed', async () => {
    const email = await world.person()
    const [here, elsewhere] = [await claimsFor(email), await claimsFor(email)]
    expect(await findSignedIn(app, here)).not.toBeNull()
    const input = { currentPassword: PASSWORD, password: 'a whole new password' }
    expect(await changePassword(app, here.userId, { ...input, currentPassword: 'wrong' })).toEqual({
      kind: 'refused',
    })
    const changed = await changePassword(app, here.userId, input)
    if (changed.kind !== 'changed') throw new Error(changed.kind)
    expect(await findSignedIn(app, elsewhere)).toBeNull()
    expect(await findSignedIn(app, here)).toBeNull()
    expect(await findSignedIn(app, changed.claims)).toMatchObject({ email })
  })

  it('ends when its person signs out everywhere', async () => {
    const claims = await claimsFor(await world.person())
    await signOutEverywhere(app, claims.userId)
    expect(await findSignedIn(app, claims)).toBeNull()
  })

  it('follows the role at once, and ends with the membership', async () => {
    const claims = await claimsFor(await world.person())
    const mine = eq(memberships.userId, claims.userId)
    await app.db.update(memberships).set({ role: 'viewer' }).where(mine)
    expect(await findSignedIn(app, claims)).toMatchObject({ role: 'viewer' })
    await app.db.delete(memberships).where(mine)
    expect(await findSignedIn(app, claims)).toBeNull()
  })

  it('is in test mode alone while the merchant is suspended', async () => {
    const email = await world.person()
    await app.db.update(users).set({ emailVerifiedAt: app.clock.now() }).where(eq(users.email, email))
    const claims = await claimsFor(email)
    expect(await findSignedIn(app, claims)).toMatchObject({ mayGoLive: true })
    await app.db.update(merchants).set({ status: 'suspended' }).where(eq(merchants.contactEmail, email))
    expect(await findSignedIn(app, claims)).toMatchObject({ mayGoLive: false })
  })
})

describe('a forgotten password (L3)', () => {
  it('is replaced once by a link, which ends every session and confirms the address', async () => {
    const email = await world.person()
    const before = await claimsFor(email)
    await mailReset(app, email)
    const token = await world.token(email, 'reset-password')
    expect(await lookAtResetLink(app, token)).toEqual({ unclaimed: false })
    const tries = await Promise.all(
      Array.from({ length: 3 }, (_, index) =>
        resetPassword(app, { token, password: `new password ${index}` }),
      ),
    )
    expect(tries.filter((told) => told === email)).toHaveLength(1)
    expect(await findSignedIn(app, before)).toBeNull()
    expect((await world.attempt(email)).kind).toBe('refused')
    const won = `new password ${tries.indexOf(email)}`
    expect((await world.attempt(email, won)).kind).toBe('signed_in')
    expect(await findSignedIn(app, await claimsFor(email))).toMatchObject({ emailVerified: true })
    await world.deliver()
    expect(world.mailbox.received.at(-1)?.text).toContain('Your password was changed')
  })

  it('has a link for an hour, and only the newest', async () => {
    const email = await world.person()
    await mailReset(app, email)
    const first = await world.token(email, 'reset-password')
    await mailReset(app, email)
    const second = await world.token(email, 'reset-password')
    expect(await resetPassword(app, { token: first, password: 'another password' })).toBeNull()
    world.advance(60 * 60_000)
    expect(await resetPassword(app, { token: second, password: 'another password' })).toBeNull()
  })

  it('is not to be had by the link of another purpose', async () => {
    const email = await world.person()
    const token = await world.token(email, 'verify-email')
    expect(await resetPassword(app, { token, password: 'another password' })).toBeNull()
  })

  it('keeps no link that opens anything in the database', async () => {
    const email = await world.person()
    await mailReset(app, email)
    const token = await world.token(email, 'reset-password')
    const rows = JSON.stringify(await app.db.select().from(accountTokens))
    expect(rows).not.toContain(token)
    expect(rows).not.toContain(Buffer.from(token, 'base64url').toString('hex'))
  })

  it('sends nobody without an account anything, and somebody at most five mails an hour', async () => {
    const before = world.mailbox.received.length
    await mailReset(app, 'nobody@example.com')
    await world.deliver()
    expect(world.mailbox.received).toHaveLength(before)
    world.advance(60 * 60_000)
    const email = await world.person()
    for (let index = 0; index < 10; index++) await mailReset(app, email)
    await world.deliver()
    const links = world.mailbox.received.filter(
      ({ to, text }) => to.includes(email) && text.includes('/reset-password'),
    )
    expect(links).toHaveLength(5)
  })

  it('can be asked for twenty times an hour from one network', async () => {
    const tries = []
    for (let index = 0; index < 21; index++) tries.push(await mayAskForReset(app, HOME))
    expect(tries.filter(Boolean)).toHaveLength(20)
  })
})

describe('an operator (L2)', () => {
  const operator = async (email: string) => (await findSignedIn(app, await claimsFor(email)))?.operator

  it('is a new person, who chooses a password by a link', async () => {
    const email = 'operator@example.com'
    const { link } = await appointOperator(app, { email: ' Operator@Example.com', businessName: 'Host' })
    expect(await operator(email)).toBe(true)
    expect((await world.attempt(email, 'none')).kind).toBe('refused')
    const token = new URL(link ?? '').searchParams.get('token') ?? ''
    expect(await resetPassword(app, { token, password: PASSWORD })).toBe(email)
    expect((await world.attempt(email)).kind).toBe('signed_in')
  })

  it('is a person who is there already, with the password they have', async () => {
    const email = await world.person()
    expect(await operator(email)).toBe(false)
    expect(await appointOperator(app, { email, businessName: 'Host' })).toMatchObject({ link: null })
    expect(await operator(email)).toBe(true)
    expect((await world.attempt(email)).kind).toBe('signed_in')
  })
})
