import { eq, like, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { events, payments, rateLimits, sweeps } from '@/db/schema'
import type { CreatedInvoice } from '@/sdk/src/index'
import { accounts } from '@/scripts/local/accounts'
import { listenTo } from '@/tests/support/eventStream'
import { startReceiver } from '@/tests/support/webhookReceiver'
import { newInvoice, startFleet, type Fleet } from './fleet'
import { eventually, hasProgram } from './programs'
import { startRedis } from './redis'

/** A limit that is exact to the request, an hour long: how slow this machine is does not matter. */
const KEYS_AN_HOUR = 50

type FollowedEvent = { event: string }

/** What three instances behind nginx on one PostgreSQL promise, with limits counted there or in Redis. */
export function describeThreeInstances(name: string, programs: readonly string[]): void {
  const missing = programs.filter((program) => !hasProgram(program))
  const because = missing.length > 0 ? `, without ${missing.join(' and ')}` : ''
  describe.skipIf(missing.length > 0)(`three instances behind nginx, limits in ${name}${because}`, () => {
    let fleet: Fleet
    let redis: Awaited<ReturnType<typeof startRedis>> | null = null
    let receiver: Awaited<ReturnType<typeof startReceiver>>
    beforeAll(async () => {
      redis = programs.includes('redis-server') ? await startRedis() : null
      receiver = await startReceiver()
      fleet = await startFleet({ redisUrl: redis?.url })
    })
    afterAll(async () => {
      await fleet?.stop()
      await redis?.stop()
    })

    /** How many of 75 requests with a new key, the same number at each instance, got through. */
    async function manyRequests(): Promise<{ admitted: number; refused: number }> {
      const authorization = `Bearer ${await fleet.keyOf('sk_test')}`
      const answers = await Promise.all(
        fleet.machines.flatMap(({ url }) =>
          Array.from({ length: KEYS_AN_HOUR / 2 }, () =>
            fetch(`${url}/api/v1/api-keys`, { headers: { authorization } }),
          ),
        ),
      )
      const statuses = await Promise.all(
        answers.map(async (answer) => {
          await answer.arrayBuffer()
          return answer.status
        }),
      )
      return {
        admitted: statuses.filter((status) => status === 200).length,
        refused: statuses.filter((status) => status === 429).length,
      }
    }
    const counted = async () =>
      (await fleet.app.db.select().from(rateLimits).where(like(rateLimits.subject, 'key_management:%')))
        .length

    it('streams at every instance follow an invoice that is paid through another', async () => {
      const shop = await fleet.shop('sk_test')
      const { id } = await shop.invoices.create(newInvoice('followed'))
      const places = [...fleet.machines.map(({ url }) => url), fleet.url]
      const streams = await Promise.all(
        places.map((url) => listenTo(url, `/api/v1/public/invoice/${id}/events`)),
      )
      expect(streams.map(({ status }) => status)).toEqual([200, 200, 200, 200])
      await shop.testMode.payInvoice(id, { kind: 'exact' })
      await Promise.all(streams.map(({ ended }) => ended))
      const [first, ...others] = streams.map(({ messages }) =>
        messages.filter((message) => message.id !== null),
      )
      expect(first?.at(-1)?.data).toMatchObject({ event: 'invoice.paid' })
      for (const other of others) expect(other).toEqual(first)
    })

    it('a limit is one limit, whichever instance is asked', async () => {
      expect(await manyRequests()).toEqual({ admitted: KEYS_AN_HOUR, refused: KEYS_AN_HOUR / 2 })
      expect(await counted()).toBe(redis ? 0 : 1)
    })

    it('jobs run once: each payment is credited, told and swept once', async () => {
      const shop = await fleet.shop('sk_live')
      const before = await fleet.balance(accounts.treasury.address)
      const made: CreatedInvoice[] = []
      for (let number = 0; number < 5; number += 1)
        made.push(await shop.invoices.create(newInvoice(`once ${number}`, receiver.url)))
      for (const { address } of made) await fleet.pay(address, '16.49')
      for (const { id } of made)
        expect(await shop.invoices.waitForPayment(id, { timeout: 90_000 })).toMatchObject({ status: 'paid' })

      await eventually(async () => {
        const left = await Promise.all(made.map(({ address }) => fleet.balance(address)))
        return left.every((amount) => amount === 0n)
      }, 'sweeping every deposit')
      const fee = 164_900n
      expect((await fleet.balance(accounts.treasury.address)) - before).toBe(5n * (16_490_000n - fee))
      expect(await fleet.app.db.select().from(payments)).toHaveLength(5 + 1)
      await eventually(
        async () => (await fleet.app.db.select().from(sweeps).where(eq(sweeps.status, 'sent'))).length === 0,
        'booking the sweeps',
      )

      const stored = await fleet.app.db
        .select({ seq: events.seq, id: events.invoiceId })
        .from(events)
        .groupBy(events.invoiceId, events.seq)
        .having(sql`count(*) > 1`)
      expect(stored).toEqual([])
      const paid = () => receiver.received.filter(({ json }) => json.type === 'invoice.paid')
      await eventually(() => paid().length >= made.length, 'telling the merchant')
      const told = receiver.received.map(({ headers }) => headers['webhook-id'])
      expect(new Set(told).size).toBe(told.length)
      expect(paid()).toHaveLength(made.length)
      for (const text of await fleet.metrics()) {
        expect(text).toMatch(/^checkout_gas_key_balance\{network="local"\} \d+\.\d+$/m)
        expect(text).toMatch(/^checkout_job_duration_seconds_count\{job="reconcile",outcome="done"\} \d+$/m)
      }
    })

    it('one instance is killed, comes back, and another is upgraded: nobody notices', async () => {
      const shop = await fleet.shop('sk_live')
      const { id, address } = await shop.invoices.create(newInvoice('through all of it'))
      const seen = Array.from({ length: 6 }, (): FollowedEvent[] => [])
      const followers = seen.map(async (told) => {
        for await (const message of shop.publicInvoices.events(id)) told.push(message)
      })
      await eventually(() => seen.every((told) => told.length > 0), 'the first message of every stream')

      let over = false
      const made: string[] = []
      const customers = Array.from({ length: 4 }, async (_, customer) => {
        while (!over) {
          const invoice = await shop.invoices.create(newInvoice(`customer ${customer}, ${made.length}`))
          expect(await shop.invoices.retrieve(invoice.id)).toMatchObject({
            id: invoice.id,
            status: 'pending',
          })
          made.push(invoice.id)
        }
      })
      const more = async () => {
        const before = made.length
        await Promise.race([
          eventually(() => made.length >= before + 8, 'making invoices'),
          Promise.all(customers),
        ])
      }
      await more()
      await fleet.machines[0]?.kill()
      await more()
      await fleet.pay(address, '16.49')
      await fleet.startAgain(0)
      expect(await fleet.machines[1]?.stop()).toBe(0)
      await more()
      expect(await shop.invoices.waitForPayment(id, { timeout: 90_000 })).toMatchObject({ status: 'paid' })
      over = true
      await Promise.all([...customers, ...followers])
      for (const told of seen) {
        const [first] = seen
        expect(told.filter(({ event }) => event !== 'payment.confirming')).toEqual(
          first?.filter(({ event }) => event !== 'payment.confirming'),
        )
        expect(told.at(-1)).toMatchObject({ event: 'invoice.paid' })
      }
      expect(new Set(made).size).toBe(made.length)
    })

    if (!programs.includes('redis-server')) return
    it('Redis goes away: limits hold in PostgreSQL', async () => {
      await fleet.startAgain(1)
      await redis?.goAway()
      expect(await manyRequests()).toEqual({ admitted: KEYS_AN_HOUR, refused: KEYS_AN_HOUR / 2 })
      expect(await counted()).toBe(1)
      for (const { lines } of fleet.machines)
        expect(lines.some(({ msg }) => msg.includes('because Redis does not answer'))).toBe(true)
    })
  })
}
