import type { z } from 'zod'
import { networkName } from '@/lib/chains/lanes'
import { formatUnits } from '@/lib/domain/money'
import { mulDiv } from '@/lib/domain/rational'
import type { SessionOption, SessionView } from '@/lib/services/sessions/sessionView'
import { timestamp, timestampOrNull } from '../time'
import { fiatAmount } from './presentLink'
import type { sessionAnswer } from './sessionSchemas'

const CENTS = 100n

/** Where a session is paid. */
export function sessionUrl(publicUrl: string, id: string): string {
  return `${publicUrl}/checkout/${id}`
}

/** A session in document 002's words. Without native coin `amount` and `ethPriceUsd` are null (Q11). */
export function presentSession(
  { session, invoice, customerId, status, options, txHash }: SessionView,
  { publicUrl }: { publicUrl: string },
): z.output<typeof sessionAnswer> {
  const native = options.find((option) => option.isNative)
  const quoted = native ?? options[0]
  if (!quoted) throw new Error(`session ${session.id} has no way to be paid`)
  return {
    id: session.id,
    object: 'checkout_session',
    linkId: session.linkId,
    status,
    title: invoice.title,
    address: quoted.address,
    amount: native
      ? { wei: native.quotedAmount.toString(), eth: formatUnits(native.quotedAmount, native.decimals) }
      : null,
    fiat: { amount: fiatAmount(invoice.totalMinor, invoice.currency), currency: invoice.currency },
    ethPriceUsd: native && invoice.currency === 'USD' ? priceOf(native) : null,
    paymentOptions: options.map((option) => ({
      token: option.token,
      network: networkName(option.network),
      chainId: option.chainId,
      address: option.address,
      amount: formatUnits(option.quotedAmount, option.decimals),
    })),
    expiresAt: timestamp(invoice.expiresAt),
    paidAt: timestampOrNull(invoice.paidAt),
    txHash,
    chainId: quoted.chainId,
    metadata: Object.keys(invoice.metadata).length === 0 ? null : invoice.metadata,
    customerId,
    collected: {
      email: session.customerEmail,
      name: session.customerName,
      note: session.customerNote,
    },
    successUrl: invoice.returnUrl,
    cancelUrl: invoice.cancelUrl,
    checkoutUrl: sessionUrl(publicUrl, session.id),
    invoiceId: invoice.id,
    createdAt: timestamp(session.createdAt),
  }
}

/** The frozen rate with two places, rounded half up: for people, never for deciding. */
function priceOf({ rateNum, rateDen }: SessionOption): string {
  return formatUnits(mulDiv(rateNum, CENTS, rateDen, 'half-up'), 2, 2)
}
