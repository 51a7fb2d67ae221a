import { describe, expect, it, test } from 'vitest'
import { reportPeriod, type AskedPeriod, type Grouping } from './reportPeriod'

const NOW = new Date('2026-03-31T22:40:00Z')
const of = (asked: AskedPeriod, grouping: Grouping, zone = 'UTC', now = NOW) => {
  const { parts, end } = reportPeriod(asked, grouping, { zone, now })
  const edges = [...parts.map((part) => part.from), end]
  return {
    labels: parts.map((part) => part.label),
    first: edges[0]?.toISOString(),
    end: end.toISOString(),
    hours: parts.map((_, at) => ((edges[at + 1]?.getTime() ?? 0) - (edges[at]?.getTime() ?? 0)) / 3_600_000),
  }
}

describe('up to now', () => {
  it.each([
    ['7d', 'day', 7, '2026-03-25', '2026-03-31', '2026-04-01T00:00:00.000Z'],
    ['30d', 'day', 30, '2026-03-02', '2026-03-31', '2026-04-01T00:00:00.000Z'],
    ['90d', 'day', 90, '2026-01-01', '2026-03-31', '2026-04-01T00:00:00.000Z'],
    ['1y', 'day', 365, '2025-04-01', '2026-03-31', '2026-04-01T00:00:00.000Z'],
    ['1y', 'month', 12, '2025-04-01', '2026-03-01', '2026-04-01T00:00:00.000Z'],
    // Weeks begin on Monday, also before the period does.
    ['30d', 'week', 5, '2026-03-02', '2026-03-30', '2026-04-01T00:00:00.000Z'],
    ['7d', 'week', 2, '2026-03-23', '2026-03-30', '2026-04-01T00:00:00.000Z'],
  ] as const)('%s by %s', (period, grouping, count, first, last, end) => {
    const { labels, end: ends } = of({ period }, grouping)
    expect([labels.length, labels[0], labels.at(-1), ends]).toEqual([count, first, last, end])
  })

  test('24 hours end with the present one', () => {
    const { labels, first, end } = of({ period: '24h' }, 'hour')
    expect([labels.length, labels[0], first, end]).toEqual([
      24,
      '2026-03-30T23:00:00+00:00',
      '2026-03-30T23:00:00.000Z',
      '2026-03-31T23:00:00.000Z',
    ])
    expect(of({ period: '24h' }, 'day').labels).toEqual(['2026-03-30', '2026-03-31'])
  })

  test('today is the zone’s', () => {
    expect(of({ period: '7d' }, 'day', 'Asia/Tokyo').labels.at(-1)).toBe('2026-04-01')
    expect(of({ period: '7d' }, 'day', 'America/New_York').labels.at(-1)).toBe('2026-03-31')
  })

  test('a year before 29 February', () => {
    const { labels } = of({ period: '1y' }, 'day', 'UTC', new Date('2028-02-29T12:00:00Z'))
    expect([labels[0], labels.length]).toEqual(['2027-03-01', 366])
  })

  test('hours that are to come are left out', () => {
    const { labels } = of({ period: '7d' }, 'hour')
    expect([labels.length, labels.at(-1)]).toEqual([6 * 24 + 23, '2026-03-31T22:00:00+00:00'])
  })
})

describe('the clocks of a place', () => {
  const march: AskedPeriod = { firstDay: '2026-03-28', lastDay: '2026-03-30' }
  const october: AskedPeriod = { firstDay: '2026-10-24', lastDay: '2026-10-26' }

  test('a day of 23 hours, and one of 25', () => {
    expect(of(march, 'day', 'Europe/Berlin')).toMatchObject({
      first: '2026-03-27T23:00:00.000Z',
      end: '2026-03-30T22:00:00.000Z',
      hours: [24, 23, 24],
    })
    expect(of(october, 'day', 'Europe/Berlin').hours).toEqual([24, 25, 24])
  })

  test('the hour that is skipped, and the one that comes twice', () => {
    const spring = of(march, 'hour', 'Europe/Berlin').labels.filter((label) => label.startsWith('2026-03-29'))
    expect(spring).toHaveLength(23)
    expect(spring.slice(1, 3)).toEqual(['2026-03-29T01:00:00+01:00', '2026-03-29T03:00:00+02:00'])
    const autumn = of(october, 'hour', 'Europe/Berlin').labels.filter((label) =>
      label.startsWith('2026-10-25'),
    )
    expect(autumn).toHaveLength(25)
    expect(autumn.slice(2, 4)).toEqual(['2026-10-25T02:00:00+02:00', '2026-10-25T02:00:00+01:00'])
  })

  test('zones that are quarters of an hour off, and clocks that move by half an hour', () => {
    const day: AskedPeriod = { firstDay: '2026-05-01', lastDay: '2026-05-01' }
    expect(of(day, 'hour', 'Asia/Kathmandu')).toMatchObject({ first: '2026-04-30T18:15:00.000Z' })
    expect(of(day, 'hour', 'Asia/Kathmandu').labels[1]).toBe('2026-05-01T01:00:00+05:45')
    expect(of(day, 'day', 'Asia/Kolkata').first).toBe('2026-04-30T18:30:00.000Z')
    const howe: AskedPeriod = { firstDay: '2026-10-04', lastDay: '2026-10-04' }
    expect(of(howe, 'hour', 'Australia/Lord_Howe')).toMatchObject({ hours: { length: 24 } })
    expect(of(howe, 'day', 'Australia/Lord_Howe').hours).toEqual([23.5])
    expect(of({ firstDay: '2026-04-05', lastDay: '2026-04-05' }, 'day', 'Australia/Lord_Howe').hours).toEqual(
      [24.5],
    )
  })

  test('a day that begins at one o’clock, one whose midnight comes twice, and one that never was', () => {
    const cairo: AskedPeriod = { firstDay: '2026-04-24', lastDay: '2026-04-24' }
    expect(of(cairo, 'hour', 'Africa/Cairo')).toMatchObject({
      first: '2026-04-23T22:00:00.000Z',
      hours: { length: 23 },
    })
    expect(of(cairo, 'hour', 'Africa/Cairo').labels[0]).toBe('2026-04-24T01:00:00+03:00')
    const havana: AskedPeriod = { firstDay: '2026-11-01', lastDay: '2026-11-01' }
    expect(of(havana, 'day', 'America/Havana')).toMatchObject({
      first: '2026-11-01T04:00:00.000Z',
      hours: [25],
    })
    expect(of({ firstDay: '2011-12-29', lastDay: '2011-12-31' }, 'day', 'Pacific/Apia')).toMatchObject({
      labels: ['2011-12-29', '2011-12-31'],
      hours: [24, 24],
    })
  })

  test('parts follow each other without a gap in every zone, and are whole quarters of an hour', () => {
    for (const zone of Intl.supportedValuesOf('timeZone')) {
      const { hours } = of({ period: '1y' }, 'week', zone)
      expect(hours.every((length) => length > 0 && Number.isInteger(length * 4))).toBe(true)
    }
  })
})
