import type { Locale } from '@/lib/i18n/locales'
import { translator } from '@/lib/i18n/translator'
import { logoPath } from '@/lib/logoPath'
import type { AskedField, ClosedReason } from '@/lib/domain/paymentLink'
import type { PublicLink } from '@/lib/services/links/getPublicLink'
import { FIAT_DECIMALS, formatUnits, isFiat } from '@/lib/domain/money'
import { sayIn } from './say'

/** A link's page, in words. */
export type LinkPage = {
  slug: string
  title: string
  description: string | null
  merchant: string
  logo: { url: string; width: number; height: number } | null
  /** One line for previews. */
  lead: string
  /** What it costs; null where the customer says. */
  price: string | null
  amount: { proposed: string; currency: string; hint: string | null } | null
  fields: { field: AskedField; required: boolean }[]
  /** That no real money is asked for, in words; null where it is. */
  testMode: string | null
  words: ReturnType<typeof formWords>
}

/** What the form calls its parts. */
function formWords(locale: Locale) {
  const t = translator(locale, 'link')
  return {
    amount: t('form.amount'),
    email: t('form.email'),
    name: t('form.name'),
    note: t('form.note'),
    optional: t('form.optional'),
    go: t('form.go'),
    about: t('form.about'),
  }
}

/** The part of a public link that its page shows; a `PublicLink` is one. */
type Shown = Pick<PublicLink, 'merchantName' | 'merchantLogo'> & {
  link: Pick<
    PublicLink['link'],
    | 'slug'
    | 'mode'
    | 'title'
    | 'description'
    | 'currency'
    | 'amountMinor'
    | 'customerChooses'
    | 'minimumMinor'
    | 'asked'
  >
}

export function linkPage({ link, merchantName, merchantLogo }: Shown, locale: Locale): LinkPage {
  const t = translator(locale, 'link')
  const say = sayIn(locale)
  const money = (minor: bigint) => say.fiat(minor, link.currency)
  const merchant = merchantName || t('merchant.heading')
  const price = link.customerChooses ? null : money(link.amountMinor)
  const least = link.minimumMinor === null ? null : t('form.least', { amount: money(link.minimumMinor) })
  return {
    slug: link.slug,
    title: link.title,
    description: link.description,
    merchant,
    logo: merchantLogo && {
      url: logoPath(merchantLogo),
      width: merchantLogo.width,
      height: merchantLogo.height,
    },
    lead: price ? t('lead.fixed', { price, merchant }) : t('lead.chosen', { merchant }),
    price,
    amount: link.customerChooses
      ? {
          proposed: formatUnits(
            link.amountMinor,
            isFiat(link.currency) ? FIAT_DECIMALS[link.currency] : 2,
            2,
          ),
          currency: link.currency,
          hint: least,
        }
      : null,
    fields: (['email', 'name', 'note'] as const)
      .filter((field) => link.asked[field] !== 'no')
      .map((field) => ({ field, required: link.asked[field] === 'required' })),
    testMode: link.mode === 'test' ? translator(locale, 'pay')('order.testMode') : null,
    words: formWords(locale),
  }
}

/** Why nothing can be paid at a link. */
export function closedText(found: PublicLink | null, locale: Locale): { title: string; text: string } {
  return closedWords(found?.link.closed ?? null, found?.merchantName || null, locale)
}

/** The same of a link that has closed since its page was shown; null for one that is not there. */
export function closedWords(
  closed: ClosedReason | null,
  merchant: string | null,
  locale: Locale,
): { title: string; text: string } {
  const t = translator(locale, 'link')
  const name = merchant === null ? t('merchant.unnamed') : sayIn(locale).name(merchant)
  const reason = closed ?? 'none'
  return {
    title: t(`closed.${reason}.title`),
    text: upper(t(`closed.${reason}.text`, { merchant: name })),
  }
}

function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
