import { optionsOf, paymentsOf, sweptFrom } from '@/db/queries/invoiceParts'
import { findSettlement } from '@/db/queries/settlements'
import { DomainError } from '@/lib/domain/errors'
import { mustBeAllowed } from '../access'
import type { Actor, ServiceContext } from '../context'
import type { SettlementView } from '../views'
import { payoutOf, railOf } from './payout'

/** A settlement of the actor's merchant and mode. Throws NOT_FOUND. */
export async function getSettlement(ctx: ServiceContext, actor: Actor, id: string): Promise<SettlementView> {
  mustBeAllowed(actor, 'settlements:read')
  const settlement = await findSettlement(ctx.db, actor, id)
  if (!settlement) throw new DomainError('NOT_FOUND', 'Settlement not found')
  const options = await optionsOf(ctx.db, [settlement.invoiceId])
  const payments = await paymentsOf(ctx.db, [settlement.invoiceId])
  const swept = await sweptFrom(ctx.db, settlement.invoiceId)
  return { settlement, rail: railOf(options, payments, settlement), payout: payoutOf(swept, settlement) }
}
