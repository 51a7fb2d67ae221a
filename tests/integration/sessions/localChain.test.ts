import { asc, eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { depositAddresses, sessionEvents } from '@/db/schema'
import { presentSession } from '@/lib/http/sessions/presentSession'
import { checkNow } from '@/lib/services/invoices/checkNow'
import { createLink } from '@/lib/services/links/createLink'
import { createSession } from '@/lib/services/sessions/createSession'
import { getSession } from '@/lib/services/sessions/getSession'
import type { SessionInput } from '@/lib/services/sessions/input'
import { linkInput, sessionInput } from '@/tests/support/links'
import { startWorld, type World } from '@/tests/support/world'

let world: World
beforeAll(async () => {
  world = await startWorld()
})

const start = async (change: Partial<SessionInput> = {}) =>
  presentSession(await createSession(world.ctx, world.actor, sessionInput(change)), world.ctx.policy)
const read = async (id: string) =>
  presentSession(await getSession(world.ctx, world.actor, id), world.ctx.policy)
const told = async (id: string) =>
  (
    await world.ctx.db
      .select()
      .from(sessionEvents)
      .where(eq(sessionEvents.sessionId, id))
      .orderBy(asc(sessionEvents.seq))
  ).map(({ type }) => type)

describe('a live session on a real chain', () => {
  it('is paid in ether, and swept to the treasury like every invoice', async () => {
    const session = await start()
    expect(session).toMatchObject({ chainId: 31_337, amount: { wei: '8245000000000000' }, status: 'pending' })
    const txHash = await world.pay(session.address, session.amount?.eth ?? '', 'ETH')
    await world.reconcile()
    expect(await read(session.id)).toMatchObject({ status: 'detected', txHash })
    await world.mine(2)
    await world.reconcileAndSweep()
    expect(await read(session.id)).toMatchObject({ status: 'paid', txHash })
    expect(await told(session.id)).toEqual(['session.created', 'session.detected', 'session.paid'])
    await world.mine(3)
    await world.reconcileAndSweep()
    const left = await world.anvil.getBalance({ address: session.address as `0x${string}` })
    expect(left).toBe(0n)
  })

  it('takes another method at the same address, and adds up what comes in both', async () => {
    const session = await start()
    const half = { wei: '4122500000000000', eth: '0.0041225' }
    await world.pay(session.address, half.eth, 'ETH')
    await world.reconcile()
    expect(await read(session.id)).toMatchObject({ status: 'underpaid' })
    await world.pay(session.address, '8.245', 'USDC')
    await world.mine(3)
    await world.reconcile()
    expect(await read(session.id)).toMatchObject({ status: 'paid' })
  })

  it('within ten minutes after its end late money pays it by itself; later it does not', async () => {
    const [inGrace, after] = [await start(), await start()]
    await world.wait(6 * 60)
    await world.reconcile()
    expect((await read(inGrace.id)).status).toBe('expired')
    await world.pay(inGrace.address, '0.008245', 'ETH')
    await world.mine(3)
    await world.reconcile()
    expect((await read(inGrace.id)).status).toBe('paid_late')
    await world.wait(10 * 60)
    await world.pay(after.address, '0.008245', 'ETH')
    await world.mine(3)
    await world.reconcile()
    expect((await read(after.id)).status).toBe('expired')
  })
})

describe('a look at once', () => {
  it('finds money that no run has seen yet, and only now and then', async () => {
    const session = await start()
    await world.pay(session.address, '0.008245', 'ETH')
    expect(await checkNow(world.ctx, session.invoiceId, '192.0.2.1')).toBe(true)
    expect((await read(session.id)).status).toBe('detected')
    expect(await checkNow(world.ctx, session.invoiceId, '192.0.2.1')).toBe(true)
    expect(await checkNow(world.ctx, session.invoiceId, '192.0.2.1')).toBe(false)
    await expect(checkNow(world.ctx, 'inv_nothing', null)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('watches an address closely again that had grown cold, and no shorter than before', async () => {
    const session = await start()
    const until = async () =>
      (
        await world.ctx.db
          .select()
          .from(depositAddresses)
          .where(eq(depositAddresses.invoiceId, session.invoiceId))
      )[0]?.hotUntil.getTime() ?? 0
    const before = await until()
    await checkNow(world.ctx, session.invoiceId, null)
    expect(await until()).toBe(before)
    await world.wait(2 * 86_400)
    await checkNow(world.ctx, session.invoiceId, null)
    expect(await until()).toBeGreaterThan(world.ctx.clock.now().getTime())
  })
})

it('a use is held until every network has proven that no money came in time', async () => {
  const link = await createLink(world.ctx, world.actor, linkInput({ maxUses: 1 }))
  const session = await start({ linkId: link.id })
  const again = () => start({ linkId: link.id })
  await world.wait(16 * 60)
  // The clock is past the grace, and the chain has not been read since.
  await expect(again()).rejects.toMatchObject({ code: 'LINK_CLOSED' })
  await world.reconcile()
  expect((await read(session.id)).status).toBe('expired')
  expect((await again()).status).toBe('pending')
})
