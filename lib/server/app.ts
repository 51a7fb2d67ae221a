import { openDatabase, type OpenDatabase } from '@/db/client'
import { openNetworks } from '@/lib/chains/registry'
import { readEnv, type Env } from '@/lib/env'
import { createAnnouncer } from '@/lib/live/announcer'
import { createHub, type Hub } from '@/lib/live/hub'
import { createMetrics, type Metrics } from '@/lib/metrics/metrics'
import type { Mailer } from '@/lib/mail/port'
import { printedMailer } from '@/lib/mail/printed'
import { smtpMailer } from '@/lib/mail/smtp'
import { createLimiter, type Limiter } from '@/lib/limits/limiter'
import type { FallbackStore } from '@/lib/limits/fallbackStore'
import { openLimitStore } from '@/lib/limits/openStore'
import { fixedRates } from '@/lib/rates/fixed'
import type { PriceSource } from '@/lib/rates/port'
import { openSources } from '@/lib/rates/sources'
import type { RootContext } from '@/lib/services/context'
import { checkoutEventBody } from '@/lib/http/checkout/presentEvent'
import { webhookBody } from '@/lib/http/invoices/presentWebhook'
import { presentSession } from '@/lib/http/sessions/presentSession'
import { sessionEventBody } from '@/lib/http/sessions/presentEvent'
import { createSigner } from '@/lib/signing/signer'
import { announceTo, createBell, type Bell } from './announce'
import { createLog } from './log'
import { openScreening } from './screening'
import { createSecretBox } from './secretBox'

/** Everything a route, a page or the scheduler needs, put together once a process. */
export type App = RootContext & {
  env: Env
  pool: OpenDatabase
  limits: Limiter
  /** Where those limits are counted. */
  limitStore: FallbackStore
  live: Hub
  /** What this process counts for whoever watches it. */
  metrics: Metrics
  mailer: Mailer
  /** Asked by the scheduler alone, never by a request. */
  rateSources: readonly PriceSource[]
  /** Rings when there are webhooks to send. */
  outbox: Bell
}

const DAY_MS = 24 * 60 * 60_000

/** Puts an application together from an environment; opens no connection yet. */
export function createApp(env: Env): App {
  const pool = openDatabase(env.databaseUrl, { max: env.databasePoolSize })
  const log = createLog(env.logLevel)
  const outbox = createBell()
  const limitStore = openLimitStore(env.redisUrl, log)
  return {
    env,
    pool,
    db: pool.db,
    clock: { now: () => new Date() },
    networks: openNetworks({ networks: env.networks, localMode: env.localNetworkMode }),
    rates: fixedRates(env.fixedRates, env.liveRates),
    screening: openScreening(env.screening),
    rateSources: openSources(env.rateSources, env.networks),
    secrets: createSecretBox(env.encryptionKeys),
    signer: createSigner(env.signingKeys, env.retiredSigningKeys),
    policy: {
      publicUrl: env.publicUrl,
      feeRecipient: env.feeRecipient,
      monitorAfterExpiryMs: 7 * DAY_MS,
      lateGraceMs: 0,
      secondWitnessFromMinor: env.secondWitnessFromMinor,
      sweepFromMinor: env.sweepFromMinor,
      relaysPerDay: env.relaysPerDay,
      networkMinimums: env.networkMinimums,
      rateLimitScale: env.rateLimitScale,
      unpaidFeesBlockFromMinor: env.unpaidFeesBlockFromMinor,
      payoutDelayMs: env.payoutDelayMs,
      receivers: env.receivers,
    },
    presentSession: (view) => presentSession(view, { publicUrl: env.publicUrl }),
    webhookBodies: {
      invoices: webhookBody,
      sessions: sessionEventBody,
      checkout: (told) => checkoutEventBody(told, { publicUrl: env.publicUrl }),
    },
    log,
    mailer: env.smtp ? smtpMailer(env.smtp) : printedMailer(log),
    touched: null,
    limits: createLimiter(limitStore),
    limitStore,
    metrics: createMetrics(),
    announce: announceTo(outbox, createAnnouncer(pool.sql, log)),
    outbox,
    live: createHub({
      database: pool,
      url: env.databaseUrl,
      listens: env.liveUpdates === 'listen',
      log,
    }),
  }
}

const shared = globalThis as { cryptoCheckoutApp?: App }

/**
 * The process's application. Kept on `globalThis`: Next's build and the self-hosted server are separate module
 * instances, and they share one pool. Throws EnvError when the environment is not complete.
 */
export function getApp(): App {
  shared.cryptoCheckoutApp ??= createApp(readEnv())
  return shared.cryptoCheckoutApp
}
