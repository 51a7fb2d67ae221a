import { expect, test } from 'vitest'
import {
  backedBy,
  claimBooks,
  CREDIT_ACCOUNTS,
  creditLines,
  grantBooks,
  NO_CREDIT,
  payableCredit,
  takenInOrder,
  type CreditBooks,
} from './customerCredit'
import { baseUnits, fc } from './testing'

const small = fc.bigInt({ min: 0n, max: 50n })
const books = fc.oneof(
  baseUnits.map(grantBooks),
  fc.tuple(baseUnits, fc.boolean()).map(([held, isPaid]) => claimBooks(held, isPaid)),
  fc.constant(NO_CREDIT),
)

test('D8: every posting adds up to zero, and leads where the facts ask for', () => {
  fc.assert(
    fc.property(books, books, (from, to) => {
      const lines = creditLines(from, to)
      expect(lines.reduce((sum, line) => sum + line.amount, 0n)).toBe(0n)
      const after: CreditBooks = lines.reduce(
        (state, { account, amount }) => ({ ...state, [account]: state[account] + amount }),
        from,
      )
      for (const account of CREDIT_ACCOUNTS) expect(after[account]).toBe(to[account])
    }),
  )
})

/** Several invoices that claim one excess, and what happens to it and to them. */
type World = { granted: bigint; claims: { amount: bigint; held: bigint }[] }

const steps = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('grant' as const), amount: small }),
    fc.record({ kind: fc.constant('claim' as const), most: small }),
    fc.record({ kind: fc.constant('judge' as const), which: fc.nat({ max: 9 }), wants: fc.boolean() }),
  ),
  { maxLength: 40 },
)

function taken(world: World): bigint {
  return world.claims.reduce((sum, claim) => sum + claim.held, 0n)
}

/** What `reassess` does with one claim: all it can have while it wants it, else nothing. */
function judge(world: World, index: number, wants: boolean): void {
  const claim = world.claims[index]
  if (!claim) return
  const earlier = world.claims.slice(0, index).reduce((sum, one) => sum + one.held, 0n)
  const backed = backedBy({ ...claim, granted: world.granted, earlier, taken: taken(world) })
  claim.held = wants ? backed : 0n
}

test('D8: whatever is granted, taken back, claimed and let go, all together never have more than there is', () => {
  fc.assert(
    fc.property(steps, (happened) => {
      const world: World = { granted: 0n, claims: [] }
      for (const step of happened) {
        if (step.kind === 'grant') {
          world.granted = step.amount
          // Whoever claimed of it is judged again, the older claim first.
          for (const [index, claim] of world.claims.entries()) judge(world, index, claim.held > 0n)
        } else if (step.kind === 'claim') {
          const free = world.granted - taken(world)
          const amount = step.most < free ? step.most : free
          if (amount > 0n) world.claims.push({ amount, held: amount })
        } else {
          judge(world, step.which, step.wants)
        }
        expect(taken(world)).toBeLessThanOrEqual(world.granted)
        for (const { amount, held } of world.claims) {
          expect(held).toBeGreaterThanOrEqual(0n)
          expect(held).toBeLessThanOrEqual(amount)
        }
      }
    }),
  )
})

test('the older claim goes first where an excess shrank', () => {
  const claims = { amount: 5n, held: 5n, granted: 6n, taken: 10n }
  expect(backedBy({ ...claims, earlier: 0n })).toBe(5n)
  expect(backedBy({ ...claims, earlier: 5n })).toBe(1n)
})

test('what was let go comes back as far as nobody else has taken it', () => {
  expect(backedBy({ amount: 5n, held: 0n, granted: 6n, earlier: 0n, taken: 4n })).toBe(2n)
  expect(backedBy({ amount: 5n, held: 1n, granted: 6n, earlier: 0n, taken: 1n })).toBe(5n)
})

test('parts are taken from the first ones first, and never more than there is', () => {
  expect(takenInOrder(7n, [5n, 0n, 4n])).toEqual([5n, 0n, 2n])
  expect(() => takenInOrder(10n, [5n, 4n])).toThrow(RangeError)
})

test('D4: credit leaves no more places to send than a payer is asked to type', () => {
  expect(payableCredit(1_234_567n, 6)).toBe(1_234_567n)
  expect(payableCredit(1_234_567_890_123n, 18)).toBe(1_230_000_000_000n)
})
