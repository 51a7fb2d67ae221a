import { sql, type SQL } from 'drizzle-orm'

const quarter = (column: string) =>
  `to_timestamp(floor(extract(epoch from ${column}) / 900) * 900)::timestamptz(3)`
const inState = (status: string) => `(count(*) filter (where status = '${status}'))::bigint`

/**
 * What the sums by quarters of an hour have to be, counted anew from invoices and settlements: every row of `rollups` of that
 * grain that is not all zero. Shares nothing with how they are kept.
 */
export const RECOUNT: SQL = sql.raw(`
  select merchant_id, mode, ${quarter('created_at')} as bucket, currency, '' as token,
    ${['pending', 'partial', 'confirming', 'paid', 'expired', 'cancelled', 'refunded']
      .map((status) => `${inState(status)} as ${status}`)
      .join(', ')},
    0::bigint as completed, 0::bigint as failed,
    (count(*) filter (where by_visit and status not in ('confirming', 'paid', 'refunded')))::bigint as visits, 0::numeric as gross, 0::numeric as fees,
    0::bigint as payment_ms, 0::bigint as settlement_ms
  from invoices group by 1, 2, 3, 4
  union all
  select s.merchant_id, s.mode, ${quarter('s.created_at')}, s.currency, s.token, 0, 0, 0, 0, 0, 0, 0,
    count(*) filter (where s.status = 'completed'), count(*) filter (where s.status = 'failed'), 0,
    coalesce(sum(s.gross_value) filter (where s.status = 'completed'), 0),
    coalesce(sum(s.fee_value) filter (where s.status = 'completed'), 0),
    coalesce(sum(${ms('i.created_at', 's.funded_at')}) filter (where s.status = 'completed'), 0)::bigint,
    coalesce(sum(${ms('s.funded_at', 'coalesce(s.settled_at, s.created_at)')}) filter (where s.status = 'completed'), 0)::bigint
  from settlements s join invoices i on i.id = s.invoice_id
  where s.status <> 'pending' group by 1, 2, 3, 4, 5`)

function ms(from: string, to: string): string {
  return `greatest(0, round(extract(epoch from ${to} - ${from}) * 1000))`
}
