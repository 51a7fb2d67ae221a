import { logoPath } from '@/lib/logoPath'
import type { AskedField, ClosedReason } from '@/lib/domain/paymentLink'
import type { PublicLink } from '@/lib/services/links/getPublicLink'
import { FIAT_DECIMALS, formatUnits, isFiat } from '@/lib/domain/money'
import { fiatAmount } from './format'

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
  testMode: boolean
}

export function linkPage({ link, merchantName, merchantLogo }: PublicLink): LinkPage {
  const money = (minor: bigint) => fiatAmount(minor, link.currency)
  const merchant = merchantName || 'Checkout'
  const price = link.customerChooses ? null : money(link.amountMinor)
  const least = link.minimumMinor === null ? null : `From ${money(link.minimumMinor)} on.`
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
    lead: price ? `${price}, to ${merchant}` : `Pay ${merchant} what you choose`,
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
    testMode: link.mode === 'test',
  }
}

/** Why nothing can be paid at a link. */
export function closedText(found: PublicLink | null): { title: string; text: string } {
  return closedWords(found?.link.closed ?? null, found?.merchantName || 'the merchant')
}

/** The same of a link that has closed since its page was shown; null for one that is not there. */
export function closedWords(closed: ClosedReason | null, merchant: string): { title: string; text: string } {
  switch (closed) {
    case 'ended':
      return { title: 'This link has ended', text: `Its time is over. Ask ${merchant} for another one.` }
    case 'used_up':
      return {
        title: 'This link is used up',
        text: `It was paid as often as it may be. Ask ${merchant} for another one.`,
      }
    case 'full':
      return {
        title: 'Somebody else is paying right now',
        text: 'The last place of this link is taken for the moment. If they do not pay, it is free again: try again in a quarter of an hour.',
      }
    case 'inactive':
      return {
        title: 'This link is not active',
        text: `${upper(merchant)} takes no payments here at the moment.`,
      }
    default:
      return {
        title: 'There is nothing at this address',
        text: 'The link may be incomplete: open it again from where you found it, whole.',
      }
  }
}

export function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
