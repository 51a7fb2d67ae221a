import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { sql } from 'drizzle-orm'
import { afterAll, expect, it } from 'vitest'
import { bundleScript } from '@/tests/support/bundle'
import type { DispatchForever } from '@/tests/support/dispatchForever'
import { createOutbox, endpointFor, outboxOf } from '@/tests/support/outbox'
import { startSandbox } from '@/tests/support/sandbox'
import { ok, startReceiver } from '@/tests/support/webhookReceiver'

const world = await startSandbox()
const { ctx, actor, database } = world
const { dispatch } = createOutbox(ctx)
const script = await bundleScript('tests/support/dispatchForever.ts')
afterAll(() => script.remove())

/** The timeout of the endpoint, and the time that a dispatcher has to write down what came of it. */
const LOAN_SECONDS = 5 + 30

it('kill -9 between sending and writing it down: sent again with the same id and the same bytes', async () => {
  const receiver = await startReceiver(() => {})
  await endpointFor(ctx, actor, receiver.url)
  await world.invoice()
  const child = spawn(process.execPath, [script.file], { stdio: ['pipe', 'ignore', 'inherit'] })
  const ended = once(child, 'exit')

  await database.db.transaction(async (holder) => {
    // Nobody can write down what comes of the delivery while it is held here, and taking it comes before.
    const sent = new Promise<void>((resolve) => {
      receiver.answers(async (response, received, request) => {
        await holder.execute(sql`select from webhook_deliveries for update`)
        ok(response, received, request)
        resolve()
      })
    })
    const told: DispatchForever = { databaseUrl: database.url, now: ctx.clock.now().toISOString() }
    child.stdin.write(`${JSON.stringify(told)}\n`)
    await sent
    await expect.poll(waitingForLocks, { timeout: 20_000 }).toBeGreaterThan(0)
    child.kill('SIGKILL')
    const [, signal] = (await ended) as [number | null, string | null]
    expect(signal).toBe('SIGKILL')
  })

  expect((await outboxOf(ctx, actor))[0]).toMatchObject({ status: 'pending', attempts: 1 })
  receiver.answers(ok)
  await dispatch()
  expect(receiver.received).toHaveLength(1)
  world.advance(LOAN_SECONDS)
  await dispatch()
  const [first, second] = receiver.received
  expect(receiver.received).toHaveLength(2)
  expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id'])
  expect(second?.body).toBe(first?.body)
  expect((await outboxOf(ctx, actor))[0]).toMatchObject({ status: 'delivered', attempts: 2 })
})

async function waitingForLocks(): Promise<number> {
  const rows = await database.db.execute(
    sql`select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
  )
  return rows.length
}
