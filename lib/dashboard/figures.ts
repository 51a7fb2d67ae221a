import { fiatDecimals, formatUnits, rescale } from '@/lib/domain/money'
import { mulDiv } from '@/lib/domain/rational'
import { shownOf, VALUE_PLACES } from '@/lib/domain/tally'
import { fiatAmount } from '@/lib/pay/format'
import type { Analytics } from '@/lib/services/analytics/getAnalytics'

/** A bar of the chart. */
export type Bar = {
  day: string
  /** Thousandths of the tallest bar; what is not nothing is at least one. */
  height: number
  /** In words, for whoever points at it. */
  text: string
}
export type Figures = {
  numbers: { label: string; value: string; note: string }[]
  bars: Bar[]
  /** The chart in one sentence. */
  summary: string
}

/** What a merchant's last days come to, in words and as bars by day; null where nothing has happened. */
export function figuresOf({ currency, total, parts }: Analytics): Figures | null {
  const { made, converted, completed, gross, fees } = shownOf(total)
  if (made === 0n && completed === 0n) return null
  const money = (value: bigint) => fiatAmount(toMinor(value, currency), currency)
  const most = parts.reduce((max, part) => (part.sums.gross > max ? part.sums.gross : max), 0n)
  const best = parts.find((part) => part.sums.gross === most)
  return {
    numbers: [
      { label: 'Received', value: money(gross), note: `${money(fees)} of it fees` },
      { label: 'Yours', value: money(gross - fees), note: 'What is left after fees' },
      {
        label: 'Paid',
        value: `${completed}`,
        note: completed === 1n ? 'invoice settled' : 'invoices settled',
      },
      { label: 'Conversion', value: percentOf(converted, made), note: `of ${made} invoices made` },
    ],
    bars: parts.map(({ label, sums }) => ({
      day: label,
      height: most === 0n ? 0 : Number.parseInt(mulDiv(sums.gross, 1000n, most, 'up').toString(), 10),
      text: `${dayText(label)}: ${money(sums.gross)}, ${sums.completed} paid`,
    })),
    summary:
      most === 0n || !best
        ? 'Received by day: nothing yet'
        : `Received by day: ${money(gross)} in all, most on ${dayText(best.label)} with ${money(most)}`,
  }
}

const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })

/** `15 Jan`. */
export function dayText(day: string): string {
  return DAY.format(new Date(`${day}T00:00:00Z`))
}

function toMinor(value: bigint, currency: string): bigint {
  return rescale(value, VALUE_PLACES, fiatDecimals(currency), 'half-up')
}

function percentOf(part: bigint, whole: bigint): string {
  return `${formatUnits(whole === 0n ? 0n : mulDiv(part, 1000n, whole, 'half-up'), 1)} %`
}
