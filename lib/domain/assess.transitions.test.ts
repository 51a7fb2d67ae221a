import { expect, test } from 'vitest'
import { assess, type Assessment, type InvoiceFacts, type PaymentFacts } from './assess'
import type { InvoiceStatus } from './invoice'
import { roomsOf } from './refunds'
import { afterExpiry, DAI, ETH, fc, invoiceOf, USDC, USDT } from './testing'

/** What can happen to an invoice, one at a time. `which` picks among the payments it can happen to. */
type Fact =
  | { kind: 'pay'; asset: PaymentFacts['asset']; share: number; secondsAgo: number; confirmed: boolean }
  | { kind: 'confirm' | 'orphan' | 'remine' | 'accept'; which: number }
  | { kind: 'time'; seconds: number; networkLags: boolean }
  | { kind: 'cancel' | 'settle' | 'refund' }
type Cause = Fact['kind']

/**
 * The state machine: from a status, to another, by which facts. What is not listed does not happen. Ways back are
 * reorganisations (`orphan`); ways out of expired and cancelled are money found late, taken in the grace, or accepted.
 */
const TRANSITIONS: Record<InvoiceStatus, Partial<Record<InvoiceStatus, readonly Cause[]>>> = {
  pending: {
    partial: ['pay', 'remine', 'accept'],
    confirming: ['pay', 'remine', 'accept'],
    paid: ['pay', 'accept'],
    expired: ['time'],
    cancelled: ['cancel'],
  },
  partial: {
    pending: ['orphan', 'refund'],
    expired: ['orphan', 'refund'],
    confirming: ['pay', 'remine', 'accept'],
    paid: ['pay', 'accept'],
    cancelled: ['cancel'],
  },
  confirming: {
    pending: ['orphan'],
    partial: ['orphan'],
    expired: ['orphan'],
    cancelled: ['orphan'],
    paid: ['confirm', 'pay', 'accept'],
  },
  // Back only before settling; afterwards paid stays, with `reverted` beside it (D1).
  paid: {
    pending: ['orphan'],
    partial: ['orphan'],
    confirming: ['orphan'],
    expired: ['orphan'],
    cancelled: ['orphan'],
    refunded: ['refund', 'orphan'],
  },
  expired: {
    partial: ['pay', 'remine', 'accept'],
    confirming: ['pay', 'remine', 'accept'],
    paid: ['pay', 'accept'],
  },
  cancelled: {
    confirming: ['pay', 'remine', 'accept'],
    paid: ['pay', 'accept'],
  },
  // More in-time money than was given back is found.
  refunded: { paid: ['pay', 'confirm'] },
}

const which = fc.nat({ max: 9 })
const facts: fc.Arbitrary<Fact> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('pay' as const),
      asset: fc.constantFrom(USDC, USDC, USDT, ETH, DAI),
      share: fc.constantFrom(0, 0.3, 0.5, 0.6, 1, 1, 1.5),
      secondsAgo: fc.constantFrom(0, 12, 400, 1200),
      confirmed: fc.boolean(),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({ kind: fc.constantFrom('confirm', 'orphan', 'orphan', 'remine', 'accept'), which }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('time' as const),
      seconds: fc.constantFrom(12, 300, 900),
      networkLags: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('cancel', 'settle', 'refund') }) },
)

type World = { invoice: InvoiceFacts; payments: PaymentFacts[]; now: Date; provenAt: Date | null }

function stateOf({ invoice, payments, provenAt }: World): Assessment {
  return assess(invoice, payments, provenAt)
}

/** The world after a fact; the same world when the fact cannot happen in it. */
function after(world: World, fact: Fact): World {
  const { invoice, payments, now } = world
  const state = stateOf(world)
  const decide = (decision: Partial<InvoiceFacts>): World => ({
    ...world,
    invoice: { ...invoice, ...decision },
  })
  const change = (can: (payment: PaymentFacts) => boolean, to: Partial<PaymentFacts>, n: number): World => {
    const possible = payments.filter(can)
    const chosen = possible[n % possible.length]
    return {
      ...world,
      payments: payments.map((payment) => (payment === chosen ? { ...payment, ...to } : payment)),
    }
  }

  switch (fact.kind) {
    case 'pay':
      return { ...world, payments: [...payments, paid(world, fact)] }
    case 'confirm':
      return change((payment) => payment.canonical, { confirmed: true }, fact.which)
    case 'orphan':
      return change((payment) => payment.canonical, { canonical: false, confirmed: false }, fact.which)
    case 'remine':
      return change((payment) => !payment.canonical, { canonical: true, blockTime: now }, fact.which)
    case 'time': {
      const later = new Date(now.getTime() + fact.seconds * 1000)
      return { ...world, now: later, provenAt: fact.networkLags ? world.provenAt : later }
    }
    case 'accept': {
      const chosen = payments[fact.which % payments.length]
      return chosen ? decide({ acceptedPayments: [...invoice.acceptedPayments, chosen.id] }) : world
    }
    case 'cancel':
      return ['pending', 'partial'].includes(state.status) ? decide({ cancelledAt: now }) : world
    case 'settle':
      return state.settleable && !invoice.settledAt ? decide({ settledAt: now }) : world
    case 'refund':
      return invoice.settledAt || state.status === 'partial' ? decide({ refunds: allBack(world) }) : world
  }
}

/** The refunds with one more for each asset, so that all that is confirmed and counts has gone back. */
function allBack({ invoice, payments, now, provenAt }: World): InvoiceFacts['refunds'] {
  const { counted } = assess(invoice, payments, provenAt)
  const rooms = roomsOf(invoice, payments, invoice.refunds)
  return [
    ...invoice.refunds,
    ...rooms
      .filter(({ asset }) => payments.some((one) => one.asset === asset && counted.includes(one.id)))
      .map(({ asset, refundable, uncounted }) => ({
        asset,
        amount: refundable - uncounted,
        uncounted: 0n,
        doneAt: now,
      })),
  ]
}

function paid({ invoice, payments, now }: World, fact: Extract<Fact, { kind: 'pay' }>): PaymentFacts {
  const asked = invoice.quotes.find(({ asset }) => asset === fact.asset)?.amount ?? 10n ** 18n
  return {
    id: `pay_${payments.length}`,
    asset: fact.asset,
    amount: (asked * BigInt(fact.share * 10)) / 10n,
    blockTime: new Date(now.getTime() - fact.secondsAgo * 1000),
    canonical: true,
    confirmed: fact.confirmed,
    held: false,
    worth: null,
  }
}

const histories = fc.record({
  lateGraceMs: fc.constantFrom(0, 600_000),
  happened: fc.array(facts, { minLength: 1, maxLength: 30, size: 'max' }),
})

function startOf(lateGraceMs: number): World {
  return { invoice: invoiceOf({ lateGraceMs }), payments: [], now: afterExpiry(-900), provenAt: null }
}

test('no sequence of facts leaves the state machine, and every way in it is taken by some', () => {
  const unseen = new Set(
    Object.entries(TRANSITIONS).flatMap(([from, ways]) =>
      Object.entries(ways).flatMap(([to, causes]) => causes.map((cause) => `${from} -> ${to} by ${cause}`)),
    ),
  )
  fc.assert(
    fc.property(histories, ({ lateGraceMs, happened }) => {
      const strays: string[] = []
      let world = startOf(lateGraceMs)
      for (const fact of happened) {
        const from = stateOf(world).status
        world = after(world, fact)
        const to = stateOf(world).status
        const way = `${from} -> ${to} by ${fact.kind}`
        if (from !== to && !TRANSITIONS[from][to]?.includes(fact.kind)) strays.push(way)
        unseen.delete(way)
      }
      expect(strays).toEqual([])
    }),
    { numRuns: 4000 },
  )
  expect([...unseen]).toEqual([])
}, 30_000)

test('whatever has happened, the state is that of the facts alone and not of the way to them', () => {
  fc.assert(
    fc.property(histories, ({ lateGraceMs, happened }) => {
      const world = happened.reduce(after, startOf(lateGraceMs))
      const retold = { ...world, payments: world.payments.toReversed() }
      expect(stateOf(retold)).toEqual(stateOf(world))
    }),
  )
})

test('after settling nothing but a refund moves the status, and reverted stands while money is missing', () => {
  let settledOnce = 0
  fc.assert(
    fc.property(histories, ({ lateGraceMs, happened }) => {
      let world = startOf(lateGraceMs)
      for (const fact of happened) {
        world = after(world, fact)
        if (!world.invoice.settledAt) continue
        settledOnce += 1
        const { status, exceptions, settleable } = stateOf(world)
        expect(world.invoice.refunds.length > 0 ? ['paid', 'refunded'] : ['paid']).toContain(status)
        expect(exceptions.has('reverted')).toBe(!settleable)
      }
    }),
  )
  expect(settledOnce).toBeGreaterThan(100)
})
