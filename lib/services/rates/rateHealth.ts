import { sourceRows } from '@/db/queries/rates'
import { payableTokens } from '@/lib/chains/payable'
import type { PauseReason } from '@/lib/domain/rateInputs'
import { serverTime, type ServiceContext } from '../context'
import { rateFor } from './rateFor'

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
  const tokens = new Map(
    ctx.networks.all().flatMap((network) => payableTokens(network).map((token) => [token.symbol, token])),
  )
  const answers = await Promise.all(
    [...tokens.values()].map(async (token) => ({ token, answer: await rateFor(ctx, token, 'USD') })),
  )
  return answers.flatMap(({ token, answer }) =>
    answer.reason === null ? [] : [{ pair: `${token.symbol}/USD`, reason: answer.reason }],
  )
}
