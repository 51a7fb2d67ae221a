import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { mails, memberships, users, webhookAttempts, webhookDeliveries } from '@/db/schema'
import { needsAttention } from '@/lib/services/dashboard/needsAttention'
import { claimDeliveries } from '@/db/queries/webhookDispatch'
import { changeEndpoint } from '@/lib/services/webhooks/changeEndpoint'
import { forgetDelivered } from '@/lib/services/webhooks/forgetDelivered'
import { getEndpoint } from '@/lib/services/webhooks/getEndpoint'
import { recordTries } from '@/lib/services/webhooks/recordTries'
import type { Actor } from '@/lib/services/context'
import { createOutbox, endpointFor, outboxOf, statusesOf } from '@/tests/support/outbox'
import { startSandbox } from '@/tests/support/sandbox'
import { answering, ok, startReceiver } from '@/tests/support/webhookReceiver'

const world = await startSandbox()
const { ctx } = world
const { dispatch } = createOutbox(ctx)
const HOUR = 3600
const ROOM = {
  free: 10,
  freeForFailing: 10,
  perReceiver: 10,
  perFailing: 1,
  perMerchant: 10,
  running: new Map(),
  runningFor: new Map(),
}

async function hours(count: number): Promise<void> {
  for (let hour = 0; hour < count; hour += 1) {
    await dispatch()
    world.advance(HOUR)
  }
}

async function mailsTo(address: string) {
  const rows = await ctx.db.select().from(mails)
  const sent = rows.map(
    ({ id, sealed }) =>
      JSON.parse(ctx.secrets.open(sealed, 'mails.sealed', id)) as { to: string; text: string },
  )
  return sent.filter(({ to }) => to === address)
}

async function person(actor: Actor, email: string, role: 'developer' | 'viewer', verified: boolean) {
  const at = ctx.clock.now()
  const id = `usr_${email}`
  await ctx.db
    .insert(users)
    .values({ id, email, passwordHash: 'none', emailVerifiedAt: verified ? at : null, createdAt: at })
  await ctx.db
    .insert(memberships)
    .values({ id: `mem_${email}`, merchantId: actor.merchantId, userId: id, role, createdAt: at })
}

it('an endpoint that fails for a week is disabled, said so, and gets everything when it is enabled again', async () => {
  const actor = await world.register('failing@example.com')
  await person(actor, 'developer@example.com', 'developer', true)
  await person(actor, 'unconfirmed@example.com', 'developer', false)
  await person(actor, 'viewer@example.com', 'viewer', true)
  const receiver = await startReceiver(answering(500))
  const { view } = await endpointFor(ctx, actor, receiver.url)
  const read = () => getEndpoint(ctx, actor, view.endpoint.id)
  await world.invoiceOf(actor)
  await world.invoiceOf(actor)
  expect((await needsAttention(ctx, actor)).webhooks).toMatchObject({ failing: [], closed: [] })

  await hours(7 * 24)
  expect((await read()).endpoint).toMatchObject({ enabled: true, disabledReason: null })
  expect((await needsAttention(ctx, actor)).webhooks).toMatchObject({
    failing: [{ id: view.endpoint.id }],
    closed: [],
  })
  await hours(36)
  expect(await read()).toMatchObject({
    endpoint: { enabled: false, disabledReason: 'failing', disabledAt: expect.any(Date) },
    failingSince: expect.any(Date),
  })
  expect((await needsAttention(ctx, actor)).webhooks).toMatchObject({
    failing: [],
    closed: [{ id: view.endpoint.id, reason: 'failing' }],
  })
  const told = await mailsTo('developer@example.com')
  expect(told).toHaveLength(1)
  expect(told[0]?.text).toContain(receiver.url)
  for (const other of ['unconfirmed@example.com', 'viewer@example.com', 'failing@example.com']) {
    expect(await mailsTo(other)).toEqual([])
  }

  // Nothing more is sent, not even to see whether it is back.
  const tries = receiver.received.length
  receiver.answers(ok)
  await hours(72)
  expect(receiver.received).toHaveLength(tries)
  expect(await statusesOf(ctx, actor)).toEqual({ parked: 2 })

  await changeEndpoint(ctx, actor, view.endpoint.id, { enabled: true })
  await dispatch()
  expect(await statusesOf(ctx, actor)).toEqual({ delivered: 2 })
  expect((await needsAttention(ctx, actor)).webhooks).toMatchObject({ failing: [], closed: [] })
  expect(await mailsTo('developer@example.com')).toHaveLength(1)
})

it('one that takes something now and then is not; one that failed once and was sent nothing since is not either', async () => {
  const actor = await world.register('flaky@example.com')
  const receiver = await startReceiver(answering(500))
  const { view } = await endpointFor(ctx, actor, receiver.url)
  for (let day = 0; day < 10; day += 1) {
    receiver.answers(day % 6 === 5 ? ok : answering(500))
    await world.invoiceOf(actor)
    await hours(24)
  }
  expect((await getEndpoint(ctx, actor, view.endpoint.id)).endpoint.enabled).toBe(true)

  const quiet = await world.register('quiet@example.com')
  const { view: other } = await endpointFor(ctx, quiet, receiver.url)
  receiver.answers(answering(500))
  await world.invoiceOf(quiet)
  await dispatch()
  // The server itself was off.
  world.advance(30 * 24 * HOUR)
  await dispatch()
  expect((await getEndpoint(ctx, quiet, other.endpoint.id)).endpoint.enabled).toBe(true)
})

it('says 410: its merchant is told at once, by the contact where nobody has confirmed an address', async () => {
  const actor = await world.register('gone@example.com')
  const receiver = await startReceiver(answering(410))
  await endpointFor(ctx, actor, receiver.url)
  await world.invoiceOf(actor)
  await dispatch()
  await dispatch()
  const told = await mailsTo('gone@example.com')
  expect(told).toHaveLength(1)
  expect(told[0]?.text).toContain('410')
})

it('what was delivered is forgotten after 30 days, with its tries; what still waits is not', async () => {
  const actor = await world.register('old@example.com')
  const fine = await startReceiver()
  await endpointFor(ctx, actor, fine.url)
  await world.invoiceOf(actor)
  await dispatch()
  const { view: down } = await endpointFor(ctx, actor, (await startReceiver(answering(410))).url)
  await world.invoiceOf(actor)
  await dispatch()
  const [first] = await outboxOf(ctx, actor, { status: 'delivered' })
  world.advance(30 * 24 * HOUR)
  await forgetDelivered(ctx)
  expect(await statusesOf(ctx, actor)).toEqual({ delivered: 2, parked: 1 })
  world.advance(1)
  await forgetDelivered(ctx)
  expect(await statusesOf(ctx, actor)).toEqual({ parked: 1 })
  const [left] = await outboxOf(ctx, actor)
  expect(left?.endpointId).toBe(down.endpoint.id)
  const tries = await ctx.db
    .select()
    .from(webhookAttempts)
    .where(eq(webhookAttempts.deliveryId, first?.id ?? ''))
  expect(tries).toEqual([])
  expect(await ctx.db.$count(webhookDeliveries, eq(webhookDeliveries.merchantId, actor.merchantId))).toBe(1)
})

it('what was taken while it was disabled, and is written down after it is enabled, is sent too', async () => {
  const actor = await world.register('between@example.com')
  const receiver = await startReceiver()
  const { view } = await endpointFor(ctx, actor, receiver.url)
  await world.invoiceOf(actor)
  await changeEndpoint(ctx, actor, view.endpoint.id, { enabled: false })
  const now = ctx.clock.now()
  const claimed = await claimDeliveries(ctx.db, now, ROOM, { defaultSeconds: 30, slackSeconds: 30 })
  const taken = claimed.filter(({ receiver: of }) => of === view.endpoint.id)
  expect(taken).toMatchObject([{ isEnabled: false }])

  await changeEndpoint(ctx, actor, view.endpoint.id, { enabled: true })
  const unsent = { startedAt: now, endedAt: now, outcome: null, cutOff: false }
  await recordTries(
    ctx,
    taken.map((delivery) => ({ delivery, ...unsent })),
    () => 0,
  )
  await dispatch()
  expect(receiver.types()).toEqual(['invoice.created'])
})
