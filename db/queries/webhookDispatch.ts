import { sql } from 'drizzle-orm'
import type { Executor } from '../client'
import type { RETRY_BACKOFFS, WebhookDialect } from '../schema'

/** What one dispatcher has room for. */
export type Room = {
  /** Tries that it can begin now. */
  free: number
  /** Of these for receivers that are failing. */
  freeForFailing: number
  /** Tries at once for one receiver, and for one that is failing. */
  perReceiver: number
  perFailing: number
  /** Tries at once for all receivers of one merchant. */
  perMerchant: number
  /** Tries that it has under way, by receiver and by merchant. */
  running: ReadonlyMap<string, number>
  runningFor: ReadonlyMap<string, number>
}

/** A delivery that was taken to be sent, with everything that sending needs. Secrets are encrypted. */
export type ClaimedDelivery = {
  id: string
  /** Number of this try. */
  attempt: number
  merchantId: string
  eventId: string
  eventType: string
  body: string
  receiver: string
  failed: number
  wakes: number
  endpointId: string | null
  /** Of the endpoint; of an invoice's own address document 004's. */
  dialect: WebhookDialect
  url: string
  secret: string
  previousSecret: string | null
  /** Encrypted JSON. */
  customHeaders: string | null
  allowedIps: string[]
  maxRetries: number | null
  retryBackoff: (typeof RETRY_BACKOFFS)[number] | null
  timeoutSeconds: number | null
  isDeleted: boolean
  isEnabled: boolean
  wasFailing: boolean
}

/** In a row, until a receiver counts as failing and not as one that dislikes an event. */
const FAILING_AFTER = 3

/**
 * Takes deliveries that are due, the longest waiting first, and lends them for their timeout and `slackSeconds`: a dispatcher
 * that dies gives them back by that. Of each receiver and each merchant only so many, so that what hangs takes nobody else's place,
 * and of each invoice one after the other, until the first try of the earlier one is over. Two dispatchers take different ones.
 */
export async function claimDeliveries(
  db: Executor,
  now: Date,
  room: Room,
  lease: { defaultSeconds: number; slackSeconds: number },
): Promise<ClaimedDelivery[]> {
  const at = sql`${now.toISOString()}::timestamptz`
  const busy = [...room.running]
  const busyFor = [...room.runningFor]
  return [
    ...(await db.execute<ClaimedDelivery>(sql`
    with recursive receivers as (
      (select receiver from webhook_deliveries where status = 'pending' order by receiver limit 1)
      union all
      select (
        select d.receiver from webhook_deliveries d
        where d.status = 'pending' and d.receiver > r.receiver order by d.receiver limit 1
      )
      from receivers r where r.receiver is not null
    ),
    busy as (
      select * from unnest(
        ${sql.param(busy.map(([receiver]) => receiver))}::text[],
        ${sql.param(busy.map(([, count]) => count))}::int[]
      ) as b (receiver, running)
    ),
    busy_for as (
      select * from unnest(
        ${sql.param(busyFor.map(([merchant]) => merchant))}::text[],
        ${sql.param(busyFor.map(([, count]) => count))}::int[]
      ) as b (merchant_id, running)
    ),
    candidates as (
      select d.id, d.merchant_id, d.next_attempt_at, d.seq, h.failures >= ${FAILING_AFTER} as failing
      from receivers r
      left join webhook_receivers h on h.receiver = r.receiver
      left join busy b on b.receiver = r.receiver
      cross join lateral (
        select d.id, d.merchant_id, d.next_attempt_at, d.seq
        from webhook_deliveries d
        where d.status = 'pending' and d.receiver = r.receiver and d.next_attempt_at <= ${at}
          and not exists (
            select from webhook_deliveries e
            where e.invoice_id = d.invoice_id and e.receiver = d.receiver and e.seq < d.seq
              and e.status = 'pending' and (e.tries = 0 or e.claimed_until > ${at})
          )
        order by d.next_attempt_at, d.seq
        limit greatest(0, case when h.failures >= ${FAILING_AFTER} then ${room.perFailing}::int
          else ${room.perReceiver}::int end - coalesce(b.running, 0))
        for update skip locked
      ) d
      where r.receiver is not null and (h.paused_until is null or h.paused_until <= ${at})
    ),
    shared as (
      select *, row_number() over (partition by merchant_id order by coalesce(failing, false), next_attempt_at, seq) as turn
      from candidates
    ),
    ranked as (
      select s.id, s.next_attempt_at, s.seq, coalesce(s.failing, false) as failing,
        row_number() over (partition by coalesce(s.failing, false) order by s.next_attempt_at, s.seq) as place
      from shared s left join busy_for b on b.merchant_id = s.merchant_id
      where s.turn <= ${room.perMerchant}::int - coalesce(b.running, 0)
    ),
    chosen as (
      select c.id, c.failing, d.endpoint_id, d.merchant_id
      from ranked c join webhook_deliveries d on d.id = c.id
      where not c.failing or c.place <= ${room.freeForFailing}
      order by c.failing, c.next_attempt_at, c.seq
      limit ${room.free}
    )
    update webhook_deliveries d
    set attempts = d.attempts + 1,
      claimed_until = ${at} + make_interval(secs => coalesce(e.timeout_seconds, ${lease.defaultSeconds}) + ${lease.slackSeconds}),
      next_attempt_at = ${at} + make_interval(secs => coalesce(e.timeout_seconds, ${lease.defaultSeconds}) + ${lease.slackSeconds})
    from chosen c
      join merchants m on m.id = c.merchant_id
      left join webhook_endpoints e on e.id = c.endpoint_id and e.merchant_id = c.merchant_id
    where d.id = c.id
    returning d.id, d.attempts as attempt, d.merchant_id as "merchantId", d.event_id as "eventId",
      d.event_type as "eventType", d.body, d.receiver, d.tries as failed, d.wakes,
      d.endpoint_id as "endpointId", coalesce(e.dialect, 'invoices') as dialect, coalesce(e.url, d.url) as url,
      coalesce(e.secret, m.webhook_secret) as secret,
      case when e.previous_secret_until > ${at} then e.previous_secret end as "previousSecret",
      e.custom_headers as "customHeaders", coalesce(e.allowed_ips, '{}') as "allowedIps", e.max_retries as "maxRetries",
      e.retry_backoff as "retryBackoff", e.timeout_seconds as "timeoutSeconds",
      (d.endpoint_id is not null and (e.id is null or e.deleted_at is not null)) as "isDeleted",
      coalesce(e.enabled, d.endpoint_id is null) as "isEnabled", c.failing as "wasFailing"
  `)),
  ]
}

/** What is written of a try that ended, or that was not made. */
export type MarkedDelivery = {
  id: string
  attempt: number
  status: 'pending' | 'delivered' | 'parked' | 'dropped' | 'abandoned'
  tries: number
  nextAttemptAt: Date
  responseCode: number | null
  deliveredAt: Date | null
}

/**
 * Writes what came of tries. That one was taken is true whoever sent it; that one failed only matters while no later try of the
 * same delivery is under way.
 */
export async function markDeliveries(db: Executor, marks: readonly MarkedDelivery[]): Promise<void> {
  if (marks.length === 0) return
  const rows = marks.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  await db.execute(sql`
    update webhook_deliveries d
    set status = m.status, tries = m.tries, claimed_until = null, next_attempt_at = m.next_attempt_at,
      response_code = m.response_code, delivered_at = coalesce(d.delivered_at, m.delivered_at)
    from unnest(
      ${column(rows, (row) => row.id)}::text[], ${column(rows, (row) => row.attempt)}::int[],
      ${column(rows, (row) => row.status)}::text[], ${column(rows, (row) => row.tries)}::int[],
      ${column(rows, (row) => row.nextAttemptAt.toISOString())}::text[]::timestamptz[],
      ${column(rows, (row) => row.responseCode)}::int[],
      ${column(rows, (row) => row.deliveredAt?.toISOString() ?? null)}::text[]::timestamptz[]
    ) as m (id, attempt, status, tries, next_attempt_at, response_code, delivered_at)
    where d.id = m.id and (m.status = 'delivered' or (d.attempts = m.attempt and d.status = 'pending'))
  `)
}

/** A try that ended, for people to read. */
export type EndedAttempt = {
  deliveryId: string
  number: number
  startedAt: Date
  durationMs: number
  responseCode: number | null
  error: string | null
}

export async function insertAttempts(db: Executor, rows: readonly EndedAttempt[]): Promise<void> {
  if (rows.length === 0) return
  await db.execute(sql`
    insert into webhook_attempts (delivery_id, number, started_at, duration_ms, response_code, error)
    select * from unnest(
      ${column(rows, (row) => row.deliveryId)}::text[], ${column(rows, (row) => row.number)}::int[],
      ${column(rows, (row) => row.startedAt.toISOString())}::text[]::timestamptz[],
      ${column(rows, (row) => row.durationMs)}::int[], ${column(rows, (row) => row.responseCode)}::int[],
      ${column(rows, (row) => row.error)}::text[]
    )
    on conflict do nothing
  `)
}

function column<Row>(rows: readonly Row[], of: (row: Row) => string | number | null) {
  return sql.param(rows.map(of))
}
