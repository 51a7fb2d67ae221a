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
  const currency = asked.currency ?? (await findMerchant(ctx.db, actor.merchantId))?.defaultCurrency ?? ''
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
