import type { z } from 'zod'
import { FIAT_DECIMALS, formatUnits, isFiat } from '@/lib/domain/money'
import type { LinkView } from '@/lib/services/links/linkView'
import { timestamp, timestampOrNull } from '../time'
import type { linkAnswer } from './linkSchemas'

/** Where a link's customers go. */
export function linkUrl(publicUrl: string, slug: string): string {
  return `${publicUrl}/l/${slug}`
}

/** The link's code, which anyone may load. */
export function linkQrUrl(publicUrl: string, slug: string): string {
  return `${publicUrl}/api/v1/public/payment_links/${slug}/qr`
}

/** Fiat as document 002 writes it: text with two places at least. */
export function fiatAmount(minor: bigint, currency: string): string {
  return formatUnits(minor, isFiat(currency) ? FIAT_DECIMALS[currency] : 2, 2)
}

export function presentLink(
  link: LinkView,
  { publicUrl }: { publicUrl: string },
): z.output<typeof linkAnswer> {
  return {
    id: link.id,
    object: 'payment_link',
    slug: link.slug,
    title: link.title,
    description: link.description,
    fiatAmount: fiatAmount(link.amountMinor, link.currency),
    fiatCurrency: link.currency,
    customerChoosesAmount: link.customerChooses,
    minimumAmount: link.minimumMinor === null ? null : fiatAmount(link.minimumMinor, link.currency),
    maxUses: link.maxUses,
    usesLeft: link.usesLeft,
    endsAt: timestampOrNull(link.endsAt),
    collect: { email: link.asked.email, name: link.asked.name, note: link.asked.note },
    successUrl: link.successUrl,
    cancelUrl: link.cancelUrl,
    active: link.active,
    checkoutUrl: linkUrl(publicUrl, link.slug),
    qrUrl: linkQrUrl(publicUrl, link.slug),
    createdAt: timestamp(link.createdAt),
    updatedAt: timestamp(link.updatedAt),
  }
}
