import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createLimiter, type Limiter } from '@/lib/limits/limiter'
import type { LimitStore } from '@/lib/limits/port'
import { postgresStore } from '@/lib/limits/postgresStore'
import { redisStore } from '@/lib/limits/redisStore'
import { withFallback } from '@/lib/limits/fallbackStore'
import type { Rule } from '@/lib/limits/rule'
import { testDatabase } from '@/tests/support/database'
import { eventually, hasProgram } from './programs'
import { startRedis } from './redis'

const START = Date.UTC(2026, 0, 15, 10)
let subjects = 0
const nobody = () => `subject ${++subjects}`
const log = { info: () => {}, warn: () => {}, error: () => {} }

const SHORT: Rule = {
  name: 'short',
  tier: 'api-key',
  windows: [
    { seconds: 2, most: 6 },
    { seconds: 10, most: 15 },
  ],
  leaseMs: 0,
}

const { db } = await testDatabase()

/** Who comes when, at which of three instances, and whether they wait as they are told. */
const story = fc.array(
  fc.record({
    pause: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 300 }), fc.integer({ min: 300, max: 4000 })),
    instance: fc.nat(2),
    burst: fc.integer({ min: 1, max: 6 }),
  }),
  { minLength: 5, maxLength: 25 },
)

const isThere = hasProgram('redis-server')

describe.skipIf(!isThere)(`limits in Redis${isThere ? '' : ', without redis-server'}`, () => {
  let redis: Awaited<ReturnType<typeof startRedis>>
  let stores: LimitStore[] = []
  const opened = (): LimitStore => {
    const store = redisStore(redis.url)
    stores.push(store)
    return store
  }
  beforeAll(async () => {
    redis = await startRedis()
  })
  afterAll(async () => {
    for (const store of stores.splice(0)) await store.close?.()
    await redis?.stop()
  })

  it.each([0, 500])('say the same as PostgreSQL, request by request (leases of %i ms)', async (leaseMs) => {
    const rule = { ...SHORT, leaseMs }
    const connected = [opened(), opened(), opened()]
    await fc.assert(
      fc.asyncProperty(story, async (steps) => {
        const inRedis = connected.map((store) => createLimiter(store))
        const inPostgres = [0, 1, 2].map(() => createLimiter(postgresStore))
        const who = nobody()
        let now = START
        for (const { pause, instance, burst } of steps) {
          now += pause
          const ask = (limiters: Limiter[]) =>
            Promise.all(
              Array.from({ length: burst }, () =>
                (limiters[instance] as Limiter).take(db, [{ rule, who }], now),
              ),
            )
          expect(await ask(inRedis)).toEqual(await ask(inPostgres))
        }
      }),
      { numRuns: 20, seed: 9 },
    )
  })

  it('are exact when many come at once to each of four instances', async () => {
    const rule: Rule = { ...SHORT, windows: [{ seconds: 60, most: 90 }] }
    const who = nobody()
    const limiters = [1, 2, 3, 4].map(() => createLimiter(opened()))
    const all = await Promise.all(
      limiters.flatMap((limiter) =>
        Array.from({ length: 50 }, () => limiter.take(db, [{ rule, who }], START)),
      ),
    )
    expect(all.filter(({ admitted }) => admitted)).toHaveLength(90)
  })

  it('hold in PostgreSQL while Redis is away, and in Redis when it is back: twice a limit at most', async () => {
    const store = withFallback(opened(), postgresStore, log, { restsMs: 0 })
    const rule: Rule = { ...SHORT, windows: [{ seconds: 3600, most: 40 }], leaseMs: 5_000 }
    const who = nobody()
    const limiter = createLimiter(store)
    let now = START
    let admitted = 0
    const take = async (times: number) => {
      for (let time = 0; time < times; time += 1) {
        now += 700
        if ((await limiter.take(db, [{ rule, who }], now)).admitted) admitted += 1
      }
    }
    await take(30)
    expect(store.isAway()).toBe(false)
    await redis.goAway()
    await take(60)
    expect(store.isAway()).toBe(true)
    expect(admitted).toBeGreaterThan(40)
    expect(admitted).toBeLessThanOrEqual(80)
    await redis.comeBack()
    await eventually(async () => {
      await createLimiter(store).take(db, [{ rule, who: nobody() }], now)
      return !store.isAway()
    }, 'counting in Redis again')
    expect((await limiter.take(db, [{ rule, who: nobody() }], now)).admitted).toBe(true)
  })

  it('wait no longer for a Redis that hangs than they may', async () => {
    const hangs: LimitStore = { take: () => new Promise(() => {}) }
    const store = withFallback(hangs, postgresStore, log, { patienceMs: 20 })
    const rule: Rule = { ...SHORT, windows: [{ seconds: 60, most: 3 }] }
    const limiter = createLimiter(store)
    const who = nobody()
    const verdicts = []
    for (let time = 0; time < 5; time += 1) verdicts.push(await limiter.take(db, [{ rule, who }], START))
    expect(verdicts.map(({ admitted }) => admitted)).toEqual([true, true, true, false, false])
  })
})
