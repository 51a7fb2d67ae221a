import { beforeEach, describe, expect, it } from 'vitest'
import { createKeyHasher } from '@/lib/auth/keyHasher'
import { recognizeApiKey } from '@/lib/services/apiKeys/recognizeApiKey'
import { openAccount, type OpenedAccount } from '@/lib/services/merchants/openAccount'
import { lookAtResetLink, mailReset, resetPassword } from '@/lib/services/users/resetPassword'
import { accountsWorld } from './world'

const world = await accountsWorld()
const { app } = world
const hasher = createKeyHasher(app.env.apiKeyPeppers)
const FROM = { ipAddress: null, userAgent: null, requestId: null }
const PLANS = { open: true, plans: ['basic'], fee: { minBps: 100, maxBps: 100 } } as const
const password = 'a whole new password'

describe('an account that was registered over the API', () => {
  let opened: OpenedAccount
  let email: string
  let token: string
  let accounts = 0
  const works = async ({ key }: { key: string }) => (await recognizeApiKey(app, key, hasher)) !== null

  beforeEach(async () => {
    email = `claimed${++accounts}@example.com`
    const input = { businessName: 'Acme', contactEmail: email, planType: null, feeBps: null, settings: {} }
    opened = await openAccount(app, input, PLANS, hasher, FROM)
    await mailReset(app, email)
    token = await world.token(email, 'reset-password')
  })

  it('is claimed by whoever has the mailbox: the keys of who registered it end', async () => {
    expect(await lookAtResetLink(app, token)).toEqual({ unclaimed: true })
    expect(await works(opened.liveKey)).toBe(true)
    expect(await resetPassword(app, { token, password })).toBe(email)
    expect([await works(opened.liveKey), await works(opened.testKey)]).toEqual([false, false])
  })

  it('keeps its keys for an owner who says that it was them', async () => {
    await resetPassword(app, { token, password, keepKeys: true })
    expect([await works(opened.liveKey), await works(opened.testKey)]).toEqual([true, true])
  })

  it('is claimed once: a later new password ends no key', async () => {
    await resetPassword(app, { token, password, keepKeys: true })
    await mailReset(app, email)
    const again = await world.token(email, 'reset-password')
    expect(await lookAtResetLink(app, again)).toEqual({ unclaimed: false })
    await resetPassword(app, { token: again, password: 'and another one' })
    expect(await works(opened.liveKey)).toBe(true)
  })
})
