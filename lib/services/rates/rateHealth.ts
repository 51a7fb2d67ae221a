import { sourceRows } from '@/db/queries/rates'
import { payableTokens } from '@/lib/chains/payable'
import type { PauseReason } from '@/lib/domain/rateInputs'
import { serverTime, type ServiceContext } from '../context'
import { rateFor, type RateAnswer } from './rateFor'

export type SourceHealth = {
  id: string
  /** Since it last told prices; null when it never did. */
  ageSeconds: number | null
  /** Why it told nothing the last time. */
  lastError: string | null
}

export type RateHealth = {
  sources: SourceHealth[]
  /** Tokens of the open networks that have no rate in dollars now. */
  paused: { pair: string; reason: PauseReason }[]
}

/** How the sources of rates are, and what is paused for want of a rate (D3). Asks no source. */
export async function rateHealth(ctx: ServiceContext): Promise<RateHealth> {
  const rows = await sourceRows(ctx.db, ctx.rates.live?.sources ?? [])
  const now = serverTime(ctx).getTime()
  return {
    sources: (ctx.rates.live?.sources ?? []).map((id) => {
      const row = rows.find((one) => one.source === id)
      const at = row?.lastOkAt?.getTime()
      return {
        id,
        ageSeconds: at === undefined ? null : Math.max(0, Math.round((now - at) / 1000)),
        lastError: row?.lastError ?? null,
      }
    }),
    paused: await pausedTokens(ctx),
  }
}

async function pausedTokens(ctx: ServiceContext): Promise<RateHealth['paused']> {
  return (await presentRates(ctx)).flatMap(({ pair, answer }) =>
    answer.reason === null ? [] : [{ pair, reason: answer.reason }],
  )
}

/** What each token of the open networks would be quoted at now in dollars, with what that is made of (D3). Asks no source. */
export async function presentRates(ctx: ServiceContext): Promise<{ pair: string; answer: RateAnswer }[]> {
  const tokens = new Map(
    ctx.networks.all().flatMap((network) => payableTokens(network).map((token) => [token.symbol, token])),
  )
  return Promise.all(
    [...tokens.values()].map(async (token) => ({
      pair: `${token.symbol}/USD`,
      answer: await rateFor(ctx, token, 'USD'),
    })),
  )
}
