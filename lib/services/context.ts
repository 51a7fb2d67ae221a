import type { Executor, Database } from '@/db/client'
import type { SealedColumn } from '@/db/queries/sealed'
import type { Mode } from '@/db/schema'
import type { NetworkRegistry } from '@/lib/chains/registry'
import type { Screening } from '@/lib/chains/screening/port'
import type { Role } from '@/lib/domain/access'
import type { RateBook } from '@/lib/rates/port'
import type { Signer } from '@/lib/signing/signer'
import type { ReceiverRules } from '@/lib/webhooks/addresses'
import type { SessionView } from './sessions/sessionView'
import type { WebhookBodies } from './webhooks/told'

/** Time is passed in, so that a rule about it can be tested. */
export type Clock = { now(): Date }

/** Encrypts what the database may keep but nobody may read from it, bound to its column and to its row's name (`rowName`). */
export type SecretBox = {
  seal(plain: string, column: SealedColumn, row: string): string
  open(sealed: string, column: SealedColumn, row: string): string
}

export type Log = {
  info(facts: object, message: string): void
  warn(facts: object, message: string): void
  error(facts: object, message: string): void
}

/** What the operator decided, in one place. */
export type Policy = {
  /** Where customers and merchants reach this instance, without a trailing slash. */
  publicUrl: string
  /** Receives the platform's fee; the zero address when the operator takes none. */
  feeRecipient: string
  /** How long after expiry an address is still watched closely (S8). */
  monitorAfterExpiryMs: number
  /** How long after expiry late money is taken by itself (D10). */
  lateGraceMs: number
  /** From this total on (US cents) a second provider must agree before settlement (S5). */
  secondWitnessFromMinor: bigint
  /** Deposits worth less (US cents) are not swept by themselves (F9). */
  sweepFromMinor: bigint
  /** How many signatures of customers the gas key hands in within any 24 hours (F5). */
  relaysPerDay: number
  /** The least that is taken on a network (US cents), by its id; elsewhere what moving it costs decides (L8). */
  networkMinimums: ReadonlyMap<string, bigint>
  /** Factor on every limit of how often. */
  rateLimitScale: number
  /** From so much in unpaid platform fees on (US cents) no new live invoice is made; null lets any amount stand. */
  unpaidFeesBlockFromMinor: bigint | null
  /** How long a change of where later invoices' money goes waits in live mode (F4). */
  payoutDelayMs: number
  /** Where webhooks may go (W5). */
  receivers: ReceiverRules
}

/** Who is asked about senders before their money is settled (D9). */
export type ScreeningRules = {
  sources: readonly Screening[]
  /** What becomes of native coin that a contract sent: no transfer names its sender. */
  unknownSender: 'hold' | 'pass'
}

/** Everything a use case may touch. `db` is the caller's transaction where there is one. */
export type ServiceContext = {
  db: Executor
  clock: Clock
  /** The server's own clock where `clock` is a test invoice's (ADR 0015); see `serverTime`. */
  serverClock?: Clock
  networks: NetworkRegistry
  rates: RateBook
  /** Null where nobody is screened. */
  screening: ScreeningRules | null
  secrets: SecretBox
  /** What the instance tells everybody is signed by it (F8). */
  signer: Signer
  policy: Policy
  /** What webhooks say, in each document's words. */
  webhookBodies: WebhookBodies
  /** A session in document 002's words, to be kept with what is told of it. */
  presentSession(view: SessionView): Record<string, unknown>
  log: Log
  /** What the transaction under way has changed, by topic; null outside of one. */
  touched: Set<string> | null
  /** Tells every process's live followers that these topics have changed. Never throws (Q5: only after the commit). */
  announce(topics: ReadonlySet<string>): Promise<void>
}

/** What the server's own work goes by, whatever clock an invoice has: leases, tries of deliveries, limits. */
export function serverTime(ctx: Pick<ServiceContext, 'clock' | 'serverClock'>): Date {
  return (ctx.serverClock ?? ctx.clock).now()
}

/** A context for work that opens its own transactions. */
export type RootContext = ServiceContext & { db: Database }

/** Who asks, for which merchant and mode; every query is scoped by both (Q1). */
export type Actor = {
  merchantId: string
  mode: Mode
  /** For the audit log, such as `api_key:sk_live_***123`. */
  label: string
  /** A person's role, which the services check; a key has none, since the pipeline has checked its scopes. */
  role?: Role
  /** The person runs this instance (L2); for what belongs to no merchant. Absent for keys. */
  operator?: boolean
  /** When the person last gave their password (F4). */
  confirmedAt?: Date
  /** What it may hand on to a key or token it makes (Q3); nothing when absent. */
  holds?: { scopes: readonly string[]; until: Date | null }
  ipAddress: string | null
  userAgent: string | null
  requestId: string | null
}
