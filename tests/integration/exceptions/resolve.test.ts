import { describe, expect, test } from 'vitest'
import { recordOutsidePayment } from '@/lib/services/invoices/recordOutsidePayment'
import { resolveException, type ResolveInput } from '@/lib/services/invoices/resolveException'
import { cancelInvoice } from '@/lib/services/invoices/cancelInvoice'
import { getPublicInvoice } from '@/lib/services/invoices/getPublicInvoice'
import { prepareRefund } from '@/lib/services/refunds/prepareRefund'
import type { Step, TestPaymentKind } from '@/lib/services/testmode/steps'
import { startSandbox, stateOf, told } from '@/tests/support/sandbox'

const sandbox = await startSandbox()
const { ctx, actor } = sandbox
const EXPIRED: Step = { type: 'wait', until: 'expired' }
const CUSTOMER = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8'

async function paid(kind: TestPaymentKind, ...steps: Step[]): Promise<string> {
  const { invoice } = await sandbox.invoice()
  await sandbox.pay(invoice.id, kind)
  if (steps.length > 0) await sandbox.play(invoice.id, ...steps)
  return invoice.id
}

function resolve(id: string, input: Partial<ResolveInput>) {
  return resolveException(ctx, actor, id, {
    exception: null,
    action: 'ignore',
    note: 'a word',
    payments: null,
    ...input,
  })
}

/** Of the newest exception: what was made of it. */
async function lastWord(id: string) {
  const { exceptions } = await sandbox.read(id)
  const { kind, action, note, closedBy } = exceptions.findLast((one) => one.closedAt !== null) ?? {}
  return { kind, action, note, closedBy }
}

describe('accepting (D1)', () => {
  test.each([
    ['underpaid', 'under', [EXPIRED], 9_894_000n],
    ['late', 'late', [], 16_490_000n],
  ] as const)(
    '%s names its payments, and the invoice is settled on them',
    async (kind, way, steps, gross) => {
      const id = await paid(way, ...steps)
      const { payments } = await sandbox.read(id)
      const after = await resolve(id, { action: 'accept', payments: payments.map((one) => one.id) })
      expect(stateOf(after)).toEqual(['paid', []])
      expect(after.invoice.acceptedPayments).toEqual(payments.map((one) => one.id))
      expect(after.settlement?.settlement.gross).toBe(gross)
      expect(await lastWord(id)).toEqual({ kind, action: 'accept', note: 'a word', closedBy: actor.label })
    },
  )

  test('an excess: it is the merchant’s, and the invoice says so', async () => {
    const id = await paid('over')
    const after = await resolve(id, { action: 'accept' })
    expect(stateOf(after)).toEqual(['paid', []])
    expect(after.overpayment?.status).toBe('donated')
    expect(await lastWord(id)).toMatchObject({ kind: 'overpaid', action: 'accept' })
  })

  test('only payments that this exception is of', async () => {
    const id = await paid('late')
    await expect(resolve(id, { action: 'accept', payments: ['pay_none'] })).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
    })
    expect(stateOf(await sandbox.read(id))).toEqual(['expired', ['late']])
  })
})

describe('letting be', () => {
  test.each([
    ['underpaid', 'under', [EXPIRED], 'partial'],
    ['overpaid', 'over', [], 'paid'],
    ['late', 'late', [], 'expired'],
    ['reverted', 'reverted', [], 'paid'],
    ['wrong_asset', 'wrong_asset', [], 'pending'],
  ] as const)('%s no longer stands, and nothing else changes', async (kind, way, steps, status) => {
    const id = await paid(way, ...steps)
    const before = await sandbox.read(id)
    const after = await resolve(id, { exception: kind })
    expect(stateOf(after)).toEqual([status, []])
    expect(after.settlement).toEqual(before.settlement)
    expect(told(after).slice(told(before).length)).toEqual(['invoice.exception_closed'])
    expect(await lastWord(id)).toEqual({ kind, action: 'ignore', note: 'a word', closedBy: actor.label })
    // Whatever makes it be assessed again does not bring it back.
    await sandbox.reconcile()
    expect(stateOf(await sandbox.read(id))).toEqual([status, []])
  })

  test('more money asks anew', async () => {
    const id = await paid('late')
    await resolve(id, {})
    await sandbox.pay(id, 'exact', { amount: '1' })
    expect(stateOf(await sandbox.read(id))).toEqual(['expired', ['late']])
  })
})

describe('giving back (F6)', () => {
  test.each([
    ['underpaid', 'under', [EXPIRED]],
    ['overpaid', 'over', []],
    ['late', 'late', []],
    ['wrong_asset', 'wrong_asset', []],
  ] as const)('%s becomes a refund that is due', async (kind, way, steps) => {
    const id = await paid(way, ...steps)
    const after = await resolve(id, { exception: kind, action: 'refund' })
    expect(stateOf(after)[1]).toEqual(['refund_due'])
  })

  test('and is over once the merchant’s wallet has sent it', async () => {
    const id = await paid('late', { type: 'wait', until: 'confirmed' })
    await resolve(id, { action: 'refund' })
    await prepareRefund(ctx, actor, id, {
      network: null,
      token: null,
      to: CUSTOMER,
      amount: { of: 'full' },
      reason: null,
      expiresInSeconds: null,
    })
    await sandbox.play(id, { type: 'refund', refund: null }, { type: 'wait', until: 'confirmed' })
    expect(stateOf(await sandbox.read(id))).toEqual(['expired', []])
  })
})

describe('refusals', () => {
  test('of what does not stand, and of a choice that it does not leave', async () => {
    const { invoice } = await sandbox.invoice()
    await expect(resolve(invoice.id, {})).rejects.toMatchObject({ code: 'EXCEPTION_NOT_OPEN' })
    const id = await paid('reverted')
    await expect(resolve(id, { exception: 'late' })).rejects.toMatchObject({ code: 'EXCEPTION_NOT_OPEN' })
    await expect(resolve(id, { action: 'accept' })).rejects.toMatchObject({ detail: { field: 'action' } })
    await expect(resolve(id, { payments: ['pay_x'] })).rejects.toMatchObject({
      detail: { field: 'payments' },
    })
    const stranger = await sandbox.register('other@example.com')
    const input = { exception: null, action: 'ignore', note: 'x', payments: null } as const
    await expect(resolveException(ctx, stranger, id, input)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('twice at once: one decides, the other finds nothing open', async () => {
    const id = await paid('late')
    const outcomes = await Promise.allSettled([
      resolve(id, { action: 'accept' }),
      resolve(id, { action: 'ignore' }),
    ])
    expect(outcomes.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
  })
})

describe('paid elsewhere', () => {
  test('is paid, told once, and has no settlement', async () => {
    const { invoice } = await sandbox.invoice()
    const first = await recordOutsidePayment(ctx, actor, invoice.id, { note: 'cash' })
    const again = await recordOutsidePayment(ctx, actor, invoice.id, { note: 'something else' })
    expect([first, again].map(stateOf)).toEqual([
      ['paid', []],
      ['paid', []],
    ])
    expect(again.invoice).toMatchObject({ paidOutsideNote: 'cash' })
    expect(again.invoice.paidAt).not.toBeNull()
    expect(again.settlement).toBeNull()
    expect(told(again)).toEqual(['invoice.created', 'invoice.paid_outside', 'invoice.paid'])
    expect((await getPublicInvoice(ctx, invoice.id)).invoice.status).toBe('paid')
  })

  test('what comes on the chain all the same is too much; accepted, it is settled', async () => {
    const { invoice } = await sandbox.invoice()
    await recordOutsidePayment(ctx, actor, invoice.id, { note: 'cash' })
    await sandbox.pay(invoice.id, 'exact')
    await sandbox.play(invoice.id, { type: 'wait', until: 'confirmed' })
    expect(stateOf(await sandbox.read(invoice.id))).toEqual(['paid', ['overpaid']])
    const after = await resolve(invoice.id, { action: 'accept' })
    expect(stateOf(after)).toEqual(['paid', []])
    expect(after.settlement?.settlement.gross).toBe(16_490_000n)
  })

  test.each([
    ['a part of it', 'under', []],
    ['an end without money', null, [EXPIRED]],
    ['late money', 'late', []],
  ] as const)('can follow %s', async (_, way, steps) => {
    const { invoice } = await sandbox.invoice()
    if (way) await sandbox.pay(invoice.id, way)
    if (steps.length > 0) await sandbox.play(invoice.id, ...steps)
    const recorded = await recordOutsidePayment(ctx, actor, invoice.id, { note: 'cash' })
    expect(recorded.invoice.status).toBe('paid')
  })

  test('not after all of it was seen', async () => {
    const id = await paid('exact')
    await expect(recordOutsidePayment(ctx, actor, id, { note: 'cash' })).rejects.toMatchObject({
      code: 'PAYMENT_NOT_RECORDABLE',
    })
  })

  test('not after it was called off', async () => {
    const { invoice } = await sandbox.invoice()
    await cancelInvoice(ctx, actor, invoice.id, { reason: null })
    await expect(recordOutsidePayment(ctx, actor, invoice.id, { note: 'cash' })).rejects.toMatchObject({
      code: 'PAYMENT_NOT_RECORDABLE',
    })
  })
})
