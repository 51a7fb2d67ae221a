import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { ledgerOf } from '@/db/queries/settlements'
import { openScreening } from '@/lib/server/screening'
import { instanceHealth } from '@/lib/services/health'
import { resolveException } from '@/lib/services/invoices/resolveException'
import { prepareRefund } from '@/lib/services/refunds/prepareRefund'
import { releaseHeld } from '@/lib/services/screening/releaseHeld'
import { accounts } from '@/scripts/local/accounts'
import { payInternally } from '@/tests/support/internalTransfer'
import { customerAddress, refunding } from '@/tests/support/refunds'
import { listOfText, oracleOn, type Adapter } from '@/tests/support/screening'
import { startWorld } from '@/tests/support/world'

const world = await startWorld()
const PAYER = accounts.payer.address
const owner = { ...world.actor, label: 'user:usr_1', role: 'owner' as const }

const rows: [string, Adapter][] = [
  ['the on-chain oracle', oracleOn(world)],
  ['a list of addresses', listOfText()],
]

/** Reads until nothing more happens by itself. */
async function settle(): Promise<void> {
  await world.mine(3)
  await world.reconcile()
}

async function pay(token: 'USDT' | 'ETH', amount: string) {
  const made = await world.invoice({ cryptoCurrency: token, total: token === 'ETH' ? '20' : amount })
  await world.pay(made.option.address, amount, token)
  await settle()
  return world.read(made.invoice.id)
}

const open = (detail: { exceptions: readonly { kind: string; closedAt: Date | null }[] }) =>
  detail.exceptions.filter(({ closedAt }) => closedAt === null).map(({ kind }) => kind)

describe.each(rows)('screened by %s (D9)', (_name, adapter) => {
  beforeEach(async () => {
    await adapter.mend()
    await adapter.unlist(PAYER)
    world.ctx.screening = { sources: [adapter.screening], unknownSender: 'hold' }
  })

  it('settles what comes from nobody who is listed', async () => {
    const paid = await pay('USDT', '16.49')
    expect(paid.invoice.status).toBe('paid')
    expect(paid.payments[0]).toMatchObject({ heldBy: null })
  })

  it.each([
    ['a token', 'USDT', '16.49'],
    ['native coin', 'ETH', '0.01'],
  ] as const)(
    'credits and holds %s of a listed sender: nothing is settled or swept',
    async (_what, token, amount) => {
      await adapter.list(PAYER)
      const held = await pay(token, amount)
      expect(held.invoice.status).toBe('confirming')
      expect(open(held)).toEqual(['held'])
      expect(held.settlement).toMatchObject({
        settlement: { status: 'pending', settledAt: null, gross: held.payments[0]?.amount },
        payout: null,
      })
      expect(held.payments).toMatchObject([{ status: 'confirmed', heldBy: adapter.screening.id }])
      expect(held.progress.received).toBe(held.payments[0]?.amount)
      expect(held.events.map(({ type }) => type)).toContain('payment.held')
      const { received } = held.progress
      expect(await ledgerOf(world.ctx.db, held.invoice.id)).toMatchObject([
        { account: 'deposits', amount: received },
        { account: 'suspense', amount: -received },
      ])

      await world.reconcileAndSweep()
      await settle()
      expect(await world.anvil.getCode({ address: held.option.address as `0x${string}` })).toBeUndefined()
      const still = await world.read(held.invoice.id)
      expect(still.settlement?.settlement).toEqual(held.settlement?.settlement)
      expect(still.events.filter(({ type }) => type.startsWith('settlement.'))).toHaveLength(1)
    },
  )

  it('settles and sweeps what a person released, who says why, and asks no more about it', async () => {
    await adapter.list(PAYER)
    const held = await pay('USDT', '16.49')
    const released = await releaseHeld(world.ctx, owner, held.invoice.id, {
      note: 'a known customer',
      payments: null,
    })
    expect(released.invoice.status).toBe('paid')
    expect(open(released)).toEqual([])
    expect(released.settlement?.settlement).toMatchObject({
      id: held.settlement?.settlement.id,
      status: 'completed',
      gross: 16_490_000n,
    })
    const event = released.events.find(({ type }) => type === 'payment.released')
    expect(event).toMatchObject({ actor: 'user:usr_1', data: { note: 'a known customer' } })
    await expect(
      releaseHeld(world.ctx, owner, held.invoice.id, { note: 'again', payments: null }),
    ).rejects.toMatchObject({ code: 'INVOICE_NOT_COMPLETABLE' })
    for (let round = 0; round < 3; round += 1) {
      await world.reconcileAndSweep()
      await world.mine(1)
    }
    expect((await world.read(held.invoice.id)).settlement?.payout).not.toBeNull()
  })

  it('lets it be given back instead, and then it is no longer held', async () => {
    await adapter.list(PAYER)
    const held = await pay('USDT', '16.49')
    const refund = await prepareRefund(world.ctx, owner, held.invoice.id, {
      to: customerAddress(),
      amount: { of: 'full' },
      network: null,
      token: null,
      reason: 'listed',
      expiresInSeconds: null,
    })
    await expect(
      releaseHeld(world.ctx, owner, held.invoice.id, { note: 'both', payments: null }),
    ).rejects.toMatchObject({ code: 'INVOICE_NOT_COMPLETABLE' })
    await world.mint(accounts.treasury.address, '16.49')
    await refunding(world).sign(refund)
    await world.reconcile()
    await settle()
    expect(open(await world.read(held.invoice.id))).toEqual([])
    const back = await world.read(held.invoice.id)
    expect(back.settlement?.settlement).toMatchObject({ status: 'failed', failureReason: 'given_back' })
    expect(back.invoice.status).not.toBe('paid')
  })

  it('waits with its settlement only where a release would settle it, and not past a block that is undone (D6)', async () => {
    await adapter.list(PAYER)
    const part = await world.invoice()
    await world.pay(part.option.address, '1')
    await settle()
    expect((await world.read(part.invoice.id)).settlement).toBeNull()
    const made = await world.invoice()
    await world.pay(made.option.address, '16.49')
    await settle()
    expect((await world.read(made.invoice.id)).settlement?.settlement.status).toBe('pending')
    await world.anvil.request({ method: 'anvil_reorg' as never, params: [5, []] as never })
    await settle()
    const undone = await world.read(made.invoice.id)
    expect(undone.settlement?.settlement).toMatchObject({ status: 'failed', failureReason: 'reverted' })
    await world.pay(made.option.address, '16.49')
    await settle()
    expect((await world.read(made.invoice.id)).settlement?.settlement.status).toBe('pending')
  })

  it('waits while nobody can tell, and loses nothing by it', async () => {
    await adapter.fail()
    const waiting = await pay('USDT', '16.49')
    expect(waiting.invoice.status).toBe('confirming')
    expect(waiting.payments).toMatchObject([{ confirmedAt: null, orphanedAt: null, amount: 16_490_000n }])
    const health = await instanceHealth(world.ctx)
    expect(health).toMatchObject({ ok: false, screening: [{ id: adapter.screening.id }] })
    expect(health.screening[0]?.trouble).not.toBeNull()
    await adapter.mend()
    await settle()
    expect((await world.read(waiting.invoice.id)).invoice.status).toBe('paid')
    expect(await instanceHealth(world.ctx)).toMatchObject({ ok: true, screening: [{ trouble: null }] })
  })

  it('holds up no invoice that is paid without it', async () => {
    await adapter.list(PAYER)
    const made = await world.invoice()
    await world.pay(made.option.address, '1')
    await settle()
    await adapter.unlist(PAYER)
    await world.pay(made.option.address, '16.49')
    await settle()
    const paid = await world.read(made.invoice.id)
    expect(paid.invoice.status).toBe('paid')
    expect(open(paid)).toEqual(['held'])
    expect(paid.settlement?.settlement.gross).toBe(16_490_000n)
  })
})

describe('who sent it is not told', () => {
  it.each([
    ['hold', 'confirming', 'unknown_sender'],
    ['pass', 'paid', null],
  ] as const)(
    'native coin from a contract, where the operator says %s (D9)',
    async (unknownSender, status, heldBy) => {
      world.ctx.screening = { sources: [listOfText().screening], unknownSender }
      const made = await world.invoice({ cryptoCurrency: 'ETH', total: '20' })
      await payInternally(world, made.option.address, '0.01')
      await settle()
      await settle()
      const found = await world.read(made.invoice.id)
      expect(found.invoice.status).toBe(status)
      expect(found.payments).toMatchObject([{ heldBy, fromAddress: null }])
    },
  )
})

it('is released by whoever accepts the exception', async () => {
  const list = listOfText()
  await list.list(PAYER)
  world.ctx.screening = { sources: [list.screening], unknownSender: 'hold' }
  const held = await pay('USDT', '16.49')
  const decision = { exception: null, action: 'accept', note: 'known', payments: null } as const
  const accepted = await resolveException(world.ctx, owner, held.invoice.id, decision)
  expect(accepted.invoice.status).toBe('paid')
  expect(accepted.exceptions).toMatchObject([{ kind: 'held', closedBy: 'user:usr_1', note: 'known' }])
})

describe('who may release', () => {
  it('is no other merchant, and names what is held', async () => {
    const list = listOfText()
    await list.list(PAYER)
    world.ctx.screening = { sources: [list.screening], unknownSender: 'hold' }
    const held = await pay('USDT', '16.49')
    const stranger = { ...owner, merchantId: 'mer_00000000000000000000000000' }
    const input = { note: 'x', payments: null }
    await expect(releaseHeld(world.ctx, stranger, held.invoice.id, input)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    await expect(
      releaseHeld(world.ctx, { ...owner, role: 'support' }, held.invoice.id, input),
    ).rejects.toMatchObject({ code: 'NOT_PERMITTED' })
    await expect(
      releaseHeld(world.ctx, owner, held.invoice.id, { note: 'x', payments: ['pay_none'] }),
    ).rejects.toMatchObject({ code: 'VALIDATION_FAILED' })
    const twice = await Promise.allSettled([
      releaseHeld(world.ctx, owner, held.invoice.id, input),
      releaseHeld(world.ctx, owner, held.invoice.id, input),
    ])
    expect(twice.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })
})

describe('a list in a file', () => {
  it('is read again when it changes, and half of one is none', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'screening-'))
    afterAll(() => rm(folder, { recursive: true }))
    const file = path.join(folder, 'list.txt')
    const rules = openScreening({
      oracles: new Map(),
      addresses: new Set([accounts.treasury.address]),
      file,
      unknownSender: 'hold',
    })
    const [source] = rules?.sources ?? []
    const asked = {
      network: { id: 'local', kind: 'evm' as const },
      providers: [],
      block: 1,
      addresses: [PAYER, accounts.treasury.address],
    }
    const listed = () => source!.listed(asked, AbortSignal.timeout(5_000))
    await expect(listed()).rejects.toMatchObject({ name: 'ScreeningError' })
    await writeFile(file, '# empty\n')
    expect([...(await listed())]).toEqual([accounts.treasury.address])
    await writeFile(file, `${PAYER} # listed since today\n`)
    expect(await listed()).toEqual(new Set([PAYER, accounts.treasury.address]))
    await writeFile(file, `${PAYER}\n0x1234\n`)
    await expect(listed()).rejects.toMatchObject({ name: 'ScreeningError' })
    expect(source?.state().trouble).not.toBeNull()
  })

  it('is off unless it is configured', () => {
    expect(
      openScreening({ oracles: new Map(), addresses: new Set(), file: null, unknownSender: 'hold' }),
    ).toBeNull()
  })
})
