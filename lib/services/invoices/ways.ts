import { networkName } from '@/lib/chains/lanes'
import type { OptionView, PublicInvoice } from '../views'

/** What an invoice can be paid in: an asset on a network, to an address, or by a call beside it. */
export type PayWay = {
  /** Told to the customer: the one with an address, where there is one. */
  option: OptionView
  /** The same asset by the hub; null where it is not offered. */
  call: OptionView | null
  /** Nobody can see what is sent there now, or nobody can price it: better another. */
  paused: boolean
}

/** What a page's address names: a token, and a network by its id without a lane. */
export type AskedWay = { token: string | null; network: string | null }

/** Millionths of a minor unit that sending costs there; null where nobody knows. */
export type SendingCost = (way: PayWay) => bigint | null

/** Each asset of an invoice once: what it quotes by itself, then in the order of its options. */
export function waysOf({
  options,
  networks,
  pausedOptions,
}: Pick<PublicInvoice, 'options' | 'networks' | 'pausedOptions'>): PayWay[] {
  const delayed = new Set(networks.filter((one) => one.delayed).map((one) => one.network))
  const firsts = options.filter(
    (option, place) => options.findIndex((one) => sameAsset(one, option)) === place,
  )
  const ways = firsts.map((first) => {
    const own = options.filter((one) => sameAsset(one, first))
    const option = own.find((one) => one.rail !== 'hub') ?? first
    return {
      option,
      call: own.find((one) => one.rail === 'hub') ?? null,
      paused: delayed.has(option.network) || pausedOptions.has(option.id),
    }
  })
  return ways.toSorted((a, b) => Number(b.option.isDefault) - Number(a.option.isDefault))
}

/**
 * The way that a page tells: where money was seen the one it came by, else what was asked for, of a token alone where sending it costs
 * least; else what the invoice quotes by itself.
 */
export function pickWay(
  ways: readonly PayWay[],
  asked: AskedWay,
  payments: PublicInvoice['payments'],
  cost: SendingCost,
): PayWay | undefined {
  const seen = payments.findLast((payment) => payment.valueMinor !== null && payment.status !== 'orphaned')
  const paid = seen && ways.find(({ option }) => sameAsset(option, seen))
  if (paid) return paid
  const inToken = ways.filter(({ option }) => option.token === asked.token)
  const exact = inToken.find(({ option }) => networkName(option.network) === asked.network)
  return (
    exact ?? cheapest(inToken, cost) ?? inToken[0] ?? ways.find(({ option }) => option.isDefault) ?? ways[0]
  )
}

/** Of those that are not paused, the one that costs least to send; where nobody knows, the first. */
export function cheapest(ways: readonly PayWay[], cost: SendingCost): PayWay | undefined {
  const open = ways.filter((way) => !way.paused)
  const known = open.flatMap((way) => {
    const price = cost(way)
    return price === null ? [] : [{ way, price }]
  })
  return known.toSorted((a, b) => (a.price < b.price ? -1 : a.price > b.price ? 1 : 0))[0]?.way ?? open[0]
}

type Asset = Pick<OptionView, 'network' | 'token'>

function sameAsset(one: Asset, other: Asset): boolean {
  return one.network === other.network && one.token === other.token
}
