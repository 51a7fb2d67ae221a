import { describe, expect, it } from 'vitest'
import { deviceOf, newDevice } from './device'
import { claimsOf, openSession, sealSession, sessionCookie, SESSION_SECONDS, tokenOf } from './sessionToken'

const [old, current] = ['old', 'new'].map((id) => ({ id, key: Buffer.from(id.padEnd(32, '.')) }))
if (!old || !current) throw new Error('two keys')
const now = new Date('2026-01-15T10:00:00Z')
const claims = { userId: 'usr_1', version: 3, signedInAt: now }

describe('a session token', () => {
  it('is opened by any key of the ring, and by no other', async () => {
    const token = await sealSession(tokenOf(claims), [old])
    expect(claimsOf(await openSession(token, [current, old]), now)).toEqual(claims)
    expect(await openSession(token, [current])).toBeNull()
    expect(token).not.toContain('usr_1')
  })

  it('is nothing when it was changed, is no token, or holds something else', async () => {
    const token = await sealSession(tokenOf(claims), [current])
    expect(await openSession(`${token.slice(0, -4)}AAAA`, [current])).toBeNull()
    expect(await openSession('nonsense', [current])).toBeNull()
    expect(await openSession(undefined, [current])).toBeNull()
    const other = await sealSession({ sub: 'usr_1' }, [current])
    expect(claimsOf(await openSession(other, [current]), now)).toBeNull()
  })

  it('ends a week after signing in', () => {
    const at = (seconds: number) => new Date(now.getTime() + seconds * 1000)
    expect(claimsOf(tokenOf(claims), at(SESSION_SECONDS - 1))).toEqual(claims)
    expect(claimsOf(tokenOf(claims), at(SESSION_SECONDS))).toBeNull()
  })

  it('lies in a cookie that scripts cannot read, bound to the host on HTTPS', () => {
    const { name, options } = sessionCookie('https://pay.example')
    expect(name).toBe('__Host-next-auth.session-token')
    expect(options).toEqual({ httpOnly: true, sameSite: 'lax', path: '/', secure: true })
    expect(sessionCookie('http://127.0.0.1:3000').options.secure).toBe(false)
  })
})

describe('a browser that signed in before', () => {
  it('is known for that address alone', () => {
    const cookie = newDevice('a@example.com', [old])
    const id = deviceOf(cookie, 'a@example.com', [current, old])
    expect(id).toBe(cookie.split('.')[0])
    expect(deviceOf(cookie, 'b@example.com', [old])).toBeNull()
    expect(deviceOf(cookie, 'a@example.com', [current])).toBeNull()
    expect(deviceOf(`x${cookie}`, 'a@example.com', [old])).toBeNull()
    for (const none of [undefined, '', '.', 'abc']) expect(deviceOf(none, 'a@example.com', [old])).toBeNull()
  })
})
