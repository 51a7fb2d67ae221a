import { describe, expect, it } from 'vitest'
import { newId } from './ids'

const now = new Date('2026-11-22T10:00:00Z')

describe('ids', () => {
  it('sort by creation, also those of one millisecond', () => {
    const ids = Array.from({ length: 2_000 }, () => newId('opt', now))
    expect(ids.toSorted()).toEqual(ids)
    expect(newId('opt', new Date(now.getTime() + 1)) > ids.at(-1)!).toBe(true)
  })

  it('are told apart by chance beyond what a millisecond counts', () => {
    const ids = Array.from({ length: 70_000 }, () => newId('pay', now))
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.every((id) => /^pay_[0-9a-hjkmnp-tv-z]{26}$/.test(id))).toBe(true)
  })

  it('hold 64 bits that nobody can know', () => {
    const tails = Array.from({ length: 500 }, (_, index) => newId('inv', new Date(index)).slice(-12))
    expect(new Set(tails).size).toBe(500)
  })
})
