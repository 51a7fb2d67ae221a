import type { Locale } from '@/lib/i18n/locales'
import { networkName } from '@/lib/chains/lanes'
import type { PayableInvoice } from '@/lib/services/invoices/getPayableInvoice'
import { cheapest, type AskedWay, type PayWay } from '@/lib/services/invoices/ways'
import { fiatAmount } from './format'

/** A token, or a network of the token that is chosen: a link, so that it needs no script and can be come back to. */
export type Choice = {
  label: string
  /** Its one network, where a token has no choice of them. */
  on: string | null
  href: string
  current: boolean
  paused: boolean
  /** Sending costs least there. */
  suggested: boolean
  /** About what sending costs, such as `$0.02`; null where nobody knows, or it is nothing. */
  fee: string | null
}

export type Choices = { tokens: Choice[]; networks: Choice[] }

const MILLION = 1_000_000n

/**
 * What else it can be paid in, at `page`; null where there is no choice, and as soon as money was seen: then the rest comes the same
 * way.
 */
export function choicesOf(
  { invoice, way, ways, cost }: PayableInvoice,
  page: string,
  locale: Locale,
): Choices | null {
  if (invoice.payments.length > 0 || ways.length < 2) return null
  const names = new Map(invoice.networks.map((one) => [one.network, one.name]))
  const own = ways.filter(({ option }) => option.token === way.option.token)
  const best = own.filter((one) => !one.paused).length > 1 ? cheapest(own, cost) : undefined
  const choice = (of: PayWay, query: string): Choice => ({
    label: '',
    on: null,
    href: `${page}?${query}`,
    current: false,
    paused: of.paused,
    suggested: false,
    fee: null,
  })
  const firsts = ways.filter((one, place) => ways.findIndex((other) => sameToken(one, other)) === place)
  return {
    tokens: firsts.map((first) => {
      const { token } = first.option
      const some = ways.filter((one) => sameToken(one, first))
      return {
        ...choice(first, `token=${encodeURIComponent(token)}`),
        label: token,
        on: some.length === 1 ? (names.get(first.option.network) ?? null) : null,
        current: token === way.option.token,
        paused: some.every((one) => one.paused),
      }
    }),
    networks:
      own.length < 2
        ? []
        : own.map((one) => ({
            ...choice(
              one,
              `token=${encodeURIComponent(one.option.token)}&network=${encodeURIComponent(networkName(one.option.network))}`,
            ),
            label: names.get(one.option.network) ?? one.option.network,
            current: one === way,
            suggested: one === best && cost(one) !== null,
            fee: feeOf(cost(one), invoice.invoice.currency, locale),
          })),
  }
}

/** What a page's address asks for. */
export function askedWay(asked: Record<string, string | string[] | undefined>): AskedWay {
  const one = (value: string | string[] | undefined) => (typeof value === 'string' ? value : null)
  return { token: one(asked['token']), network: one(asked['network']) }
}

function sameToken(one: PayWay, other: PayWay): boolean {
  return one.option.token === other.option.token
}

/** Rounded up to whole minor units: it is a warning, not a price. */
function feeOf(cost: bigint | null, currency: string, locale: Locale): string | null {
  return cost ? fiatAmount((cost + MILLION - 1n) / MILLION, currency, locale) : null
}
