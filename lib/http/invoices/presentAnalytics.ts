import type { z } from 'zod'
import { fiatDecimals, formatUnits, rescale } from '@/lib/domain/money'
import { mulDiv } from '@/lib/domain/rational'
import { shownOf, VALUE_PLACES, type Measures, type Shown } from '@/lib/domain/tally'
import type { Analytics } from '@/lib/services/analytics/getAnalytics'
import { decimal, type Wire } from '../json'
import { fiat as fiatIn } from './amounts'
import type { analyticsAnswer, analyticsQuery } from './analyticsSchemas'

export function presentAnalytics(
  query: z.output<typeof analyticsQuery>,
  { currency, total, parts, tokens }: Analytics,
): Wire<z.output<typeof analyticsAnswer>> {
  const fiat = (minor: bigint) => fiatIn(minor, currency)
  const amounts = shownValues(total, currency)
  const { made } = shownOf(total)
  return {
    period: query.start_date === undefined ? (query.period ?? '30d') : 'custom',
    timezone: query.timezone ?? 'UTC',
    currency,
    metrics: {
      total_invoices: count(made),
      total_gross_amount: fiat(amounts.gross),
      total_platform_fees: fiat(amounts.fees),
      total_net_payouts: fiat(amounts.net),
      paid_invoices: count(total.completed),
      conversion_rate: conversion(shownOf(total)),
      average_gross_amount: fiat(average(total.gross, made, currency)),
      average_net_amount: fiat(average(total.gross - total.fees, made, currency)),
      effective_fee_rate: feeRate(total),
      average_payment_time: averageSeconds(total.paymentMs, total.completed),
      average_settlement_time: averageSeconds(total.settlementMs, total.completed),
    },
    time_series: parts.map(({ label, sums }) => {
      const { gross, fees, net } = shownValues(sums, currency)
      return {
        date: label,
        invoices_created: count(sums.made),
        invoices_paid: count(sums.completed),
        gross_amount: fiat(gross),
        platform_fees: fiat(fees),
        net_payouts: fiat(net),
        conversion_rate: conversion(sums),
      }
    }),
    payment_methods: Object.fromEntries(
      tokens.map(({ token, sums }) => {
        const { gross, fees, net } = shownValues(sums, currency)
        const shown = { gross_amount: fiat(gross), platform_fees: fiat(fees), net_amount: fiat(net) }
        return [token, { count: count(sums.completed), ...shown }]
      }),
    ),
  }
}

/** Sums as people read them: rounded once, the net what remains of the rounded gross (D5). */
export function shownValues({ gross, fees }: Pick<Measures, 'gross' | 'fees'>, currency: string) {
  const shown = (value: bigint) => rescale(value, VALUE_PLACES, fiatDecimals(currency), 'half-up')
  return { gross: shown(gross), fees: shown(fees), net: shown(gross) - shown(fees) }
}

/** Fees of a hundred of gross, to two places; 0 of nothing. */
export function feeRate({ gross, fees }: Pick<Measures, 'gross' | 'fees'>) {
  return decimal(formatUnits(gross === 0n ? 0n : mulDiv(fees, 10_000n, gross, 'half-up'), 2, 1))
}

/** Of the invoices made, those that are paid (refunded ones were), in percent to one place; 0 of none. */
function conversion({ made, converted }: Shown) {
  const tenths = made === 0n ? 0n : mulDiv(converted, 1000n, made, 'half-up')
  return decimal(formatUnits(tenths, 1, 1))
}

/** In the currency's minor units, rounded down as document 004's 36.17 is; 0 of none. */
function average(value: bigint, among: bigint, currency: string): bigint {
  if (among === 0n) return 0n
  return mulDiv(value, 1n, among * 10n ** BigInt(VALUE_PLACES - fiatDecimals(currency)), 'down')
}

function averageSeconds(ms: bigint, among: bigint): number {
  return among === 0n ? 0 : count(mulDiv(ms, 1n, among * 1000n, 'half-up'))
}

/** Counts stay far below 2^53. */
function count(value: bigint): number {
  return Number.parseInt(value.toString(), 10)
}
