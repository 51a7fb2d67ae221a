import { findMerchant } from '@/db/queries/merchants'
import {
  pageOfSettlements,
  totalsOfSettlements,
  type SettlementFilter,
  type SettlementTotals,
} from '@/db/queries/settlementList'
import { mustBeAllowed } from '../access'
import type { Actor, ServiceContext } from '../context'
import type { SettlementRow } from '../views'

/** `currency` null is the merchant's default. */
export type AskedSettlements = Omit<SettlementFilter, 'currency'> & { currency: string | null }

export type SettlementPage = {
  settlements: SettlementRow[]
  /** Of all that match. */
  totals: SettlementTotals
  currency: string
  /** Where the next page starts; null on the last one. */
  next: { createdAt: Date; id: string } | null
}

/** A page of the merchant's settlements in this mode, newest first, with what all that match add up to (D6). */
export async function listSettlements(
  ctx: ServiceContext,
  actor: Actor,
  asked: AskedSettlements,
): Promise<SettlementPage> {
  mustBeAllowed(actor, 'settlements:read')
  const currency = asked.currency ?? (await defaultCurrency(ctx, actor))
  const filter = { ...asked, currency }
  const [rows, totals] = await Promise.all([
    pageOfSettlements(ctx.db, actor, filter),
    totalsOfSettlements(ctx.db, actor, filter),
  ])
  const shown = rows.slice(0, asked.limit)
  const last = shown.at(-1)
  return {
    settlements: shown,
    totals,
    currency,
    next: rows.length > asked.limit && last ? { createdAt: last.createdAt, id: last.id } : null,
  }
}

/** So many rows at a time are read of an export. */
const PART = 500

/** All that match, newest first, part by part. */
export async function* everySettlement(
  ctx: ServiceContext,
  actor: Actor,
  asked: Omit<AskedSettlements, 'after' | 'limit'>,
): AsyncGenerator<SettlementRow[]> {
  mustBeAllowed(actor, 'settlements:read')
  const filter = { ...asked, currency: asked.currency ?? (await defaultCurrency(ctx, actor)) }
  let after: SettlementFilter['after'] = null
  for (;;) {
    const rows: SettlementRow[] = await pageOfSettlements(ctx.db, actor, { ...filter, after, limit: PART })
    const part = rows.slice(0, PART)
    yield part
    const last = part.at(-1)
    if (rows.length <= PART || !last) return
    after = { createdAt: last.createdAt, id: last.id }
  }
}

async function defaultCurrency(ctx: ServiceContext, { merchantId }: Actor): Promise<string> {
  return (await findMerchant(ctx.db, merchantId))?.defaultCurrency ?? ''
}
