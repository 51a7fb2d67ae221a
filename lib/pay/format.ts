import { directionOf, intlTag, type Locale } from '@/lib/i18n/locales'
import { fiatDecimals, fiatText, formatUnits } from '@/lib/domain/money'

/** A token amount as it is to be typed: never grouped, never rounded, two places at least where the token has them. */
export function tokenAmount(amount: bigint, decimals: number): string {
  return formatUnits(amount, decimals, Math.min(2, decimals))
}

/** Longer ones have no room beside their token on a phone. */
const LONGEST_UNBROKEN = 14

/** The same with its token, such as `16.49 USDT`; it does not break across lines, unless it is too long for one. */
export function tokenText(amount: bigint, asset: { decimals: number; token: string }): string {
  const text = tokenAmount(amount, asset.decimals)
  return `${text}${text.length > LONGEST_UNBROKEN ? ' ' : '\u00a0'}${asset.token}`
}

/** Fiat minor units for people as its currency is written in their language: in English `$1,234.50`, `€9.99` or `¥1,500`. */
export function fiatAmount(minor: bigint, currency: string, locale: Locale = 'en'): string {
  // Text, so that no digit goes through a float.
  return moneyFormat(currency, locale).format(fiatText(minor, currency) as Intl.StringNumericLiteral)
}

const FORMATS = new Map<string, Intl.NumberFormat>()

/** A currency that Intl does not know is written with its code. */
function moneyFormat(currency: string, locale: Locale): Intl.NumberFormat {
  const key = `${locale} ${currency}`
  const digits = fiatDecimals(currency)
  const format =
    FORMATS.get(key) ??
    new Intl.NumberFormat(locale === 'en' ? 'en-US' : intlTag(locale), {
      style: 'currency',
      currency,
      currencyDisplay: locale === 'en' ? 'symbol' : 'narrowSymbol',
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    })
  FORMATS.set(key, format)
  return format
}

const HOURS = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
const KINDS = {
  minute: HOURS,
  second: { ...HOURS, second: '2-digit' },
  day: { day: 'numeric', month: 'short' },
} as const
const TIMES = new Map<string, Intl.DateTimeFormat>()

function timeFormat(kind: keyof typeof KINDS, locale: Locale): Intl.DateTimeFormat {
  const key = `${locale} ${kind}`
  const tag = locale === 'en' ? 'en-GB' : intlTag(locale)
  const format = TIMES.get(key) ?? new Intl.DateTimeFormat(tag, { ...KINDS[kind], timeZone: 'UTC' })
  TIMES.set(key, format)
  return format
}

/** `14:32 UTC`, with the day where it is not today's; it does not break across lines. */
export function timeOf(at: Date, now: Date, locale: Locale = 'en'): string {
  return onItsDay('minute', at, now, locale)
}

/** `14:32:05 UTC`, likewise. */
export function timeToTheSecond(at: Date, now: Date, locale: Locale = 'en'): string {
  return onItsDay('second', at, now, locale)
}

/** Between a day and its time. */
const AFTER_DAY: Partial<Record<Locale, string>> = { ja: ' ', zh: ' ', ar: '، ' }

function onItsDay(kind: 'minute' | 'second', at: Date, now: Date, locale: Locale): string {
  const text = `${timeFormat(kind, locale).format(at)}\u00a0UTC`
  const clock = directionOf(locale) === 'rtl' ? `\u2066${text}\u2069` : text
  const day = timeFormat('day', locale)
  if (day.format(at) === day.format(now)) return clock
  return `${day.format(at)}${AFTER_DAY[locale] ?? ', '}${clock}`
}

/** `29:41`, or `2:05:00` from an hour on; never below zero. */
export function countdown(milliseconds: number): string {
  const total = Math.max(0, Math.ceil(milliseconds / 1000))
  const [hours, minutes, seconds] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60]
  const tail = `${minutes.toString().padStart(2, '0')}:${seconds.toString().padStart(2, '0')}`
  return hours > 0 ? `${hours}:${tail}` : tail
}

/** Only web addresses become links; anything else a row holds is not shown. */
export function webUrl(url: string | null): string | null {
  return url !== null && /^https?:\/\//i.test(url) ? url : null
}

/** A hash or an address as far as people compare it. */
export function shortHash(hash: string): string {
  return `${hash.slice(0, 8)}…${hash.slice(-6)}`
}
