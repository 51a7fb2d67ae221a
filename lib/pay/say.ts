import { directionOf, intlTag, type Locale } from '@/lib/i18n/locales'
import { translator } from '@/lib/i18n/translator'
import { fiatAmount, timeOf, timeToTheSecond, tokenAmount, tokenText } from './format'

type Asset = { decimals: number; token: string }

/** Keeps what is written from left to right in one piece within a sentence that is not. */
const LEFT_TO_RIGHT = ['\u2066', '\u2069'] as const
/** The same for a name, which may be in any script. */
const OWN_DIRECTION = ['\u2068', '\u2069'] as const

/** How facts are said in a language: amounts of tokens in one way in all of them, fiat and times in its own. */
export type Say = ReturnType<typeof sayIn>

export function sayIn(locale: Locale) {
  const within = ([before, after]: readonly [string, string], text: string) =>
    directionOf(locale) === 'rtl' ? `${before}${text}${after}` : text
  const ltr = (text: string) => within(LEFT_TO_RIGHT, text)
  return {
    ltr,
    name: (text: string) => within(OWN_DIRECTION, text),
    /** Base units as they are to be typed. */
    number: (units: bigint, { decimals }: Asset) => ltr(tokenAmount(units, decimals)),
    amount: (units: bigint, asset: Asset) => ltr(tokenText(units, asset)),
    fiat: (minor: bigint, currency: string) => fiatAmount(minor, currency, locale),
    time: (at: Date, now: Date) => timeOf(at, now, locale),
    second: (at: Date, now: Date) => timeToTheSecond(at, now, locale),
    percent: (hundredths: number) =>
      new Intl.NumberFormat(intlTag(locale), { style: 'percent' }).format(Math.floor(hundredths / 100) / 100),
    roughly: (milliseconds: number) => roughly(milliseconds, locale),
  }
}

/** How long blocks take, said loosely: it is an expectation, not a promise. */
export function roughly(milliseconds: number, locale: Locale): string {
  const t = translator(locale, 'pay')
  const seconds = milliseconds / 1000
  if (seconds < 20) return t('wait.seconds')
  if (seconds < 50) return t('wait.underMinute')
  if (seconds < 90) return t('wait.minute')
  const minutes = Math.round(seconds / 60)
  return minutes < 90
    ? t('wait.minutes', { count: minutes })
    : t('wait.hours', { count: Math.round(minutes / 60) })
}
