import { describe, expect, it } from 'vitest'
import { throttles } from '@/db/schema'
import { admit } from '@/lib/services/throttle/admit'
import { signInLimits } from '@/lib/services/users/limits'
import { createApp } from '@/lib/server/app'
import { accountsWorld, HOME, PASSWORD } from './world'

const world = await accountsWorld()
const { app } = world
const MINUTE = 60_000

/** Failed tries without the hashing, of which only the count is asked here. */
async function guess(times: number, email: string, address: string): Promise<boolean[]> {
  const admitted = []
  for (let index = 0; index < times; index++) {
    admitted.push((await admit(app, signInLimits(email, { address, device: null }))).admitted)
  }
  return admitted
}

describe('signing in', () => {
  it('answers alike for an account and for none, also when there were too many tries', async () => {
    const email = await world.person()
    for (const [index, who] of [email, 'nobody@example.com'].entries()) {
      const client = { address: `198.51.100.2${index}`, device: null }
      expect((await world.attempt(who, 'a guess', client)).kind).toBe('refused')
      expect(await guess(10, who, client.address)).toEqual([...Array.from({ length: 9 }, () => true), false])
      expect((await world.attempt(who, PASSWORD, client)).kind).toBe('wait')
    }
  })

  it('lets the window slide', async () => {
    const email = await world.person()
    const address = '198.51.100.30'
    await guess(5, email, address)
    world.advance(8 * MINUTE)
    expect((await guess(6, email, address)).at(-1)).toBe(false)
    // The first five are fifteen minutes old now, the later five are not.
    world.advance(7 * MINUTE)
    expect(await guess(6, email, address)).toEqual([true, true, true, true, true, false])
  })

  it('does not lock the owner out: another network has its own tries, a known browser always', async () => {
    const email = await world.person()
    const home = { address: '198.51.100.41', device: null }
    await guess(11, email, '198.51.100.40')
    expect((await world.attempt(email, PASSWORD, home)).kind).toBe('signed_in')
    for (let other = 0; other < 5; other++) await guess(10, `other${other}@example.com`, home.address)
    for (let net = 0; net < 10; net++) await guess(10, email, `198.18.1.${net}`)
    expect((await world.attempt(email, PASSWORD, home)).kind).toBe('wait')
    expect((await world.attempt(email, PASSWORD, { ...home, device: 'mine' })).kind).toBe('signed_in')
  })

  it('does not count what succeeds', async () => {
    const email = await world.person()
    await guess(9, email, HOME.address)
    for (let index = 0; index < 3; index++) expect((await world.attempt(email)).kind).toBe('signed_in')
    expect(await guess(2, email, HOME.address)).toEqual([true, false])
  })
})

it('counts together over instances: fifty at once take ten places', async () => {
  const other = { ...createApp(app.env), clock: app.clock }
  const limit = { what: 'test', who: 'somebody', limit: 10, withinMs: MINUTE }
  const tries = await Promise.all(
    Array.from({ length: 50 }, (_, index) => admit(index % 2 ? app : other, [limit])),
  )
  expect(tries.filter(({ admitted }) => admitted)).toHaveLength(10)
  await tries.find(({ admitted }) => admitted)?.takeBack()
  expect((await admit(app, [limit])).admitted).toBe(true)
  expect((await admit(app, [limit])).admitted).toBe(false)
  await other.pool.close()
})

it('keeps no address and no e-mail in what it counts', async () => {
  const rows = JSON.stringify(await app.db.select().from(throttles))
  expect(rows).not.toMatch(/example\.com|198\.51/)
})
