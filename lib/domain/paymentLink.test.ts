import { describe, expect, it } from 'vitest'
import { asksAnything, ASKS_NOTHING, closedReason, isSlug } from './paymentLink'

const now = new Date('2026-01-15T10:00:00Z')
const open = { active: true, endsAt: null, maxUses: null }
const unused = { paid: 0, held: 0 }

describe('a link', () => {
  it.each([
    ['no end and no limit', open, { paid: 900, held: 900 }, null],
    ['its last moment', { ...open, endsAt: now }, unused, null],
    ['an end that is over', { ...open, endsAt: new Date(now.getTime() - 1) }, unused, 'ended'],
    ['the switch off', { ...open, active: false }, unused, 'inactive'],
    ['one use left', { ...open, maxUses: 3 }, { paid: 1, held: 1 }, null],
    ['its uses held by others', { ...open, maxUses: 3 }, { paid: 1, held: 2 }, 'full'],
    ['its uses paid', { ...open, maxUses: 3 }, { paid: 3, held: 0 }, 'used_up'],
    ['fewer uses than were paid', { ...open, maxUses: 1 }, { paid: 3, held: 0 }, 'used_up'],
  ] as const)('with %s: %#', (_name, link, uses, reason) => {
    expect(closedReason(link, uses, now)).toBe(reason)
  })

  it('asks when the amount or a field is the customer’s', () => {
    expect(asksAnything({ customerChooses: false, asked: ASKS_NOTHING })).toBe(false)
    expect(asksAnything({ customerChooses: true, asked: ASKS_NOTHING })).toBe(true)
    expect(asksAnything({ customerChooses: false, asked: { ...ASKS_NOTHING, note: 'optional' } })).toBe(true)
  })
})

it.each([
  ['coffee', true],
  ['coffee-500g-2', true],
  ['3k9', true],
  ['ab', false],
  ['-coffee', false],
  ['coffee-', false],
  ['coffee--beans', false],
  ['Coffee', false],
  ['käse', false],
  ['a/b', false],
  ['x'.repeat(65), false],
])('%s as a slug: %s', (slug, fits) => expect(isSlug(slug)).toBe(fits))
