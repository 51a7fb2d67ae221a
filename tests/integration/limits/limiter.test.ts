import { like } from 'drizzle-orm'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rateLimits } from '@/db/schema'
import { deleteExpiredLimits } from '@/db/queries/limits'
import { createLimiter, type Limiter } from '@/lib/limits/limiter'
import type { LimitStore } from '@/lib/limits/port'
import { postgresStore } from '@/lib/limits/postgresStore'
import type { Rule } from '@/lib/limits/rule'
import { ADDRESS_RULE, KEY_RULES } from '@/lib/limits/rules'
import { testDatabase } from '@/tests/support/database'

const { db } = await testDatabase()
const START = Date.UTC(2026, 0, 15, 10)
let subjects = 0
const nobody = () => `subject ${++subjects}`

const SHORT = {
  name: 'short',
  tier: 'api-key',
  windows: [
    { seconds: 2, most: 6 },
    { seconds: 10, most: 15 },
  ],
} as const

describe('whatever comes when, at whichever of three instances', () => {
  const step = fc.record({
    pause: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 300 }), fc.integer({ min: 300, max: 4000 })),
    instance: fc.nat(2),
    burst: fc.integer({ min: 1, max: 6 }),
    waits: fc.boolean(),
  })
  const story = fc.array(step, { minLength: 5, maxLength: 25 })

  it.each([0, 500])(
    'no window ever holds more than it may, and who waits as told gets through (leases of %i ms)',
    async (leaseMs) => {
      const rule: Rule = { ...SHORT, leaseMs }
      await fc.assert(
        fc.asyncProperty(story, async (steps) => {
          const instances = [0, 1, 2].map(() => createLimiter(postgresStore))
          const who = nobody()
          const admitted: number[] = []
          let now = START
          const take = async (instance: number) => {
            const verdict = await (instances[instance] as Limiter).take(db, [{ rule, who }], now)
            if (verdict.admitted) admitted.push(now)
            return verdict
          }
          for (const { pause, instance, burst, waits } of steps) {
            now += pause
            const verdicts = await Promise.all(Array.from({ length: burst }, () => take(instance)))
            const refused = verdicts.find((verdict) => !verdict.admitted)
            if (!refused || !waits) continue
            expect(refused.freeAt).toBeGreaterThan(now)
            now = refused.freeAt
            expect((await take((instance + 1) % 3)).admitted).toBe(true)
          }
          for (const { seconds, most } of rule.windows) {
            for (const from of admitted) {
              const inside = admitted.filter((at) => at >= from && at < from + seconds * 1000)
              expect(inside.length).toBeLessThanOrEqual(most)
            }
          }
        }),
        { numRuns: 25, seed: 4 },
      )
    },
    60_000,
  )

  it('one instance alone admits exactly as many as there are, leased or not', async () => {
    for (const leaseMs of [0, 500]) {
      const limiter = createLimiter(postgresStore)
      const demand = { rule: { ...KEY_RULES.key_management, leaseMs }, who: nobody() }
      const verdicts = []
      for (let i = 0; i < 55; i++) verdicts.push(await limiter.take(db, [demand], START + i * 137))
      expect(verdicts.map(({ admitted }) => admitted)).toEqual(verdicts.map((_, index) => index < 50))
      expect(verdicts.slice(0, 3).map(({ remaining }) => remaining)).toEqual([49, 48, 47])
    }
  })
})

describe('the address tier', () => {
  it('refuses the 201st request in 60 seconds, and the 501st in 300', async () => {
    const limiter = createLimiter(postgresStore)
    const demand = { rule: ADDRESS_RULE, who: nobody() }
    const send = async (count: number, from: number) => {
      const all = await Promise.all(Array.from({ length: count }, () => limiter.take(db, [demand], from)))
      return all.filter(({ admitted }) => admitted).length
    }
    expect(await send(200, START)).toBe(200)
    expect(await send(5, START + 59_999)).toBe(0)
    expect(await send(200, START + 60_000)).toBe(200)
    expect(await send(150, START + 120_000)).toBe(100)
    expect(await send(1, START + 299_999)).toBe(0)
    expect(await send(201, START + 300_000)).toBe(200)
  })

  it('admits no more when fifty come at once to each of four instances', async () => {
    const instances = [1, 2, 3, 4].map(() => createLimiter(postgresStore))
    const demand = { rule: { ...ADDRESS_RULE, windows: [{ seconds: 60, most: 90 }] } as Rule, who: nobody() }
    const all = await Promise.all(
      instances.flatMap((limiter) => Array.from({ length: 50 }, () => limiter.take(db, [demand], START))),
    )
    expect(all.filter(({ admitted }) => admitted)).toHaveLength(90)
  })
})

describe('what it costs', () => {
  function counted(): { store: LimitStore; calls: () => number } {
    let calls = 0
    return {
      calls: () => calls,
      store: {
        take(...asked) {
          calls += 1
          return postgresStore.take(...asked)
        },
      },
    }
  }

  it('a busy key asks the database seldom, a refused address not at all, and both together once', async () => {
    const { store, calls } = counted()
    const limiter = createLimiter(store)
    const busy = { rule: KEY_RULES.status_checks, who: nobody() }
    for (let i = 0; i < 1000; i++) await limiter.take(db, [busy], START)
    expect(calls()).toBeLessThan(20)

    const before = calls()
    const address = { rule: { ...ADDRESS_RULE, windows: [{ seconds: 60, most: 1 }] } as Rule, who: nobody() }
    for (let i = 0; i < 100; i++) await limiter.take(db, [address], START + i)
    expect(calls() - before).toBe(2)

    const again = calls()
    const demands = [SHORT, ADDRESS_RULE].map((rule) => ({
      rule: { ...rule, leaseMs: 0 } as Rule,
      who: nobody(),
    }))
    await limiter.take(db, demands, START)
    expect(calls() - again).toBe(1)
  })

  it('keeps a row small however large the limit is', async () => {
    const limiter = createLimiter(postgresStore)
    const windows: Rule['windows'] = [{ seconds: 60, most: 100_000 }]
    const demand = { rule: { ...ADDRESS_RULE, windows }, who: nobody() }
    for (let i = 0; i < 60; i++) await limiter.take(db, [demand], START + i * 10)
    const [row] = await db
      .select()
      .from(rateLimits)
      .where(like(rateLimits.subject, `%${demand.who}`))
    expect(row?.ends.length).toBeLessThan(6)
    expect(row?.counts.reduce((sum, count) => sum + count, 0)).toBe(60)
  })

  it('forgets rows of no use, and only these', async () => {
    await db.delete(rateLimits)
    const limiter = createLimiter(postgresStore)
    await limiter.take(db, [{ rule: KEY_RULES.lists, who: nobody() }], START)
    await deleteExpiredLimits(db, new Date(START + 3_600_000))
    expect(await db.select().from(rateLimits)).toHaveLength(1)
    await deleteExpiredLimits(db, new Date(START + 3_600_000 + 45 * 60_000))
    expect(await db.select().from(rateLimits)).toHaveLength(0)
  })

  it('fails with the database, and works again after it', async () => {
    const { store } = counted()
    let broken = true
    const limiter = createLimiter({
      take: (...asked) => (broken ? Promise.reject(new Error('away')) : store.take(...asked)),
    })
    const demand = { rule: ADDRESS_RULE, who: nobody() }
    await expect(limiter.take(db, [demand], START)).rejects.toThrow('away')
    broken = false
    expect((await limiter.take(db, [demand], START)).admitted).toBe(true)
  })
})
