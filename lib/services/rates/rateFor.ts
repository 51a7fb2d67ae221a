import { DomainError } from '@/lib/domain/errors'
import { PAUSE_TEXTS, type PauseReason, type RateInputs } from '@/lib/domain/rateInputs'
import { divide, ONE, type Ratio } from '@/lib/domain/rational'
import type { Token } from '@/lib/chains/network'
import { pricedAs } from '@/lib/rates/markets'
import type { ServiceContext } from '../context'
import { hearPairs } from './hearPairs'
import { pegLeg, priceLeg, type Leg } from './legs'

/** What rates are told in where no source tells them directly. */
const DOLLAR = 'USD'

type RateContext = Pick<ServiceContext, 'db' | 'rates' | 'clock' | 'serverClock'>

export type QuotedRate = {
  /** Fiat for one whole token. */
  value: Ratio
  /** In a word: `operator`, `par`, `median`, or two of them with a plus where one was crossed with the other. */
  source: string
  inputs: RateInputs
}

export type RateAnswer = { rate: QuotedRate; reason: null } | { rate: null; reason: PauseReason }

type Priced = Pick<Token, 'symbol' | 'stablecoin'> & {
  /** Somebody named its address: nobody vouches for its symbol. */
  added?: boolean
}

/**
 * What one whole token is worth in a fiat currency now, from what is kept (D3): a market of the two where enough sources have one, else the
 * exact quotient of both in dollars. Null with the reason where there is no trustworthy answer.
 */
export async function rateFor(ctx: RateContext, token: Priced, fiat: string): Promise<RateAnswer> {
  const name = pricedAs(token.symbol)
  // Whatever calls itself ether is not worth what ether is.
  if (token.added && name !== null) return { rate: null, reason: 'no_source' }
  const peg = token.stablecoin?.currency ?? null
  const heard = await hearPairs(
    ctx,
    [fiat, DOLLAR].flatMap((quote) => [
      ...(name === null ? [] : [{ base: name, quote }]),
      ...(fiat === quote ? [] : [{ base: fiat, quote }]),
    ]),
  )
  const leg = (quote: string) =>
    (peg === quote ? pegLeg : priceLeg)(ctx.rates, heard, { base: token.symbol, quote }, name)
  const own = ctx.rates.fixed(token.symbol, fiat)
  // A stablecoin is at par in its own currency, and what that is worth is all that is to be found out.
  const direct = own !== null || peg === null || peg === fiat ? leg(fiat) : null
  if (direct && (direct.value !== null || fiat === DOLLAR || !isUnheardOf(direct.reason)))
    return answer(direct)
  const inDollars = leg(DOLLAR)
  if (inDollars.value === null) return { rate: null, reason: inDollars.reason }
  return answer(inDollars, priceLeg(ctx.rates, heard, { base: fiat, quote: DOLLAR }, fiat))
}

/** What one unit of a fiat currency is worth in dollars now. Null with the reason where nobody can tell. */
export async function dollarsFor(ctx: RateContext, fiat: string): Promise<RateAnswer> {
  if (fiat === DOLLAR) {
    return { rate: { value: ONE, source: 'par', inputs: { crossed: false, legs: [] } }, reason: null }
  }
  const pair = { base: fiat, quote: DOLLAR }
  return answer(priceLeg(ctx.rates, await hearPairs(ctx, [pair]), pair, fiat))
}

/** The refusal of a quote, which names the reason for people and for programs. */
export function rateUnavailable(
  base: string,
  quote: string,
  reason: PauseReason,
  field?: string,
): DomainError {
  return new DomainError(
    'RATE_UNAVAILABLE',
    `No rate for ${base}/${quote} right now: ${PAUSE_TEXTS[reason]}`,
    { ...(field ? { field } : {}), constraints: { reason } },
  )
}

function isUnheardOf(reason: PauseReason): boolean {
  return reason === 'no_source' || reason === 'too_few_sources'
}

function answer(first: Leg, second?: Leg): RateAnswer {
  if (first.value === null) return { rate: null, reason: first.reason }
  if (second?.value === null) return { rate: null, reason: second.reason }
  const legs = second ? [first, second] : [first]
  return {
    reason: null,
    rate: {
      value: second ? divide(first.value, second.value) : first.value,
      source: [...new Set(legs.map((leg) => leg.told.kind))].join('+'),
      inputs: { crossed: second !== undefined, legs: legs.map((leg) => leg.told) },
    },
  }
}
