import fc from 'fast-check'
import { expect, test } from 'vitest'
import { INVOICE_STATUSES } from './invoice'
import { MEASURES, measures, tally, tallyDifference, type Tallied, type TallyLine } from './tally'

const at = fc.integer({ min: 0, max: 200 }).map((minutes) => new Date(Date.UTC(2026, 0, 1, 0, minutes)))
const tallied: fc.Arbitrary<Tallied> = fc.record({
  invoice: fc.record({
    status: fc.constantFrom(...INVOICE_STATUSES),
    currency: fc.constantFrom('USD', 'EUR'),
    createdAt: at,
    byVisit: fc.boolean(),
  }),
  settlement: fc.option(
    fc.record({
      status: fc.constantFrom('pending', 'completed', 'failed'),
      currency: fc.constantFrom('USD', 'EUR'),
      token: fc.constantFrom('USDC', 'USDT'),
      grossValue: fc.bigInt({ min: 0n, max: 10n ** 12n }),
      feeValue: fc.bigInt({ min: 0n, max: 10n ** 10n }),
      fundedAt: at,
      settledAt: fc.option(at),
      createdAt: at,
    }),
  ),
})

test('differences along any way add up to what the last state counts', () => {
  fc.assert(
    fc.property(fc.array(tallied, { minLength: 1, maxLength: 6 }), (states) => {
      const lines = states.flatMap((state, i) => tallyDifference(states[i - 1] ?? null, state))
      const last = states.at(-1)
      expect(summed(lines)).toEqual(summed(last ? tally(last) : []))
    }),
  )
})

test('what counts as before adds no line', () => {
  fc.assert(
    fc.property(tallied, (state) => {
      expect(tallyDifference(state, state)).toEqual([])
    }),
  )
})

test('a settlement counts where it was made, its invoice where that was', () => {
  const moment = (time: string) => new Date(`2026-01-15T${time}Z`)
  const invoice = { status: 'paid' as const, currency: 'USD', createdAt: moment('10:14:59'), byVisit: true }
  const settlement = {
    status: 'completed' as const,
    currency: 'USD',
    token: 'USDT',
    grossValue: 1_649_000_000n,
    feeValue: 16_490_000n,
    fundedAt: moment('10:20:00'),
    settledAt: moment('10:20:30'),
    createdAt: moment('10:20:30'),
  }
  expect(tally({ invoice, settlement })).toEqual([
    { bucket: moment('10:00:00'), currency: 'USD', token: '', ...measures({ paid: 1n }) },
    {
      bucket: moment('10:15:00'),
      currency: 'USD',
      token: 'USDT',
      ...measures({
        completed: 1n,
        gross: 1_649_000_000n,
        fees: 16_490_000n,
        paymentMs: 301_000n,
        settlementMs: 30_000n,
      }),
    },
  ])
})

function summed(lines: readonly TallyLine[]): Record<string, string> {
  const sums: Record<string, bigint> = {}
  for (const line of lines) {
    for (const name of MEASURES) {
      const key = `${line.bucket.getTime()} ${line.currency} ${line.token} ${name}`
      sums[key] = (sums[key] ?? 0n) + line[name]
    }
  }
  const written = Object.entries(sums).filter(([, sum]) => sum !== 0n)
  return Object.fromEntries(written.map(([key, sum]) => [key, `${sum}`]))
}

test('a visit to a link is no invoice of the plan until it is paid for', () => {
  const visits = (status: Tallied['invoice']['status'], byVisit: boolean) =>
    tally({
      invoice: { status, currency: 'USD', createdAt: new Date('2026-01-15T10:00:00Z'), byVisit },
      settlement: null,
    })[0]?.visits
  for (const status of INVOICE_STATUSES) {
    expect(visits(status, false)).toBe(0n)
    expect(visits(status, true)).toBe(['confirming', 'paid', 'refunded'].includes(status) ? 0n : 1n)
  }
})
