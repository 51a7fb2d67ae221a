import type { z } from 'zod'
import type { SettlementRow, SettlementView } from '@/lib/services/views'
import { decimal, type Wire } from '../json'
import { timestamp, timestampOrNull } from '../time'
import { fiat, percentage, shownAmount, shownSplit } from './amounts'
import type { SettlementPage } from '@/lib/services/settlements/listSettlements'
import { feeRate, shownValues } from './presentAnalytics'
import type { settlementAnswer } from './schemas'
import type { listedSettlement, settlementList } from './settlementSchemas'

/** A settlement inside its invoice. */
export function presentSettlementSummary(settlement: SettlementRow) {
  const shown = shownSplit(settlement, settlement)
  return {
    id: settlement.id,
    gross_amount: shown.gross,
    platform_fee_amount: shown.fee,
    platform_fee_percentage: percentage(settlement.feeBps),
    net_amount: shown.net,
    credit_applied: shownAmount(settlement.creditApplied, settlement),
    status: settlement.status,
    settled_at: timestampOrNull(settlement.settledAt),
  }
}

export function presentListedSettlement(settlement: SettlementRow): Wire<z.output<typeof listedSettlement>> {
  return {
    ...presentSettlementSummary(settlement),
    invoice_id: settlement.invoiceId,
    currency: settlement.token,
  }
}

export function presentTotals({
  totals,
  currency,
}: SettlementPage): Wire<z.output<typeof settlementList>>['summary'] {
  const { gross, fees, net } = shownValues(totals, currency)
  return {
    total_gross_amount: fiat(gross, currency),
    total_platform_fees: fiat(fees, currency),
    total_net_amount: fiat(net, currency),
    average_fee_percentage: feeRate(totals),
    settlement_count: totals.count,
    currency,
  }
}

/** D6: gas is not taken from the merchant's net, so that what was received is what was swept. */
export function presentSettlement({
  settlement,
  rail,
  payout,
}: SettlementView): Wire<z.output<typeof settlementAnswer>> {
  const summary = presentSettlementSummary(settlement)
  return {
    ...summary,
    platform_fee_status: rail === 'xpub' ? 'owed' : 'deducted',
    invoice_id: settlement.invoiceId,
    merchant_id: settlement.merchantId,
    currency: settlement.token,
    payout_details: payout && {
      payout_tx_hash: payout.txHash,
      payout_network_fee: decimal('0.00'),
      // The same money must not differ by a rounding.
      net_received: payout.net === settlement.net ? summary.net_amount : shownAmount(payout.net, settlement),
    },
    created_at: timestamp(settlement.createdAt),
  }
}
