import type { Grouping, Period } from '@/lib/domain/reportPeriod'
import { fiatDecimals, formatUnits, rescale } from '@/lib/domain/money'
import { mulDiv } from '@/lib/domain/rational'
import { shownOf, VALUE_PLACES } from '@/lib/domain/tally'
import { fiatAmount } from '@/lib/pay/format'
import type { Analytics } from '@/lib/services/analytics/getAnalytics'
import type { TimesToPay } from '@/lib/services/analytics/getTimeToPay'
import { durationText, partText } from './periodText'

/** A bar of a chart, and a row of the table beside it. */
export type Bar = {
  part: string
  /** When it was, such as `15 Jan`. */
  name: string
  /** Thousandths of the chart's height; what is not nothing is at least one. */
  height: number
  value: string
  /** Of what it is, such as `3 paid`. */
  note: string
}

export type Chart = {
  id: 'volume' | 'conversion' | 'time'
  title: string
  /** The chart in one sentence. */
  summary: string
  /** What a bar of full height is. */
  top: string
  columns: { value: string; note: string }
  bars: Bar[]
}

export type Figures = { numbers: { label: string; value: string; note: string }[]; charts: Chart[] }

/** What a merchant's last days come to, in words and as charts; null where nothing has happened. */
export function figuresOf(
  { currency, total, parts }: Analytics,
  times: TimesToPay,
  by: Grouping = 'day',
): Figures | null {
  const { made, converted, completed, gross, fees } = shownOf(total)
  if (made === 0n && completed === 0n) return null
  const money = (value: bigint) => fiatAmount(toMinor(value, currency), currency)
  const median = times.total ? durationText(times.total.medianMs) : 'Not yet'
  return {
    numbers: [
      { label: 'Received', value: money(gross), note: `${money(gross - fees)} yours after fees` },
      {
        label: 'Paid',
        value: `${completed}`,
        note: completed === 1n ? 'invoice settled' : 'invoices settled',
      },
      { label: 'Conversion', value: percentOf(converted, made), note: `of ${made} invoices made` },
      { label: 'Time to pay', value: median, note: 'Half of your customers are faster' },
    ],
    charts: [
      volume({ parts, money, gross, by }),
      conversion({ parts, by, overall: percentOf(converted, made) }),
      timeToPay(times, by),
    ],
  }
}

type Parts = Analytics['parts']

function volume(of: { parts: Parts; money: (value: bigint) => string; gross: bigint; by: Grouping }): Chart {
  const { parts, money, gross, by } = of
  const most = parts.reduce((max, part) => (part.sums.gross > max ? part.sums.gross : max), 0n)
  const best = parts.find((part) => part.sums.gross === most)
  return {
    id: 'volume',
    title: 'Received',
    summary:
      most === 0n || !best
        ? 'Received: nothing yet'
        : `Received: ${money(gross)} in all, most on ${partText(best.label, by)} with ${money(most)}`,
    top: money(most),
    columns: { value: 'Received', note: 'Invoices' },
    bars: parts.map(({ label, sums }) => ({
      part: label,
      name: partText(label, by),
      height: share(sums.gross, most),
      value: money(sums.gross),
      note: `${sums.completed} paid`,
    })),
  }
}

function conversion({ parts, by, overall }: { parts: Parts; by: Grouping; overall: string }): Chart {
  return {
    id: 'conversion',
    title: 'Conversion',
    summary: `Conversion: ${overall} of the invoices made were paid`,
    top: '100 %',
    columns: { value: 'Paid of made', note: 'Invoices' },
    bars: parts.map(({ label, sums: { made, converted } }) => ({
      part: label,
      name: partText(label, by),
      height: share(converted, made),
      value: made === 0n ? 'None made' : percentOf(converted, made),
      note: `${converted} of ${made}`,
    })),
  }
}

function timeToPay({ parts, total }: TimesToPay, by: Grouping): Chart {
  const longest = parts.reduce((max, { time }) => Math.max(max, time?.medianMs ?? 0), 0)
  return {
    id: 'time',
    title: 'Time to pay',
    summary: total
      ? `Median time to pay: ${durationText(total.medianMs)} in all, ${durationText(longest)} at most`
      : 'Median time to pay: nothing was paid yet',
    top: durationText(longest),
    columns: { value: 'Median', note: 'Invoices' },
    bars: parts.map(({ label, time }) => ({
      part: label,
      name: partText(label, by),
      height: share(BigInt(time?.medianMs ?? 0), BigInt(longest)),
      value: time ? durationText(time.medianMs) : 'None paid',
      note: `${time?.of ?? 0} paid`,
    })),
  }
}

/** Thousandths, rounded up so that what is not nothing can be seen. */
function share(part: bigint, whole: bigint): number {
  return whole === 0n ? 0 : Number.parseInt(mulDiv(part, 1000n, whole, 'up').toString(), 10)
}

function toMinor(value: bigint, currency: string): bigint {
  return rescale(value, VALUE_PLACES, fiatDecimals(currency), 'half-up')
}

function percentOf(part: bigint, whole: bigint): string {
  return `${formatUnits(whole === 0n ? 0n : mulDiv(part, 1000n, whole, 'half-up'), 1)} %`
}

/** How long the charts look back, and in which steps, so that the bars stay few. */
export const SPANS = [
  { period: '7d', grouping: 'day', label: '7 days' },
  { period: '30d', grouping: 'day', label: '30 days' },
  { period: '90d', grouping: 'week', label: '90 days' },
  { period: '1y', grouping: 'month', label: 'Year' },
] as const satisfies readonly { period: Period; grouping: Grouping; label: string }[]

export type Span = (typeof SPANS)[number]

/** The one that the URL asks for; a month where it asks for none. */
export function spanIn(asked: string | string[] | undefined): Span {
  return SPANS.find(({ period }) => period === asked) ?? SPANS[1]
}
