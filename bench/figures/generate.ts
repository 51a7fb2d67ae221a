import { sql as query } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/postgres-js'
import type { OpenDatabase } from '@/db/client'
import { MEASURES } from '@/lib/domain/tally'
import { RECOUNT } from '@/scripts/rollups/recount'

type Sql = OpenDatabase['sql']

/** Of all merchants this one has the most by far: two thirds. */
export const BIG = 'mer_bench00000000000000000001'

const TABLES = [
  'invoices',
  'invoice_words',
  'deposit_addresses',
  'payment_options',
  'payments',
  'settlements',
  'invoice_exceptions',
]

const UNREAD = ['payments', 'deposit_addresses']

/**
 * Fills an empty database with a year of twenty merchants up to `end`, set by set and without a row leaving the server: invoices with
 * what belongs to them, in the proportions of a shop, and the sums of them. Foreign keys are left out afterwards, and the indexes of
 * tables by which nothing is looked for here.
 */
export async function generate(
  sql: Sql,
  { invoices, end, note }: { invoices: number; end: Date; note: (line: string) => void },
): Promise<void> {
  const step = async (name: string, work: () => Promise<unknown>) => {
    const started = performance.now()
    await work()
    note(`  ${name}: ${((performance.now() - started) / 1000).toFixed(0)} s`)
  }
  await sql`set statement_timeout = 0`
  await sql`set maintenance_work_mem = '1GB'`
  await sql`set work_mem = '256MB'`
  await sql.unsafe(TENANTS)
  const restore = await withoutIndexes(sql)
  await sql.unsafe(helpers(invoices, end))
  for (const [name, statement] of Object.entries(ROWS)) await step(name, () => sql.unsafe(statement))
  for (const statement of restore) {
    await step(statement.replace(/.*?(index|constraint) "?(\w+)"?.*/is, '$2'), () => sql.unsafe(statement))
  }
  await step('vacuum analyze', () => sql.unsafe(`vacuum analyze ${TABLES.join(', ')}`))
  await step('sums', () => rollUp(sql, end))
}

/** Drops what would be kept up row by row, and returns what makes it again. */
async function withoutIndexes(sql: Sql): Promise<string[]> {
  const constraints = await sql<{ table: string; name: string; type: string; definition: string }[]>`
    select conrelid::regclass::text as table, conname as name, contype as type, pg_get_constraintdef(oid) as definition
    from pg_constraint where contype in ('f', 'p', 'u')
    and (conrelid = any(${TABLES}::regclass[]) or confrelid = any(${TABLES}::regclass[])) order by contype`
  for (const { table, name } of constraints)
    await sql.unsafe(`alter table ${table} drop constraint "${name}"`)
  const indexes = await sql<{ table: string; name: string; definition: string }[]>`
    select tablename as table, indexname as name, indexdef as definition from pg_indexes
    where schemaname = 'public' and tablename = any(${TABLES})`
  for (const { name } of indexes) await sql.unsafe(`drop index "${name}"`)
  for (const table of TABLES) await sql.unsafe(`alter table ${table} set unlogged`)
  const keys = constraints.filter(({ type }) => type !== 'f')
  return [
    ...keys.map(
      ({ table, name, definition }) => `alter table ${table} add constraint "${name}" ${definition}`,
    ),
    ...indexes.filter(({ table }) => !UNREAD.includes(table)).map(({ definition }) => definition),
  ]
}

const TENANTS = `
  insert into merchants (id, business_name, contact_email, status, plan_type, default_currency, default_crypto_currency,
    invoice_expiry_seconds, fee_bps, underpayment_ppm, overpayment_minor, overpayment_action, requotes_allowed,
    min_total_minor, max_total_minor, recovery_seed, webhook_secret, created_at, updated_at)
  select 'mer_bench' || lpad(m::text, 20, '0'), 'Merchant ' || m, 'm' || m || '@example.com', 'active', 'enterprise', 'USD',
    'USDT', 1800, 100, 10000, 100, 'credit_account', 0, 50, 1000000, '', '', now(), now() from generate_series(1, 20) m;
  insert into payout_terms (id, merchant_id, treasury, fee_recipient, fee_bps, created_at)
  select 'trm_' || id, id, '0x1', '0x2', 100, now() from merchants;`

/** One view of what each number's invoice is; every table is made from it. */
function helpers(invoices: number, end: Date): string {
  return `
    create function bench_part(n bigint, salt int) returns double precision language sql immutable parallel safe as
      $$ select (hashint8extended(n, salt) & 4294967295)::double precision / 4294967296 $$;
    create view bench_invoices as
    select n, id, mer, at, state, total, token, payer, adjective, noun,
      at + (60 + bench_part(n, 5) * 1400) * interval '1 second' as funded_at, 20 + bench_part(n, 6) * 60 as confirming
    from (
      select n, at, 'inv_' || lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || substr(md5(n::text), 1, 14) as id,
        'mer_bench' || lpad(case when bench_part(n, 1) < 0.667 then 1 else 2 + floor(bench_part(n, 1) * 1e6)::int % 19 end::text, 20, '0') as mer,
        case when n > ${invoices} - 200 then 'pending' when part < 0.70 then 'paid' when part < 0.93 then 'expired'
          when part < 0.97 then 'cancelled' when part < 0.99 then 'partial' else 'refunded' end as state,
        floor(exp(5.5 + 2.4 * bench_part(n, 3) + 1.6 * bench_part(n, 13)))::bigint as total,
        case when bench_part(n, 4) < 0.6 then 'USDT' when bench_part(n, 4) < 0.95 then 'USDC' else 'ETH' end as token,
        floor(bench_part(n, 7) * ${Math.max(10, Math.floor(invoices / 20))})::int as payer,
        (array['Amber', 'Basic', 'Coral', 'Delta', 'Early', 'Fleet', 'Grand', 'Harbor', 'Indigo', 'Jade'])[1 + floor(10 * bench_part(n, 8) ^ 2)::int] as adjective,
        (array['Anchor', 'Beacon', 'Compass', 'Dinghy', 'Ensign', 'Ferry', 'Galley', 'Hawser', 'Island', 'Jetty',
          'Keel', 'Lagoon', 'Mast', 'Nautilus', 'Oar', 'Pier', 'Quay', 'Rudder', 'Sail', 'Tiller'])[1 + floor(20 * bench_part(n, 9) ^ 2)::int] as noun
      from (
        select n, bench_part(n, 2) as part,
          date_trunc('milliseconds', '${end.toISOString()}'::timestamptz - interval '365 days' + (day + 0.12 * sin(2 * pi() * day)) * interval '1 day') as at
        from (select n, n * 365.0::double precision / ${invoices} as day from generate_series(1, ${invoices}::bigint) n) days
      ) placed
    ) described`
}

const SETTLED = `state in ('paid', 'refunded')`
const PLACES = `case token when 'ETH' then 18 else 6 end`
const UNITS = `case token when 'ETH' then total * 5000000000000::numeric else total * 10000::numeric end`

const ROWS = {
  invoices: `
    insert into invoices (id, uuid, merchant_id, mode, title, description, items, currency, subtotal_minor, tax_minor, total_minor, status,
      underpayment_ppm, overpayment_minor, overpayment_action, late_grace_ms, fee_bps, requotes_left, metadata, expires_at,
      monitor_until, paid_at, seq, created_at, updated_at)
    select id, md5(id)::uuid, mer, 'live', adjective || ' ' || noun || ' Order',
      case when n % 2 = 0 then 'Monthly subscription with premium features' end,
      '[{"name": "One", "quantity": "1", "unitPriceMinor": "999", "description": null}]', 'USD', total, 0, total, state, 10000, 100,
      'credit_account', 0, 100, 0,
      json_build_object('order_id', 'ord_' || n, 'customer_email', 'user' || payer || '@example.com'), at + interval '30 minutes',
      at + interval '1 day', case when ${SETTLED} then funded_at end, 4, at, at from bench_invoices`,
  words: `
    insert into invoice_words (invoice_id, merchant_id, mode, words)
    select id, mer, 'live', array_to_tsvector(array(select right(mer, 6) || 'l' || word from unnest(array[lower(adjective), lower(noun),
      'order', 'ord.' || n, n::text, 'user' || payer || '.example.com', 'example.com', 'com']
      || case when n % 2 = 0 then array['monthly', 'subscription', 'with', 'premium', 'features'] else array[]::text[] end) word))
    from bench_invoices`,
  addresses: `
    insert into deposit_addresses (id, merchant_id, mode, invoice_id, network, address, terms_id, counter, ref, salt, hot_until,
      witnessed_block, signature, signing_key, created_at)
    select 'adr_' || substr(id, 5), mer, 'live', id, 'base', '0x' || md5(id) || substr(md5(id || 'x'), 1, 8), 'trm_' || mer, n, md5(id), '0x' || md5(id),
      at + interval '1 day', 1, '', '', at from bench_invoices`,
  options: `
    insert into payment_options (id, merchant_id, mode, invoice_id, deposit_address_id, network, token, decimals, quoted_amount, rate_num,
      rate_den, rate_source, quoted_at, quote_expires_at, required_confirmations, amount_confirmations, is_default)
    select 'opt_' || substr(id, 5), mer, 'live', id, 'adr_' || substr(id, 5), 'base', token, ${PLACES}, ${UNITS}, 1, 1, 'fixed', at,
      at + interval '30 minutes', 12, 12, true from bench_invoices`,
  payments: `
    insert into payments (id, merchant_id, mode, invoice_id, deposit_address_id, network, token, decimals, amount, tx_hash, position,
      from_address, block_number, block_hash, block_time, required_confirmations, detected_at, confirmed_at, created_at)
    select 'pay_' || substr(id, 5), mer, 'live', id, 'adr_' || substr(id, 5), 'base', token, ${PLACES},
      case when state = 'partial' then trunc(${UNITS} / 2) else ${UNITS} end, '0x' || md5(id || 'p') || md5(id || 'q'), 0, '0x' || md5('user' || payer),
      n::int, '0x' || md5(n::text), funded_at, 12, funded_at, funded_at + confirming * interval '1 second', funded_at
    from bench_invoices where ${SETTLED} or state = 'partial'`,
  settlements: `
    insert into settlements (id, merchant_id, mode, invoice_id, network, token, decimals, gross, fee, net, fee_bps, currency, gross_value,
      fee_value, funded_at, status, settled_at, created_at)
    select 'set_' || substr(id, 5), mer, 'live', id, 'base', token, ${PLACES}, ${UNITS}, trunc(${UNITS} / 100), ${UNITS} - trunc(${UNITS} / 100), 100,
      'USD', total * 1000000, total * 10000, funded_at, 'completed', settled, settled
    from (select *, funded_at + confirming * interval '1 second' as settled from bench_invoices where ${SETTLED}) paid`,
  exceptions: `
    insert into invoice_exceptions (id, merchant_id, mode, invoice_id, kind, opened_at)
    select 'exc_' || substr(id, 5), mer, 'live', id, 'underpaid', at from bench_invoices where state = 'partial' and n % 20 = 0`,
}

/** The sums, with the last two hours still to be folded. */
async function rollUp(sql: Sql, end: Date): Promise<void> {
  const db = drizzle(sql)
  const measured = MEASURES.map((name) => name.replace('Ms', '_ms')).join(', ')
  const sums = MEASURES.map((name) => name.replace('Ms', '_ms'))
    .map((name) => `sum(${name})`)
    .join(', ')
  const key = 'merchant_id, mode, bucket, currency, token'
  await db.execute(query`insert into rollup_entries (${query.raw(`${key}, ${measured}`)}) ${RECOUNT}`)
  const unfolded = new Date(end.getTime() - 2 * 60 * 60_000).toISOString()
  await sql.unsafe(`
    with taken as (delete from rollup_entries where bucket < '${unfolded}' returning *)
    insert into rollups (grain, ${key}, ${measured})
    select grain, merchant_id, mode, date_trunc(case grain when 'quarter' then 'minute' else grain end, bucket, 'UTC'), currency, token, ${sums}
    from taken, unnest(array['quarter', 'hour', 'day', 'month']) grain group by 1, 2, 3, 4, 5, 6`)
  await sql.unsafe('vacuum analyze rollups, rollup_entries')
}
