import { expect, test } from 'vitest'
import { startOfDay } from '@/lib/domain/zonedCalendar'
import { endOfDay, inZone, knownZone, utcText } from './zone'

test('a zone nobody knows is UTC', () => {
  expect(knownZone('Europe/Madrid')).toBe('Europe/Madrid')
  for (const name of [undefined, '', 'Mars/Olympus', '../etc', 'x'.repeat(100)])
    expect(knownZone(name)).toBe('UTC')
})

test('days begin and end by the clocks of the place, also when those are changed', () => {
  expect(startOfDay('2026-01-15', 'UTC')).toEqual(new Date('2026-01-15T00:00:00Z'))
  expect(startOfDay('2026-03-29', 'Europe/Madrid')).toEqual(new Date('2026-03-28T23:00:00Z'))
  expect(endOfDay('2026-03-29', 'Europe/Madrid')).toEqual(new Date('2026-03-29T22:00:00Z'))
  expect(startOfDay('2026-01-15', 'Asia/Kolkata')).toEqual(new Date('2026-01-14T18:30:00Z'))
  for (const day of ['2026-02-30', '2026-1-1', 'today', '']) expect(startOfDay(day, 'UTC')).toBeNull()
})

test('a moment is told there, and in UTC', () => {
  const at = new Date('2026-01-15T10:32:05Z')
  expect(inZone(at, 'Asia/Tokyo')).toBe('15 Jan 2026, 19:32')
  expect(inZone(at, 'UTC', true)).toBe('15 Jan 2026, 10:32:05')
  expect(utcText(at)).toBe('2026-01-15 10:32:05 UTC')
})
