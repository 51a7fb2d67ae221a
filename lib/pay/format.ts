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

/** Fiat minor units for people as its currency is written, such as `$1,234.50`, `€9.99` or `¥1,500`. */
export function fiatAmount(minor: bigint, currency: string): string {
  // Text, so that no digit goes through a float.
  return moneyFormat(currency).format(fiatText(minor, currency) as Intl.StringNumericLiteral)
}

const FORMATS = new Map<string, Intl.NumberFormat>()

/** Pages are in English. A currency that Intl does not know is written with its code. */
function moneyFormat(currency: string): Intl.NumberFormat {
  const digits = fiatDecimals(currency)
  const format =
    FORMATS.get(currency) ??
    new Intl.NumberFormat('en-US', {
      style: 'currency',
      currency,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    })
  FORMATS.set(currency, format)
  return format
}

const CLOCK = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' })
const SECONDS = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium', timeZone: 'UTC' })
const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })

/** `14:32 UTC`, with the day where it is not today's; it does not break across lines. */
export function timeOf(at: Date, now: Date): string {
  return onItsDay(CLOCK.format(at), at, now)
}

/** `14:32:05 UTC`, likewise. */
export function timeToTheSecond(at: Date, now: Date): string {
  return onItsDay(SECONDS.format(at), at, now)
}

function onItsDay(time: string, at: Date, now: Date): string {
  const clock = `${time}\u00a0UTC`
  return DAY.format(at) === DAY.format(now) ? clock : `${DAY.format(at)}, ${clock}`
}

/** How long blocks take, said loosely: it is an expectation, not a promise. */
export function roughly(milliseconds: number): string {
  const seconds = milliseconds / 1000
  if (seconds < 20) return 'a few seconds'
  if (seconds < 50) return 'less than a minute'
  if (seconds < 90) return 'about a minute'
  const minutes = Math.round(seconds / 60)
  return minutes < 90 ? `about ${minutes} minutes` : `about ${Math.round(minutes / 60)} hours`
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
