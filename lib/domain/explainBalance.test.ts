import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { explainBalance } from './explainBalance'

type Move = { kind: 'credited' | 'refused' | 'hidden' | 'left' | 'gas'; amount: bigint }

const moves = fc.array(
  fc.record({
    kind: fc.constantFrom<Move['kind']>('credited', 'refused', 'hidden', 'left', 'gas'),
    amount: fc.bigInt({ min: 1n, max: 2n ** 256n }),
  }),
  { maxLength: 12 },
)
const lain = fc.bigInt({ min: 0n, max: 2n ** 256n })

/** What happened at an address, and what is seen of it: neither what is hidden nor gas. */
function seen(before: bigint, all: readonly Move[]) {
  const sum = (...kinds: Move['kind'][]) =>
    all.reduce((total, { kind, amount }) => (kinds.includes(kind) ? total + amount : total), 0n)
  const balance = before + sum('credited', 'refused', 'hidden') - sum('left', 'gas')
  return {
    facts: { balance, credited: sum('credited'), refused: sum('refused'), left: sum('left') },
    hidden: sum('hidden'),
    spent: sum('left', 'gas'),
    gas: sum('gas'),
  }
}

describe('what explains a balance (S4)', () => {
  it('is everything that was seen: what is left is what was hidden, less gas', () => {
    fc.assert(
      fc.property(lain, moves, (before, all) => {
        const { facts, hidden, gas } = seen(before, all)
        expect(explainBalance({ ...facts, before }).unexplained).toBe(hidden - gas)
      }),
    )
  })

  it('leaves no more to a payer than nobody else can have brought', () => {
    fc.assert(
      fc.property(lain, moves, (before, all) => {
        const { facts, hidden, spent } = seen(before, all)
        const { payable } = explainBalance({ ...facts, before })
        expect(payable >= 0n && payable <= hidden).toBe(true)
        expect(spent > 0n || payable === hidden).toBe(true)
        expect(facts.left === 0n || payable === 0n).toBe(true)
      }),
    )
  })

  it('without knowing what lay there before leaves nothing to a payer, and flags what is not seen', () => {
    fc.assert(
      fc.property(lain, moves, (before, all) => {
        const { facts, hidden, gas } = seen(before, all)
        const explained = explainBalance({ ...facts, before: null })
        expect(explained).toEqual({
          before: before + hidden === gas ? 0n : null,
          unexplained: before + hidden - gas,
          payable: 0n,
        })
      }),
    )
  })

  it('goes on from nothing once everything is explained', () => {
    const facts = { balance: 5n, before: null, credited: 5n, refused: 0n, left: 0n }
    const { before } = explainBalance(facts)
    expect(explainBalance({ ...facts, before, balance: 8n })).toEqual({
      before: 0n,
      unexplained: 3n,
      payable: 3n,
    })
  })
})
